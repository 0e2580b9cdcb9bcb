import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Step, TriggerName } from '../../../src/contract/steps';
import { CONTEXT, eventOf, EVENTS, signUpOf, sourcesOf } from '../events';
import { layOut, runFunction } from './function';
import { awsEndpoint } from '../ports/aws-endpoint';

const NEUTRAL = 'Sign-up is not possible right now. Please try again later';
const REFUSED = 'Sign-up with this e-mail address is not allowed';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:audit';

let folder: string;
let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'));
  aws = await awsEndpoint();
});
afterAll(() => {
  aws.close();
  rmSync(folder, { recursive: true });
});

const directoryOf = (name: string) => join(folder, name);

const stepFor = (trigger: TriggerName, step: string, config: object): Step => ({
  step,
  key: step,
  sources: sourcesOf(trigger),
  config,
});
const allow = (domains: object) =>
  stepFor('PreSignUp', 'allowEmailDomains', {
    domains,
    includeSubdomains: false,
    allowPlusAddressing: false,
    trust: [],
  });
const OF_EXAMPLE = allow({ inline: ['example.com'] });
const TO_READERS: Step = {
  ...stepFor('PostConfirmation', 'addToGroup', { groupName: 'Readers' }),
  sources: ['PostConfirmation_ConfirmSignUp'],
};
const TENANT = stepFor('PreTokenGeneration', 'claim', {
  name: 'tenant',
  value: { attribute: 'custom:tenant' },
  tokens: ['id', 'access'],
});

describe('a function without AWS calls', () => {
  test('decides with its step alone, with no other file beside it', async () => {
    const directory = layOut(directoryOf('guard'), { trigger: 'pre-sign-up', steps: ['allowEmailDomains'] });
    const events = [signUpOf('ann@example.com'), signUpOf('ann@evil.test'), signUpOf(undefined)];
    const { outcomes } = await runFunction(directory, [OF_EXAMPLE], events);
    const error = { name: 'UserFacingError', message: REFUSED };
    const loaded = ['index.js', 'allowEmailDomains.js'];
    expect(outcomes).toEqual([{ event: events[0], loaded }, { error, loaded }, { error, loaded }]);
  }); // prettier-ignore

  test('lets nobody in without the file of its step', async () => {
    const directory = layOut(directoryOf('no-step'), { trigger: 'pre-sign-up' });
    const { outcomes } = await runFunction(directory, [OF_EXAMPLE], [signUpOf('ann@example.com')]);
    expect(outcomes[0]!.error).toEqual({ name: 'UserFacingError', message: NEUTRAL });
  });

  test('reads a content file beside it', async () => {
    const contents = { 'domains.json': ['example.com'] };
    const directory = layOut(directoryOf('content'), { trigger: 'pre-sign-up', steps: ['allowEmailDomains'], contents }); // prettier-ignore
    const steps = [allow({ file: 'domains.json' })];
    const { outcomes } = await runFunction(directory, steps, [signUpOf('ann@example.com'), signUpOf('ann@evil.test')]);
    expect(outcomes.map(({ error }) => error?.message)).toEqual([undefined, REFUSED]);
  });

  test.each(['domains.json', '../content/domains.json'])('lets nobody in without its content file %s', async (file) => {
    const directory = layOut(directoryOf('no-content'), {
      trigger: 'pre-sign-up',
      steps: ['allowEmailDomains'],
    });
    const { outcomes } = await runFunction(directory, [allow({ file })], [signUpOf('ann@example.com')]);
    expect(outcomes[0]!.error).toEqual({ name: 'UserFacingError', message: NEUTRAL });
  });

  test('adds a claim', async () => {
    const directory = layOut(directoryOf('claim'), { trigger: 'pre-token-generation', steps: ['claim'] });
    const { outcomes } = await runFunction(directory, [TENANT], [eventOf('TokenGeneration_Authentication')]);
    const claims = { claimsToAddOrOverride: { tenant: 'acme' } };
    const details = { idTokenGeneration: claims, accessTokenGeneration: claims };
    expect(outcomes[0]!.event).toMatchObject({ response: { claimsAndScopeOverrideDetails: details } });
    expect(outcomes[0]!.loaded).toEqual(['index.js', 'claim.js']);
  });
});

