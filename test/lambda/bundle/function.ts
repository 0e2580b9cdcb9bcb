import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsPorts } from '../../../lambda/runtime/ports';
import { envelope, STEPS_VARIABLE } from '../../../src/contract/codec';
import type { Step } from '../../../src/contract/steps';
import { CONTEXT } from '../events';

export interface Outcome {
  readonly event?: Record<string, unknown>;
  readonly error?: { readonly name: string; readonly message: string };
  /** Names of the files that are loaded after this event. */
  readonly loaded: readonly string[];
}

export interface Run {
  readonly outcomes: readonly Outcome[];
  /** Everything that the process wrote. */
  readonly output: string;
}

export interface FunctionParts {
  readonly assets: string;
  readonly trigger: string;
  readonly steps?: readonly string[];
  readonly ports?: readonly (keyof AwsPorts)[];
  readonly contents?: Readonly<Record<string, unknown>>;
}

/** Puts a function together as the construct does: the trigger's code, and beside it what its steps need. */
export function layOut(
  directory: string,
  { assets, trigger, steps = [], ports = [], contents = {} }: FunctionParts,
): string {
  mkdirSync(directory, { recursive: true });
  const parts = ['index', ...steps].map((name) => `${name}.js`);
  for (const part of parts) copyFileSync(join(assets, 'triggers', trigger, part), join(directory, part));
  for (const port of ports) copyFileSync(join(assets, 'ports', `${port}.js`), join(directory, `${port}.js`));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(directory, name), JSON.stringify(content));
  return directory;
}

/** Like Lambda: one process, one event after the other, and an error of the handler is written to the log. */
const RUNTIME = `
process.once('message', async ({ directory, events, context }) => {
  const { handler } = require(directory + '/index.js');
  const outcomes = [];
  for (const event of events) {
    const outcome = {};
    try {
      outcome.event = await handler(event, context);
    } catch (error) {
      console.error(error);
      outcome.error = { name: error.name, message: error.message };
    }
    const loaded = Object.keys(require.cache).map((file) => file.split('/').pop());
    outcomes.push({ ...outcome, loaded });
  }
  process.send(outcomes, () => process.disconnect());
});
`;

/** In the environment of a function: it reaches nothing beyond this machine. */
export const NO_NETWORK = { NODE_OPTIONS: `--require ${join(__dirname, 'no-network.cjs')}` };

/** Runs a function's events in a process of its own, with nothing in its environment but what is given. */
export async function runFunction(
  directory: string,
  steps: readonly Step[],
  events: readonly object[],
  environment: Record<string, string> = {},
): Promise<Run> {
  const child = spawn(process.execPath, ['-e', RUNTIME], {
    env: { [STEPS_VARIABLE]: JSON.stringify(envelope(steps)), ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let output = '';
  child.stdout!.on('data', (chunk) => (output += chunk));
  child.stderr!.on('data', (chunk) => (output += chunk));
  let outcomes: Outcome[] = [];
  child.once('message', (message) => (outcomes = message as Outcome[]));
  child.send({ directory, events, context: CONTEXT });
  await once(child, 'close');
  return { outcomes, output };
}
