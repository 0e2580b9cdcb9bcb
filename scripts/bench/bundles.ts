import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { build } from 'esbuild';
import { inTurns, median, runFresh } from './fresh';
import { ASSEMBLY } from './synthesis';
import { ROOT, WORKSHOP } from './workshop';

export interface Bundle {
  readonly name: string;
  readonly bytes: number;
  /** To load it, beyond what an empty handler takes. */
  readonly milliseconds: number;
}

interface ColdStart {
  readonly milliseconds: number;
  readonly files: readonly string[];
}

interface Deployed {
  readonly folder: string;
  readonly env: Record<string, string>;
}

const WORKER = path.join(WORKSHOP, 'scripts', 'bench', 'load-once.js');

/** Sizes and load times: what the notes app deploys, the Cognito client apart, and what esbuild's defaults make of it. */
export async function measureBundles(rounds: number): Promise<Bundle[]> {
  const empty = path.join(WORKSHOP, 'empty.js');
  writeFileSync(empty, 'exports.handler = async (event) => event;\n');
  const subjects: Record<string, { file: string; env?: Record<string, string> }> = { empty: { file: empty } };
  for (const [trigger, { folder, env }] of Object.entries(deployedTriggers())) {
    subjects[trigger] = { file: path.join(folder, 'index.js'), env };
  }
  subjects['Cognito client'] = { file: path.join(ROOT, 'assets', 'ports', 'cognito.js') };
  subjects["Cognito client, esbuild's defaults"] = { file: await bundleByDefault() };

  const samples = inTurns(
    rounds,
    Object.fromEntries(Object.entries(subjects).map(([name, { file, env }]) => [name, () => load(file, env)])),
  );
  const typical = (name: string) => median(samples[name].map(({ milliseconds }) => milliseconds));
  return Object.entries(subjects).map(([name, { file }]) => ({
    name,
    bytes: bytesOf(file),
    milliseconds: typical(name) - typical('empty'),
  }));
}

/** A function's own code: what runs the chain, and its steps; AWS clients have a row of their own. */
function bytesOf(file: string): number {
  if (path.basename(file) !== 'index.js') return statSync(file).size;
  const folder = path.dirname(file);
  const clients = readdirSync(path.join(ROOT, 'assets', 'ports'));
  const own = readdirSync(folder).filter((name) => name.endsWith('.js') && !clients.includes(name));
  return own.reduce((sum, name) => sum + statSync(path.join(folder, name)).size, 0);
}

/** Which files of a function are loaded by an event that calls Cognito, and by one that does not. */
export function filesLoaded(): Record<string, readonly string[]> {
  const { folder, env } = deployedTriggers().PostConfirmation;
  // an endpoint that nobody listens on
  const offline = { ...env, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'x' }; // prettier-ignore
  const event = (triggerSource: string) =>
    JSON.stringify({ version: '1', triggerSource, region: 'eu-central-1', userPoolId: 'eu-central-1_x', userName: 'x', request: { userAttributes: {} }, response: {} }); // prettier-ignore
  const files = (source: string) =>
    load(path.join(folder, 'index.js'), offline, event(source)).files.filter((name) => name !== 'load-once.js');
  return {
    PostConfirmation_ConfirmSignUp: files('PostConfirmation_ConfirmSignUp'),
    PostConfirmation_ConfirmForgotPassword: files('PostConfirmation_ConfirmForgotPassword'),
  };
}

function load(file: string, env: Record<string, string> = {}, event?: string): ColdStart {
  return runFresh<ColdStart>(WORKER, event === undefined ? [file] : [file, event], env);
}

/** The functions of the notes app as they would be uploaded, with the environment that they get. */
function deployedTriggers(): Record<string, Deployed> {
  const file = readdirSync(ASSEMBLY).find((name) => name.endsWith('.template.json'))!;
  const { Resources } = JSON.parse(readFileSync(path.join(ASSEMBLY, file), 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: any }>;
  };
  return Object.fromEntries(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === 'AWS::Lambda::Function')
      .map(([id, { Properties }]) => [
        /(PreSignUp|PostConfirmation|PreTokenGeneration)/.exec(id)![1],
        {
          folder: path.join(ASSEMBLY, `asset.${String(Properties.Code.S3Key).replace('.zip', '')}`),
          env: Properties.Environment.Variables as Record<string, string>,
        },
      ]),
  );
}

async function bundleByDefault(): Promise<string> {
  const outfile = path.join(WORKSHOP, 'esbuild-default.js');
  const entryPoints = [path.join(ROOT, 'lambda', 'ports', 'cognito.ts')];
  await build({ entryPoints, outfile, bundle: true, minify: true, platform: 'node', logLevel: 'warning' });
  return outfile;
}
