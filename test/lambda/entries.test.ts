import { CONTEXT, eventOf, signUpOf } from './events';
import { envelope, STEPS_VARIABLE } from '../../src/contract/codec';
import type { Step } from '../../src/contract/steps';

interface Entry {
  readonly handler: (event: unknown, context: unknown) => Promise<{ response: unknown }>;
}

/** Loads an entry as Lambda does: with the chain in the environment. */
function load(name: string, step: Partial<Step>): Entry['handler'] {
  process.env[STEPS_VARIABLE] = JSON.stringify(envelope([{ key: 'k', ...step } as Step]));
  let handler: Entry['handler'];
  jest.isolateModules(() => ({ handler } = jest.requireActual<Entry>(`../../lambda/${name}.lambda`)));
  return handler!;
}

beforeEach(() => jest.spyOn(console, 'error').mockImplementation());
afterEach(() => {
  delete process.env[STEPS_VARIABLE];
  jest.restoreAllMocks();
});

test('pre-sign-up guards', async () => {
  const config = { domains: { inline: ['example.com'] }, includeSubdomains: false, allowPlusAddressing: false };
  const handler = load('pre-sign-up', { step: 'allowEmailDomains', sources: ['PreSignUp_SignUp'], config });
  await expect(handler(signUpOf('ann@example.com'), CONTEXT)).resolves.toEqual(signUpOf('ann@example.com'));
  await expect(handler(signUpOf('ann@evil.test'), CONTEXT)).rejects.toThrow('not allowed');
});

test('post-confirmation leaves alone what no step names', async () => {
  const handler = load('post-confirmation', { step: 'addToGroup', sources: ['PostConfirmation_ConfirmSignUp'] });
  const reset = eventOf('PostConfirmation_ConfirmForgotPassword');
  await expect(handler(reset, CONTEXT)).resolves.toEqual(reset);
});

test('pre-token-generation writes claims', async () => {
  const config = { name: 'plan', value: { literal: 'gold' }, tokens: ['access'] };
  const handler = load('pre-token-generation', { step: 'claim', sources: ['TokenGeneration_RefreshTokens'], config });
  const { response } = await handler(eventOf('TokenGeneration_RefreshTokens'), CONTEXT);
  const accessTokenGeneration = { claimsToAddOrOverride: { plan: 'gold' } };
  expect(response).toEqual({ claimsAndScopeOverrideDetails: { accessTokenGeneration } });
});
