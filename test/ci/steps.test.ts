import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

const STEPS = path.join(__dirname, '..', '..', 'scripts', 'ci', 'steps.sh');

/** Runs a script of steps as .ci/run would; its exit code and its last line are what CI reads. */
function run(script: string, only = '') {
  const { status, stdout } = spawnSync('bash', ['-c', `. ${STEPS} '${only}'\n${script}\nfinish`], { encoding: 'utf8' });
  return { status, output: stdout, last: stdout.trimEnd().split('\n').at(-1) };
}

const jestSays = (summary: string, exit = 0) => `bash -c 'echo "Tests:       ${summary}"; exit ${exit}'`;

test.each([
  ['a proof counts one', 'proof a true', '1 passed, 0 failed', 0],
  ['a failing proof fails', 'proof a false\nproof b true', '1 passed, 1 failed', 1],
  ['a program that is missing fails', 'proof a no-such-program', '0 passed, 1 failed', 1],
  ['a step that hangs fails', 'limit=0.1s\nproof a sleep 20\nproof b true', '1 passed, 1 failed', 1],
  ['tests are counted', `tests a ${jestSays('39 passed, 39 total')}`, '39 passed, 0 failed', 0],
  ['skipped tests are not counted', `tests a ${jestSays('2 skipped, 39 passed, 41 total')}`, '39 passed, 0 failed', 0],
  ['failed tests are counted', `tests a ${jestSays('3 failed, 39 passed, 42 total', 1)}`, '39 passed, 3 failed', 1],
  ['steps add up', `tests a ${jestSays('3 passed, 3 total')}\nproof b true\nproof c true`, '5 passed, 0 failed', 0],
  ['a gate that fails after the tests fails', `tests a ${jestSays('3 passed, 3 total', 1)}`, '3 passed, 1 failed', 1],
  ['a step without a single test fails', 'tests a true', '0 passed, 1 failed', 1],
  [
    'colours do not hide tests',
    String.raw`tests a printf '\e[1mTests: \e[22m \e[32m7 passed\e[39m, 7 total\n'`,
    '7 passed, 0 failed',
    0,
  ],
  ['no step at all fails', '', '0 passed, 0 failed', 1],
])('%s', (_, script, last, status) => {
  expect(run(script)).toMatchObject({ last, status });
});

test('runs only the steps that were asked for', () => {
  const { output, last } = run('proof apples true\nproof pears false\ntests peaches false', 'app');
  expect(last).toBe('1 passed, 0 failed');
  expect(output).not.toContain('pears');
});

test('shows what a step says, and gives it no input', () => {
  const { output } = run(`proof a bash -c 'echo to the reader; echo to the log >&2; cat'`);
  expect(output).toContain('=== a\nto the reader\nto the log\n');
});
