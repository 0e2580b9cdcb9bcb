import crypto from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { join, relative, sep } from 'node:path';
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { determineHitLimitReached, DryRunStatus, TestStatus, toMutantRunResult } from '@stryker-mutator/api/test-runner';
import ts from 'typescript';
import { collect, install, run, tidy } from './harness.mjs';

/*
 * Runs the fine-grained tests for Stryker. Each run loads the test files it needs anew, and with them what they test, so that a
 * fault in what a file says once, while it loads, is found by the tests of that file too.
 */

/** Without what runs the bundles, and without the half million sessions that sequence.test.ts has in a table. */
const TESTS = /^test\/(?:lambda\/(?!bundle\/|custom-auth\/sequences)|contract\/).+(?<!\.slow)\.test\.ts$/;
/** What has faults, and who uses it; the constructs, which some tests ask for a configuration, are loaded once. */
const MADE_ANEW = /^(?:lambda|src\/contract|test\/(?!support\/))/;
const OPTIONS = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };

class Runner {
  #folder = process.cwd() + sep;
  #compiled = new Map();
  #context = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    // a fault may leave a promise that nobody waits for
    process.on('unhandledRejection', () => undefined);
    process.on('uncaughtException', () => undefined);
    const { _extensions: extensions } = Module;
    extensions['.ts'] = (module, path) => module._compile(this.#compile(path), path);
    const { _resolveFilename: resolve } = Module;
    const own = join(this.#folder, 'src', 'index.ts');
    Module._resolveFilename = (name, ...rest) => (name === 'cdk-cognito-auth' ? own : resolve(name, ...rest));
    install();
    cheapen(crypto);
    const load = createRequire(this.#folder);
    load('./test/setup.ts');
    // takes seconds, which are of no test
    load(own);
  }

  async dryRun() {
    const coverage = { static: {}, perTest: {} };
    this.#context.mutantCoverage = coverage;
    const tests = await this.#run(this.#files(), true, (root) => {
      // what runs while a file loads, and before and after all of its tests, belongs to each of them
      for (const { id } of root.tests) coverage.perTest[id] = { ...coverage.static, ...coverage.perTest[id] };
      coverage.static = {};
    });
    coverage.perTest = quickestFirst(coverage.perTest, tests);
    // a busy machine may be too slow for a test with a time in it
    const failed = tests.filter(({ status }) => status === TestStatus.Failed).map(({ id }) => id);
    const again = new Map((await this.#run(failed, true)).map((result) => [result.id, result]));
    return { status: DryRunStatus.Complete, tests: tests.map((each) => again.get(each.id) ?? each), mutantCoverage: coverage };
  }

  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
    Object.assign(this.#context, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    try {
      const tests = await this.#run(testFilter ?? this.#files(), disableBail);
      const timeout = determineHitLimitReached(this.#context.hitCount, hitLimit);
      return toMutantRunResult(timeout ?? { status: DryRunStatus.Complete, tests }, disableBail);
    } finally {
      this.#context.activeMutant = undefined;
    }
  }

  /** Runs tests, and files with all of their tests. */
  async #run(ids, goesOn, done = () => undefined) {
    const wanted = new Set(ids);
    const results = [];
    for (const path of new Set(ids.map(fileOf))) {
      let loadedInMs = 0;
      const observe = (test, error, timeSpentMs) => {
        this.#context.currentTestId = undefined;
        const status = error ? TestStatus.Failed : TestStatus.Success;
        const failureMessage = `${error?.stack ?? error}`;
        // the first one has waited for its file
        results.push({ id: test.id, name: test.name, fileName: path, timeSpentMs: timeSpentMs + loadedInMs, status, failureMessage });
        loadedInMs = 0;
        return goesOn || !error;
      };
      observe.start = (test) => (this.#context.currentTestId = test.id);
      let goOn;
      try {
        const start = performance.now();
        const root = this.#collect(path);
        loadedInMs = performance.now() - start;
        goOn = await run(root, ({ id }) => wanted.has(id) || wanted.has(path), observe);
        done(root);
      } catch (error) {
        // the file cannot even be loaded
        const id = ids.find((each) => fileOf(each) === path);
        goOn = observe({ id, name: id }, error, 0);
      }
      tidy();
      if (!goOn) break;
    }
    return results;
  }

  #collect(path) {
    const root = collect(join(this.#folder, path), () => this.#forget());
    for (const test of root.tests) test.id = `${path}: ${test.id}`;
    return root;
  }

  #files() {
    const all = readdirSync(join(this.#folder, 'test'), { recursive: true, encoding: 'utf8' }).map((name) => join('test', name));
    return all.filter((name) => TESTS.test(name)).sort();
  }

  #forget() {
    for (const path of Object.keys(Module._cache)) if (MADE_ANEW.test(relative(this.#folder, path))) delete Module._cache[path];
  }

  #compile(path) {
    if (!this.#compiled.has(path)) {
      const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), { compilerOptions: OPTIONS, fileName: path });
      this.#compiled.set(path, outputText);
    }
    return this.#compiled.get(path);
  }
}

/** The file of a test, or of all tests of a file. */
const fileOf = (id) => id.split(': ', 1)[0];

/** Most faults are found by a quick test: the files that take long have the last turn. */
function quickestFirst(perTest, tests) {
  const costs = new Map();
  for (const { id, timeSpentMs } of tests) costs.set(fileOf(id), (costs.get(fileOf(id)) ?? 0) + timeSpentMs);
  const costOf = (id) => costs.get(fileOf(id));
  return Object.fromEntries(Object.entries(perTest).sort(([one], [other]) => costOf(one) - costOf(other)));
}

/** Hashes that are slow so that nobody guesses are as right and as wrong when they are not. */
function cheapen(crypto) {
  const { scryptSync } = crypto;
  crypto.scryptSync = (secret, salt, bytes) => scryptSync(secret, salt, bytes, { N: 2 });
}

const create = () => new Runner();
create.inject = [];
export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'fine-grained', create)];
