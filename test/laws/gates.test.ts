import { readFileSync } from 'fs';
import { dirname, join } from 'path';
import { App, Stack } from 'aws-cdk-lib';
import { CALL_ATTEMPTS, CALL_TIMEOUT_MS, HANDLER_DEADLINE_MS, INVOKE_TIMEOUT_MS } from '../../lambda/runtime/deadline';
import { TRIGGER_TIMEOUT } from '../../src/defaults';
import { AuthConfigError } from '../../src/private/errors';
import { newAuth } from '../support/auth';

const ROOT = join(__dirname, '..', '..');
const read = (name: string) => readFileSync(join(ROOT, name), 'utf8');

/** Whether a configuration of TypeScript, or the one it extends, is strict. */
function isStrict(name: string): boolean {
  const { compilerOptions = {}, extends: base } = JSON.parse(read(name).replace(/^\/\/.*$/m, ''));
  return compilerOptions.strict ?? (base !== undefined && isStrict(join(dirname(name), base)));
}

describe('law 5: own your error class', () => {
  test('a refusal is ours, and begins with the path of the construct', () => {
    const refusal = (() => {
      try {
        newAuth().addIdentityPool('Aws', { clients: [] });
      } catch (error) {
        return error as Error;
      }
      return undefined;
    })();
    expect(refusal).toBeInstanceOf(AuthConfigError);
    expect(refusal?.name).toBe('AuthConfigError');
    expect(refusal?.message).toMatch(/^Stack\/Auth\/Aws: /);
  });

  test('the path of a construct that is not made can be told too', () => {
    expect(new AuthConfigError('Stack/Auth/Spa', 'no.').message).toBe('Stack/Auth/Spa: no.');
    expect(new AuthConfigError(new Stack(new App(), 'Stack'), 'no.').message).toBe('Stack: no.');
  });
});

describe('law 6: lambda/ has its own gates', () => {
  const { tasks } = JSON.parse(read('.projen/tasks.json'));
  const commands = (name: string): string => JSON.stringify(tasks[name].steps);

  test('a strict type check of its own', () => {
    expect(isStrict('lambda/tsconfig.json')).toBe(true);
    expect(commands('typecheck')).toMatch(/tsc[^"]*-p lambda/);
  });

  test('the linter', () => {
    expect(commands('eslint')).toMatch(/"eslint",.*"lambda"/);
  });

  test.each(['typecheck', 'bundle'])('`npm test` runs %s', (task) => {
    expect(commands('test')).toContain(`"spawn":"${task}"`);
  });
});

test('law 8: calls end before the deadline, the deadline before the function, the function before Cognito', () => {
  expect(CALL_ATTEMPTS * CALL_TIMEOUT_MS).toBeLessThan(HANDLER_DEADLINE_MS);
  const limits = [CALL_TIMEOUT_MS, INVOKE_TIMEOUT_MS, HANDLER_DEADLINE_MS, TRIGGER_TIMEOUT.toMilliseconds(), 5_000];
  expect(limits).toEqual([...new Set(limits)].sort((a, b) => a - b));
});
