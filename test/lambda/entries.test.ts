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
  const config = { domains: { inline: ['example.com'] }, includeSubdomains: false, allowPlusAddressing: false, trust: [] }; // prettier-ignore
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

test('pre-authentication refuses', async () => {
  const [source] = ['PreAuthentication_Authentication'];
  const handler = load('pre-authentication', { step: 'maintenance', sources: [source], config: { message: 'Closed' } });
  await expect(handler(eventOf(source), CONTEXT)).rejects.toThrow('Closed');
});

test('post-authentication lets everybody through, whatever breaks', async () => {
  const handler = load('post-authentication', { step: 'nonsense', sources: ['PostAuthentication_Authentication'] });
  const event = eventOf('PostAuthentication_Authentication');
  await expect(handler(event, CONTEXT)).resolves.toEqual(event);
});

test('custom-message writes texts', async () => {
  const source = 'CustomMessage_SignUp';
  const config = { texts: { inline: { [source]: { '': { smsMessage: 'Code {####}' } } } } };
  const handler = load('custom-message', { step: 'templates', sources: [source], config });
  await expect(handler(eventOf(source), CONTEXT)).resolves.toMatchObject({ response: { smsMessage: 'Code {####}' } });
});

test('custom-message leaves the text of the pool, whatever breaks', async () => {
  const source = 'CustomMessage_SignUp';
  const config = { texts: { inline: { [source]: { '': { emailSubject: 'Welcome', smsMessage: 7 } } } } };
  const handler = load('custom-message', { step: 'templates', sources: [source], config });
  await expect(handler(eventOf(source), CONTEXT)).resolves.toEqual(eventOf(source));
});

test.each([
  ['define-auth-challenge', 'DefineAuthChallenge'],
  ['create-auth-challenge', 'CreateAuthChallenge'],
  ['verify-auth-challenge-response', 'VerifyAuthChallengeResponse'],
  ['user-migration', 'UserMigration'],
  ['custom-email-sender', 'CustomEmailSender'],
  ['custom-sms-sender', 'CustomSMSSender'],
  ['inbound-federation', 'InboundFederation'],
])('%s leaves alone what no step names, and refuses an unknown step', async (name, trigger) => {
  const event = { triggerSource: `${trigger}_Authentication`, request: {}, response: {} };
  const idle = load(name, { step: 'invoke', sources: ['Another_Source'] });
  await expect(idle(event, CONTEXT)).resolves.toEqual(event);
  await expect(load(name, { step: 'nonsense', sources: ['*'] })(event, CONTEXT)).rejects.toThrow('not possible');
});
