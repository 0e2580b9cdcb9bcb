import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AwsPorts } from '../../../lambda/runtime/ports';
import { envelope, STEPS_VARIABLE } from '../../../src/contract/codec';
import type { Step } from '../../../src/contract/steps';
import { FunctionProcess } from '../../support/function-process';
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
  readonly trigger: string;
  readonly steps?: readonly string[];
  readonly ports?: readonly (keyof AwsPorts)[];
  readonly contents?: Readonly<Record<string, unknown>>;
}

/** What `npm run bundle` built. */
export const ASSETS = join(__dirname, '..', '..', '..', 'assets');

/** Puts a function together as the construct does: the trigger's code, and beside it what its steps need. */
export function layOut(directory: string, { trigger, steps = [], ports = [], contents = {} }: FunctionParts): string {
  mkdirSync(directory, { recursive: true });
  const parts = ['index', ...steps].map((name) => `${name}.js`);
  for (const part of parts) copyFileSync(join(ASSETS, 'triggers', trigger, part), join(directory, part));
  for (const port of ports) copyFileSync(join(ASSETS, 'ports', `${port}.js`), join(directory, `${port}.js`));
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(directory, name), JSON.stringify(content));
  return directory;
}

/** In the environment of a function: it reaches nothing beyond this machine. */
export const NO_NETWORK = { NODE_OPTIONS: `--require ${join(__dirname, 'no-network.cjs')}` };

/** Runs a function's events in a process of its own, with nothing in its environment but what is given. */
export async function runFunction(
  directory: string,
  steps: readonly Step[],
  events: readonly object[],
  environment: Record<string, string> = {},
): Promise<Run> {
  const lines: string[] = [];
  const own = new FunctionProcess({
    folder: directory,
    handler: 'index.handler',
    environment: () => ({ [STEPS_VARIABLE]: JSON.stringify(envelope(steps)), ...environment }),
    onLine: (line) => lines.push(line),
    context: CONTEXT,
  });
  const outcomes: Outcome[] = [];
  for (const event of events) {
    const outcome = await own.run(event);
    const { loaded } = own;
    outcomes.push(
      outcome.ok
        ? { event: outcome.payload, loaded }
        : { error: { name: outcome.errorType, message: outcome.message }, loaded },
    );
  }
  await own.finish();
  return { outcomes, output: lines.join('\n') };
}
