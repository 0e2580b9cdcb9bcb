import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { Outputs } from './stage';

const run = promisify(execFile);
export const ROOT = path.join(__dirname, '..', '..');

/** Deploys an example with the real CDK CLI, exactly as it stands, and returns the outputs of its stack. */
export async function deployExample(
  example: string,
  stackName: string,
  context: Record<string, string>,
  env: NodeJS.ProcessEnv,
): Promise<Outputs> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-deploy-'));
  const outputs = path.join(folder, 'outputs.json');
  await cdk(env, folder, example, context, ['deploy', '--require-approval', 'never', '--outputs-file', outputs]);
  const all = JSON.parse(fs.readFileSync(outputs, 'utf8')) as Record<string, Outputs>;
  fs.rmSync(folder, { recursive: true });
  return all[stackName];
}

async function cdk(
  env: NodeJS.ProcessEnv,
  folder: string,
  example: string,
  context: Record<string, string>,
  command: string[],
): Promise<void> {
  // relative paths, so that no folder name needs quoting on its way through the CLI's shell
  const app = `node node_modules/tsx/dist/cli.mjs --tsconfig tsconfig.dev.json examples/${example}`;
  const options = ['--app', app, '--output', path.join(folder, 'cdk.out'), '--no-notices', '--ci'];
  const values = Object.entries(context).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  try {
    await run(process.execPath, [path.join(ROOT, 'node_modules/aws-cdk/bin/cdk'), ...command, ...options, ...values], {
      cwd: ROOT,
      env: { ...env, PATH: `${path.dirname(process.execPath)}${path.delimiter}${env.PATH}` },
      maxBuffer: 50_000_000,
    });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`cdk ${command[0]} failed:\n${stdout}\n${stderr}`);
  }
}
