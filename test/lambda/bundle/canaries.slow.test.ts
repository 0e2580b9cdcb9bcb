import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Step } from '../../../src/contract/steps';
import { eventOf, sourcesOf } from '../events';
import { layOut, runFunction } from './function';
import { type AwsAnswer, awsEndpoint } from '../ports/aws-endpoint';

/** Secrets that a log line could betray: one for every place that a trigger's event has. */
const secret = (kind: string) => fc.stringMatching(/^[A-Za-z0-9]{12}$/).map((text) => `${kind}${text}`);
const secrets = fc.record({
  password: secret('Pw'),
  code: secret('Cd'),
  token: secret('eyJ'),
  localPart: secret('ann'),
  phone: secret('49'),
  name: secret('Lovelace'),
});
const SETS = fc.sample(secrets, 20);
const ALL_SECRETS = SETS.flatMap((set) => Object.values(set)).map((text) => text.toLowerCase());

function seeded(source: string, set: (typeof SETS)[number]) {
  const { password, code, token, localPart, phone, name } = set;
  const event = eventOf(source);
  const scattered = { password, code, token, session: token };
  event.userName = name;
  event.request = {
    ...event.request,
    userAttributes: { email: `${localPart}@example.com`, phone_number: phone, name, 'custom:tenant': token },
    validationData: scattered,
    clientMetadata: scattered,
    privateChallengeParameters: { answer: code },
    password,
    code,
    attributes: {
      tokenResponse: scattered,
      idToken: { sub: token, email: `${localPart}@example.com`, name },
      userInfo: { phone },
    },
  };
  return { ...event, newField: scattered };
}

const TRIGGERS = {
  'pre-sign-up': { trigger: 'PreSignUp', source: 'PreSignUp_SignUp' },
  'custom-message': { trigger: 'CustomMessage', source: 'CustomMessage_SignUp' },
  'pre-authentication': { trigger: 'PreAuthentication', source: 'PreAuthentication_Authentication' },
  'post-authentication': { trigger: 'PostAuthentication', source: 'PostAuthentication_Authentication' },
  'post-confirmation': { trigger: 'PostConfirmation', source: 'PostConfirmation_ConfirmSignUp' },
  'pre-token-generation': { trigger: 'PreTokenGeneration', source: 'TokenGeneration_Authentication' },
  'user-migration': { trigger: 'UserMigration', source: 'UserMigration_Authentication' },
  'inbound-federation': { trigger: 'InboundFederation', source: 'InboundFederation_ExternalProvider' },
} as const;
type TriggerFolder = keyof typeof TRIGGERS;

const CONFIGS: Readonly<Record<string, object>> = {
  allowEmailDomains: { domains: { inline: ['example.com'] }, includeSubdomains: false, allowPlusAddressing: false, trust: [] }, // prettier-ignore
  denyEmailDomains: { domains: { inline: ['evil.test'] }, includeSubdomains: true, requiresAddress: true },
  autoConfirm: { domains: { inline: ['example.com'] }, includeSubdomains: false },
  invitationCode: { hashes: { inline: ['0'.repeat(64)] }, parameter: 'code' },
  blockDuplicates: {},
  linkAccounts: { trust: [{ provider: 'Lovelace' }] },
  addToGroup: { groupName: 'Readers' },
  claim: { name: 'tenant', value: { attribute: 'custom:tenant' }, tokens: ['id'] },
  templates: { texts: { inline: { CustomMessage_SignUp: { '': { smsMessage: 'Code {####}' } } } } },
  maintenance: { message: 'Closed' },
  requireGroup: { groups: ['Readers'] },
  limitGroups: { groups: ['Readers'] },
  permissions: { name: 'permissions', byGroup: { inline: { Readers: ['notes:read'] } }, tokens: ['id'] },
  addScopes: { scopes: ['notes/read'] },
  suppressScopes: { scopes: ['notes/write'], exceptGroups: [] },
  suppressClaims: { claims: ['phone_number'], tokens: ['id'] },
  fromUserPool: { userPoolId: 'eu-west-1_Old', region: 'eu-west-1', clientId: '1old', until: '2999-12-31', attributes: { email: 'email' }, finalUserStatus: 'CONFIRMED', signInWith: [], hasUserNames: true }, // prettier-ignore
  allowFederatedDomains: { domains: { inline: ['other.example'] }, includeSubdomains: false, attribute: 'email', trust: [] }, // prettier-ignore
  keepAttributes: { attributes: ['email'] },
  dropAttributes: { attributes: ['name'] },
  normalizeAttributes: { attributes: ['email', 'name'], lowerCase: true, maxLength: 64 },
  renameAttribute: { from: 'name', to: 'given_name' },
  overrideAttribute: { name: 'tenant', value: 'acme', providers: ['Google'] },
  invoke: { functionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:audit' },
};

let folder: string;
let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'canaries-'));
  aws = await awsEndpoint();
});
afterAll(() => {
  aws.close();
  rmSync(folder, { recursive: true });
});

