import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { Outputs } from './stage';

const run = promisify(execFile);
const ROOT = path.join(__dirname, '..', '..');

/** The real CDK CLI on an app of this project, exactly as it stands. */
export type Cdk = (...command: string[]) => Promise<void>;

export function cdk(app: string, context: Record<string, string>): Cdk {
  // relative paths, so that no folder name needs quoting on its way through the CLI's shell
  const command = `node node_modules/tsx/dist/cli.mjs --tsconfig tsconfig.dev.json ${app}`;
  const values = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const env = {
    ...process.env,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env.PATH}`,
    CDK_VALIDATION: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION: '20',
  };
  return async (...verb) => {
    const output = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-out-'));
    const options = ['--app', command, '--output', output, '--no-notices', '--ci', ...values];
    try {
      await run(process.execPath, ['node_modules/aws-cdk/bin/cdk', ...verb, ...options], {
        cwd: ROOT,
        env,
        maxBuffer: 50_000_000,
      });
    } catch (error) {
      const { stdout, stderr } = error as { stdout: string; stderr: string };
      throw new Error(`cdk ${verb[0]} failed:\n${stdout}\n${stderr}`);
    } finally {
      fs.rmSync(output, { recursive: true, force: true });
    }
  };
}

export async function deploy(command: Cdk, stack: string): Promise<Outputs> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-outputs-'));
  const file = path.join(folder, 'outputs.json');
  await command('deploy', stack, '--require-approval', 'never', '--outputs-file', file);
  const outputs = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, Outputs>;
  fs.rmSync(folder, { recursive: true });
  return outputs[stack];
}