describe('a function with AWS calls', () => {
  const CONFIRMED = eventOf('PostConfirmation_ConfirmSignUp');
  const RESET = eventOf('PostConfirmation_ConfirmForgotPassword');

  test('loads the client for the event that needs it, and not before', async () => {
    aws.answers(() => ({}));
    const directory = layOut(directoryOf('group'), { trigger: 'post-confirmation', steps: ['addToGroup'], ports: ['cognito'] }); // prettier-ignore
    const { outcomes } = await runFunction(directory, [TO_READERS], [RESET, CONFIRMED], aws.environment);
    expect(outcomes.map(({ event }) => event)).toEqual([RESET, CONFIRMED]);
    expect(outcomes.map(({ loaded }) => loaded)).toEqual([['index.js'], ['index.js', 'addToGroup.js', 'cognito.js']]);
    const { userPoolId, userName } = CONFIRMED;
    const body = { UserPoolId: userPoolId, Username: userName, GroupName: 'Readers' };
    expect(aws.requests).toMatchObject([{ body }]);
  });

  test('works without the client while no event needs it', async () => {
    const directory = layOut(directoryOf('no-client'), { trigger: 'post-confirmation', steps: ['addToGroup'] });
    const { outcomes } = await runFunction(directory, [TO_READERS], [RESET, CONFIRMED], aws.environment);
    expect(outcomes[0]!.event).toEqual(RESET);
    const message = 'Account set-up is not possible right now. Please try again later';
    expect(outcomes[1]!.error).toEqual({ name: 'UserFacingError', message });
  });

  test('asks the function of the application after the guard', async () => {
    const ask = stepFor('PreSignUp', 'invoke', { functionArn: FUNCTION });
    const directory = layOut(directoryOf('invoke'), { trigger: 'pre-sign-up', steps: ['allowEmailDomains', 'invoke'], ports: ['lambda'] }); // prettier-ignore
    aws.answers(() => ({ body: '{"response":{"autoConfirmUser":true}}' }));
    const events = [signUpOf('ann@evil.test'), signUpOf('ann@example.com')];
    const { outcomes } = await runFunction(directory, [OF_EXAMPLE, ask], events, aws.environment);
    expect(outcomes.map(({ loaded }) => loaded)).toEqual([
      ['index.js', 'allowEmailDomains.js'],
      ['index.js', 'allowEmailDomains.js', 'invoke.js', 'lambda.js'],
    ]);
    expect(outcomes[0]!.error?.message).toBe(REFUSED);
    expect(outcomes[1]!.event).toEqual({ ...events[1], response: { ...events[1]!.response, autoConfirmUser: true } });
    expect(aws.requests.map(({ body }) => body)).toEqual([events[1]]);
  });
});

test.each([
  ['PreSignUp', 'pre-sign-up', OF_EXAMPLE],
  ['PostConfirmation', 'post-confirmation', TO_READERS],
  ['PreTokenGeneration', 'pre-token-generation', TENANT],
] as const)('%s: every event comes back whole, with fields that are not known yet', async (trigger, folderName, step) => {
  aws.answers(() => ({}));
  const directory = layOut(directoryOf(`whole-${folderName}`), { trigger: folderName, steps: [step.step], ports: ['cognito'] });
  const events = EVENTS.filter((row) => row.trigger === trigger && !(trigger === 'PreTokenGeneration' && row.version === '1'))
    .map(({ source, version }) => eventOf(source, version))
    .map((event) => ({ ...event, newField: { list: [1] }, request: { ...event.request, newField: 'x' } }));
  const { outcomes } = await runFunction(directory, [step], events, aws.environment);
  const withoutResponse = (event: object | undefined) => ({ ...event, response: undefined });
  expect(outcomes.map(({ event }) => withoutResponse(event))).toEqual(events.map(withoutResponse));
}); // prettier-ignore

test.each([
  ['no variable', { COGNITO_AUTH_STEPS: '' }],
  ['another version', { COGNITO_AUTH_STEPS: '{"v":2,"steps":[]}' }],
  ['an unknown step', { COGNITO_AUTH_STEPS: '{"v":1,"steps":[{"step":"unheardOf","sources":[]}]}' }],
])('a function with %s refuses everybody, in a neutral sentence', async (_, environment) => {
  const directory = layOut(directoryOf('refused'), { trigger: 'pre-sign-up' });
  const { outcomes, output } = await runFunction(directory, [], [signUpOf('ann@example.com')], environment);
  expect(outcomes[0]!.error).toEqual({ name: 'UserFacingError', message: NEUTRAL });
  expect(output).toContain(CONTEXT.awsRequestId);
});