async function run(trigger: TriggerFolder, names: readonly string[], events: readonly object[], change: object = {}) {
  const ports = ['cognito', 'lambda', 'migration'] as const;
  const directory = layOut(join(folder, trigger), { trigger, steps: names, ports });
  const sources = sourcesOf(TRIGGERS[trigger].trigger);
  const steps = names.map((step): Step => ({ step, key: step, sources, config: { ...CONFIGS[step], ...change } }));
  const { outcomes, output } = await runFunction(directory, steps, events, aws.environment);
  expect(outcomes).toHaveLength(events.length);
  const shown = `${output}${outcomes.map(({ error }) => error?.message).join('')}`.toLowerCase();
  expect(ALL_SECRETS.filter((text) => shown.includes(text))).toEqual([]);
  return { passed: outcomes.filter(({ event }) => event).length, lines: output.split('"outcome":').length - 1 };
}

const eventsFor = (trigger: TriggerFolder) => SETS.map((set) => seeded(TRIGGERS[trigger].source, set));
/** What a talkative service would answer: the secrets that it was asked with. */
const echo = (status: number, type: string, headers: Record<string, string> = {}) => {
  return ({ body }: { body: unknown }): AwsAnswer => {
    const message = `${JSON.stringify(body)} ${JSON.stringify(SETS)}`;
    return { status, headers, body: JSON.stringify({ __type: type, message, errorType: type, errorMessage: message }) };
  };
};

test.each([
  [
    'pre-sign-up',
    ['allowEmailDomains', 'denyEmailDomains', 'blockDuplicates', 'autoConfirm', 'linkAccounts', 'invoke'],
  ],
  ['custom-message', ['templates', 'invoke']],
  [
    'inbound-federation',
    ['dropAttributes', 'keepAttributes', 'normalizeAttributes', 'renameAttribute', 'overrideAttribute', 'invoke'],
  ],
  ['pre-authentication', ['invoke']],
  ['post-authentication', ['invoke']],
  ['post-confirmation', ['addToGroup', 'invoke']],
  ['pre-token-generation', ['claim', 'invoke']],
  [
    'pre-token-generation',
    ['limitGroups', 'requireGroup', 'addScopes', 'permissions', 'suppressClaims', 'suppressScopes', 'invoke'],
  ],
] as const)('%s writes nothing about events that pass', async (trigger, names) => {
  aws.answers(({ path }) => (path === '/' ? {} : { body: '{"response":{}}' }));
  const events = eventsFor(trigger);
  const { passed, lines } = await run(trigger, names, events);
  expect({ passed, lines }).toEqual({ passed: events.length, lines: 0 });
  // the control: the secrets did travel through the function
  expect(JSON.stringify(aws.requests)).toContain(SETS[0]!.name);
});

