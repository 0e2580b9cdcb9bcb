import { ChildProcess, fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout } from 'node:timers/promises';
import { unzipSync } from 'fflate';

// How Lambda runs a function of Node.js: whoever starts one says what it may reach, and in whose name

/** `errorType` as Lambda names it: `Sandbox.Timedout`, `Runtime.ExitError` (crash), else the thrown error's name. */
export type FunctionOutcome =
  | { readonly ok: true; readonly payload: any }
  | { readonly ok: false; readonly errorType: string; readonly message: string };

export interface FunctionParts {
  /** With the code, which runs there. */
  readonly folder: string;
  /** `index.handler` */
  readonly handler: string;
  /** All that a new process finds in its environment. */
  environment(): Readonly<Record<string, string | undefined>>;
  /** Gets each line that the function writes. */
  onLine(line: string): void;
  /** What each event's context has beside the id of the request. */
  readonly context: object;
  /** The longest that an event may take. */
  readonly timeoutMs?: number;
}

/** The longest that Lambda lets a function run. */
const LONGEST_MS = 900_000;
const EXITED = 'Runtime exited with error:';

/** A function in a warm process of its own. */
export class FunctionProcess {
  /** Names of the files that were loaded after the last event. */
  loaded: readonly string[] = [];
  /** Each process, with the promise of its exit code. */
  private readonly children = new Map<ChildProcess, Promise<any[]>>();
  private idle?: ChildProcess;

  constructor(private readonly parts: FunctionParts) {}

  // @aws https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html — a warm process is reused, one event at a time; after a timeout or a crash a new one starts
  // @assumed the cold start counts towards the timeout; a function that its invoker no longer waits for is ended
  /** `invokerMs` is how long the invoker waits. */
  async run(event: unknown, invokerMs = LONGEST_MS): Promise<FunctionOutcome> {
    const timeoutMs = Math.min(invokerMs, this.parts.timeoutMs ?? LONGEST_MS);
    const context = { awsRequestId: randomUUID(), ...this.parts.context };
    const failed = (errorType: string, problem: string): FunctionOutcome => {
      return { ok: false, errorType, message: `RequestId: ${context.awsRequestId} Error: ${problem}` };
    };
    const child = this.idle ?? this.start();
    this.idle = undefined;
    const clock = new AbortController();
    const { signal } = clock;
    const late = failed('Sandbox.Timedout', `Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`);
    child.send({ event, context, deadline: Date.now() + timeoutMs });
    const outcome = await Promise.race([
      once(child, 'message', { signal }).then(([answer]) => this.take(answer)),
      this.children.get(child)!.then(([code]) => failed('Runtime.ExitError', `${EXITED} exit status ${code}`)),
      setTimeout(timeoutMs, late, { signal }),
    ]);
    clock.abort();
    if (outcome === late || this.idle || !child.connected) this.end(child);
    else this.idle = child;
    return outcome;
  }

  private take({ outcome, loaded }: { outcome: FunctionOutcome; loaded: string[] }): FunctionOutcome {
    this.loaded = loaded;
    return outcome;
  }

  private start(): ChildProcess {
    const { folder: cwd, handler, environment, onLine } = this.parts;
    const host = path.join(__dirname, 'function-host.mjs');
    const child = fork(host, [handler], { cwd, env: environment(), execArgv: [], silent: true });
    for (const stream of [child.stdout!, child.stderr!]) createInterface({ input: stream }).on('line', onLine);
    this.children.set(child, once(child, 'close'));
    return child;
  }

  private end(child: ChildProcess): void {
    child.kill('SIGKILL');
    this.children.delete(child);
  }

  /** Ends every process at once. */
  kill(): void {
    for (const child of this.children.keys()) this.end(child);
  }

  /** Lets every process come to its own end, and waits for its last words. */
  async finish(): Promise<void> {
    for (const child of this.children.keys()) if (child.connected) child.send('finish');
    await Promise.all(this.children.values());
  }
}

/** Puts the code of a function into a folder. */
export function unpack(zip: Uint8Array, folder: string): void {
  for (const [name, content] of Object.entries(unzipSync(zip))) {
    const file = path.join(folder, name);
    const isFolder = name.endsWith('/');
    mkdirSync(isFolder ? file : path.dirname(file), { recursive: true });
    if (!isFolder) writeFileSync(file, content);
  }
}
