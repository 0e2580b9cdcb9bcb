import { App, Stack } from 'aws-cdk-lib';
import * as library from 'cdk-cognito-auth';
import { mutantsOfParameter, right } from './samples';
import { CALLS } from '../../src/private/option-kinds.generated';
import { members, requireArguments } from '../../src/private/options';

type Methods = Record<string, (...given: unknown[]) => unknown>;

const stack = new Stack(new App(), 'Stack');
const auth = new library.CognitoAuth(stack, 'Auth');
let made = 0;

/** Passes arguments where people pass them, up to where something reads them. */
function enter(call: string, given: readonly unknown[]): void {
  const [owner, name] = call.split('.');
  const id = `Made${(made += 1)}`;
  if (name === undefined) return void new library.CognitoAuth(stack, id, ...(given as []));
  if (owner === 'CognitoAuth') {
    const ids = /^add(?!Trigger)/.test(name) ? [id] : [];
    return void (auth as unknown as Methods)[name](...ids, ...given);
  }
  use(id, (library as unknown as Record<string, Methods>)[owner][name](...given));
}

function use(id: string, value: unknown): void {
  if (value instanceof library.TriggerHandler) auth.addTrigger(value);
  if (value instanceof library.AppClient) auth.addClient(id, value);
  if (value instanceof library.AuthDomain) auth.addDomain(id, value);
  if (value instanceof library.IdentityProvider) auth.addIdentityProvider(id, value);
  if (value instanceof library.LoginBranding) new library.CognitoAuth(stack, id, { branding: value });
  if (value instanceof library.IdentityLock) new library.CognitoAuth(stack, id, { identityLock: value });
}

function saidOf(call: string, given: readonly unknown[]): string {
  try {
    enter(call, given);
    return 'it is taken';
  } catch (error) {
    return `${error}`;
  }
}

const calls = Object.entries(CALLS).map(([call, parameters]) => ({ call, parameters: members(parameters) }));

test.each(calls)('$call refuses whatever is of the wrong kind, by name', ({ call, parameters }) => {
  const least = parameters.map(({ kind }) => right(kind));
  const missed = parameters.flatMap((parameter, index) =>
    mutantsOfParameter(parameter).flatMap(({ path, value }) => {
      const said = saidOf(call, [...least.slice(0, index), value, ...least.slice(index + 1)]);
      const isNamed = said.startsWith('AuthConfigError: ') && said.includes(`${path} `) && said.includes('it must be ');
      return isNamed ? [] : [`${path} as ${JSON.stringify(value)}: ${said}`];
    }),
  );
  expect(missed).toEqual([]);
});

test.each(calls)('$call takes the right kinds', ({ call, parameters }) => {
  for (const withAll of [false, true]) {
    const given = parameters.map(({ kind }) => right(kind, withAll));
    expect(() => requireArguments('Stack', call, given)).not.toThrow();
  }
});

test('there is something to check', () => {
  const count = calls.flatMap(({ parameters }) => parameters.flatMap(mutantsOfParameter)).length;
  expect(calls.length).toBeGreaterThan(100);
  expect(count).toBeGreaterThan(3_000);
});
