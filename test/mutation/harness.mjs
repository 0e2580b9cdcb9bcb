import { createRequire } from 'node:module';
import { jestExpect } from '@jest/expect';
import { ModernFakeTimers } from '@jest/fake-timers';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';

/*
 * What the fine-grained tests use of jest, in one process and without its isolation: jest itself needs seconds for a run of
 * few tests, and mutation testing has a run for each of many hundred faults. What is not here fails with its name.
 */

const TEST_TIMEOUT_MS = 5_000;

class Block {
  hooks = { beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
  entries = [];

  constructor(name, parent) {
    this.name = name;
    this.parent = parent;
  }

  get tests() {
    return this.entries.flatMap((entry) => (entry instanceof Block ? entry.tests : [entry]));
  }

  /** The hooks of this block and those around it, from the outside in. */
  around(kind) {
    return [...(this.parent?.around(kind) ?? []), ...this.hooks[kind]];
  }
}

let block;
let file;
const mocker = new ModuleMocker(globalThis);
const timers = new ModernFakeTimers({ config: { fakeTimers: {}, rootDir: process.cwd() }, global: globalThis });

/** Loads a test file, which is told of no other: what it says of tests and hooks. */
export function collect(path, forget) {
  forget();
  file = { path, forget };
  block = new Block('');
  createRequire(path)(path);
  const ids = new Map();
  for (const test of block.tests) {
    const seen = ids.get(test.name) ?? 0;
    ids.set(test.name, seen + 1);
    test.id = `${test.name}${seen ? ` (${seen})` : ''}`;
  }
  return block;
}

/** Runs the tests of a file that are wanted; `observe` gets each with its error, and says whether to go on. */
export async function run(root, wanted, observe) {
  if (!root.tests.some(wanted)) return true;
  let broken;
  try {
    for (const hook of root.hooks.beforeAll) await timed(hook);
  } catch (error) {
    broken = { error };
  }
  let goOn = true;
  for (const entry of root.entries) {
    if (!goOn) break;
    if (entry instanceof Block) goOn = broken ? failAll(entry, wanted, broken, observe) : await run(entry, wanted, observe);
    else if (wanted(entry)) goOn = await runTest(entry, root, broken, observe);
  }
  for (const hook of root.hooks.afterAll) await timed(hook).catch(() => undefined);
  return goOn;
}

function failAll(root, wanted, broken, observe) {
  return root.tests.filter(wanted).every((test) => observe(test, broken.error, 0));
}

async function runTest(test, root, broken, observe) {
  const start = performance.now();
  let failure = broken;
  mocker.clearAllMocks();
  jestExpect.setState({ currentTestName: test.name, testPath: file.path, assertionCalls: 0, suppressedErrors: [] });
  observe.start?.(test);
  try {
    if (!failure) for (const hook of root.around('beforeEach')) await timed(hook);
    if (!failure) await timed(test.run, test.timeout);
  } catch (error) {
    failure ??= { error };
  }
  for (const hook of root.around('afterEach').reverse()) {
    try {
      await timed(hook);
    } catch (error) {
      failure ??= { error };
    }
  }
  return observe(test, failure && (failure.error ?? new Error('thrown without an error')), performance.now() - start);
}

const { setTimeout: later, clearTimeout: notLater } = globalThis;

async function timed(work, limit = TEST_TIMEOUT_MS) {
  let timer;
  const expiry = new Promise((_, reject) => (timer = later(() => reject(new Error(`takes more than ${limit} ms`)), limit)));
  try {
    await Promise.race([work(), expiry]);
  } finally {
    notLater(timer);
  }
}

function test(name, run, timeout) {
  const own = { name: [...names(), name].join(' '), run, timeout };
  block.entries.push(own);
}

function* names() {
  for (const each of [...lineage(block)].reverse()) if (each.name) yield each.name;
}

function* lineage(from) {
  for (let each = from; each; each = each.parent) yield each;
}

function describe(name, body) {
  const outer = block;
  block = new Block(name, outer);
  outer.entries.push(block);
  body();
  block = outer;
}

test.each = bind(test, false);
describe.each = bind(describe, false);
const hook = (kind) => (work, timeout) => void block.hooks[kind].push(() => timed(async () => work(), timeout));

const jest = {
  fn: mocker.fn.bind(mocker),
  spyOn: mocker.spyOn.bind(mocker),
  mocked: (value) => value,
  replaceProperty: mocker.replaceProperty.bind(mocker),
  clearAllMocks: () => mocker.clearAllMocks(),
  resetAllMocks: () => mocker.resetAllMocks(),
  restoreAllMocks: () => mocker.restoreAllMocks(),
  requireActual: (name) => createRequire(file.path)(name),
  isolateModules: (work) => {
    file.forget();
    work();
  },
  isolateModulesAsync: async (work) => {
    file.forget();
    await work();
  },
  resetModules: () => file.forget(),
  useFakeTimers: (options) => timers.useFakeTimers(options),
  useRealTimers: () => timers.useRealTimers(),
  setSystemTime: (now) => timers.setSystemTime(now),
  advanceTimersByTime: (milliseconds) => timers.advanceTimersByTime(milliseconds),
  advanceTimersByTimeAsync: (milliseconds) => timers.advanceTimersByTimeAsync(milliseconds),
  runAllTimers: () => timers.runAllTimers(),
  runAllTimersAsync: () => timers.runAllTimersAsync(),
  getRealSystemTime: () => timers.getRealSystemTime(),
};
const knownOnly = {
  get(own, name) {
    if (name in own) return own[name];
    throw new Error(`test/mutation/harness.mjs has no jest.${String(name)}`);
  },
};

/** Makes the names that tests find in jest. */
export function install() {
  const hooks = ['beforeAll', 'beforeEach', 'afterEach', 'afterAll'].map((kind) => [kind, hook(kind)]);
  Object.assign(globalThis, { test, it: test, describe, expect: jestExpect, ...Object.fromEntries(hooks) });
  globalThis.jest = new Proxy(jest, knownOnly);
}

/** Leaves nothing of a test file behind for the next. */
export function tidy() {
  timers.useRealTimers();
  mocker.restoreAllMocks();
}