test.each([
  ['pre-sign-up', ['allowEmailDomains'], { domains: { inline: ['other.example'] } }, () => ({})],
  ['pre-sign-up', ['denyEmailDomains'], { domains: { inline: ['example.com'] } }, () => ({})],
  ['pre-sign-up', ['denyEmailDomains'], { domains: { file: 'not-there.json' } }, () => ({})],
  ['pre-sign-up', ['invitationCode'], {}, () => ({})],
  ['pre-sign-up', ['blockDuplicates'], {}, echo(400, 'AccessDeniedException')],
  ['pre-sign-up', ['linkAccounts'], {}, echo(400, 'AccessDeniedException')],
  ['pre-sign-up', ['linkAccounts'], {}, () => ({ body: `<${JSON.stringify(SETS)}` })],
  ['pre-sign-up', ['invitationCode'], { hashes: { inline: ['too short'] } }, () => ({})],
  ['pre-sign-up', ['invoke'], {}, echo(200, 'Error', { 'x-amz-function-error': 'Unhandled' })],
  ['pre-sign-up', ['invoke'], {}, echo(200, 'no response')],
  ['pre-sign-up', ['invoke'], {}, echo(400, 'InvalidParameterValueException')],
  ['post-confirmation', ['addToGroup'], {}, echo(400, 'UserNotFoundException')],
  ['post-confirmation', ['addToGroup'], {}, () => ({ status: 400, body: JSON.stringify(SETS) })],
  ['user-migration', ['fromUserPool'], {}, echo(400, 'NotAuthorizedException')],
  ['user-migration', ['fromUserPool'], {}, echo(400, 'InvalidParameterException')],
  ['user-migration', ['fromUserPool'], {}, () => ({ body: JSON.stringify({ ChallengeName: 'SMS_MFA', Session: SETS[0]!.token }) })],
  ['user-migration', ['fromUserPool'], { until: '2020-01-01' }, () => ({})],
  ['user-migration', ['invoke'], {}, echo(200, 'Error', { 'x-amz-function-error': 'Unhandled' })],
  ['inbound-federation', ['allowFederatedDomains'], {}, () => ({})],
  ['inbound-federation', ['keepAttributes'], { providers: 7 }, () => ({})],
  ['inbound-federation', ['invoke'], {}, () => ({ body: `<${JSON.stringify(SETS)}` })],
  ['pre-authentication', ['maintenance'], {}, () => ({})],
  ['pre-authentication', ['invoke'], {}, echo(200, 'Error', { 'x-amz-function-error': 'Unhandled' })],
  ['pre-token-generation', ['requireGroup'], { groups: ['Admins'] }, () => ({})],
  ['pre-token-generation', ['permissions'], { byGroup: { file: 'not-there.json' } }, () => ({})],
  ['pre-token-generation', ['claim'], { value: { literal: 'x'.repeat(6_000) } }, () => ({})],
  ['pre-token-generation', ['invoke'], {}, () => ({ body: `<${JSON.stringify(SETS)}` })],
] as const)('%s, %j: one line about each event that fails, and no secret in it', async (trigger, names, change, answer) => {
  aws.answers(answer);
  const events = eventsFor(trigger);
  const { passed, lines } = await run(trigger, names, events, change);
  expect({ passed, lines }).toEqual({ passed: 0, lines: events.length });
}); // prettier-ignore

test('custom-message leaves the text of the pool where its own is not there, with one line and no secret in it', async () => {
  const events = eventsFor('custom-message');
  const { passed, lines } = await run('custom-message', ['templates'], events, { texts: { file: 'not-there.json' } });
  expect({ passed, lines }).toEqual({ passed: events.length, lines: events.length });
});

test.each([echo(200, 'Error', { 'x-amz-function-error': 'Unhandled' }), echo(400, 'InvalidParameterValueException')])(
  'post-authentication lets through what fails, with one line about each event and no secret in it',
  async (answer) => {
    aws.answers(answer);
    const events = eventsFor('post-authentication');
    const { passed, lines } = await run('post-authentication', ['invoke'], events);
    expect({ passed, lines }).toEqual({ passed: events.length, lines: events.length });
  },
);

test.each([
  ['pre-sign-up', ['invoke']],
  ['post-confirmation', ['addToGroup']],
  ['user-migration', ['fromUserPool']],
] as const)('%s, %j: a time-out tells no secret either', async (trigger, names) => {
  aws.answers(() => 'never');
  const { passed, lines } = await run(trigger, names, eventsFor(trigger).slice(0, 1));
  expect({ passed, lines }).toEqual({ passed: 0, lines: 1 });
});
