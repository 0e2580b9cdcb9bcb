import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bundle } from '../../../scripts/bundle';
import type { Step, TriggerName } from '../../../src/contract/steps';
import { CONTEXT, eventOf, EVENTS, signUpOf, sourcesOf } from '../events';
import { layOut, runFunction } from './function';
import { awsEndpoint } from '../ports/aws-endpoint';

const ROOT = resolve(__dirname, '..', '..', '..');
const PORTS = [
  'ports/captcha.js',
  'ports/cognito.js',
  'ports/decrypt.js',
  'ports/dynamodb.js',
  'ports/events.js',
  'ports/lambda.js',
  'ports/migration.js',
  'ports/s3.js',
  'ports/secrets.js',
  'ports/ses.js',
  'ports/sns.js',
  'ports/sqs.js',
  'ports/ssm.js',
];
/** What the tables of the entries say. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  'create-auth-challenge': ['captcha', 'emailCode', 'invoke', 'magicLink'],
  'custom-email-sender': ['handOver', 'invoke', 'sendEmail'],
  'custom-message': ['invoke', 'templates'],
  'custom-sms-sender': ['handOver', 'invoke', 'sendSms'],
  'define-auth-challenge': ['invoke', 'sequence'],
  'inbound-federation': [
    'allowFederatedDomains',
    'dropAttributes',
    'invoke',
    'keepAttributes',
    'normalizeAttributes',
    'renameAttribute',
    'overrideAttribute',
  ],
  'post-authentication': ['forgetAttempts', 'invoke', 'lastSignIn', 'signInLog', 'toEventBridge'],
  'post-confirmation': ['addToGroup', 'invoke', 'profileRow', 'publishTo', 'sendTo', 'toEventBridge'],
  'pre-authentication': ['invoke', 'lockout', 'maintenance', 'suspendedUsers'],
  'pre-sign-up': [
    'allowEmailDomains',
    'autoConfirm',
    'blockDuplicates',
    'denyEmailDomains',
    'emailDomainsIn',
    'invitationCode',
    'invoke',
    'linkAccounts',
    'signInAgain',
    'toEventBridge',
  ],
  'pre-token-generation': [
    'addScopes',
    'claim',
    'claimsFromRow',
    'invoke',
    'limitGroups',
    'permissions',
    'requireGroup',
    'requireGroupForClients',
    'suppressClaims',
    'suppressScopes',
    'suspendedUsers',
  ],
  'user-migration': ['fromUserPool', 'invoke'],
  'verify-auth-challenge-response': ['captcha', 'invoke', 'oneTimeSecret'],
};
const WITH_AWS_CALLS = [
  'blockDuplicates',
  'claimsFromRow',
  'emailCode',
  'emailDomainsIn',
  'forgetAttempts',
  'fromUserPool',
  'lastSignIn',
  'linkAccounts',
  'lockout',
  'magicLink',
  'oneTimeSecret',
  'profileRow',
  'publishTo',
  'requireGroupForClients',
  'sendEmail',
  'sendSms',
  'sendTo',
  'signInLog',
  'suspendedUsers',
  'toEventBridge',
];
const TRIGGERS = Object.keys(STEPS);
const FILES = [
  ...PORTS,
  ...TRIGGERS.flatMap((name) => ['index', ...STEPS[name]!].map((part) => `triggers/${name}/${part}.js`)),
].sort();
const NEUTRAL = 'Sign-up is not possible right now. Please try again later';
const REFUSED = 'Sign-up with this e-mail address is not allowed';
const FUNCTION = 'arn:aws:lambda:eu-west-1:111122223333:function:audit';

let folder: string;
let assets: string;
let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-')));
  assets = join(folder, 'assets');
  await bundle(assets);
  aws = await awsEndpoint();
});
afterAll(() => {
  aws.close();
  rmSync(folder, { recursive: true });
});

const text = (file: string) => readFileSync(join(assets, file), 'utf8');
const directoryOf = (name: string) => join(folder, 'functions', name);
const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
const hashesIn = (directory: string) =>
  filesIn(directory).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(directory, file)))
      .digest('hex'),
  ]);

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

describe('the files', () => {
  test('are one per trigger, one per step of it, and one per AWS client', () => expect(filesIn(assets)).toEqual(FILES));

  // the limit is for what needs no AWS client, beside which a kilobyte is nothing
  const functions = TRIGGERS.flatMap((trigger) => STEPS[trigger]!.map((step) => [trigger, step] as const)).filter(
    ([, step]) => !WITH_AWS_CALLS.includes(step),
  );

  test.each(functions)('%s with %s is under 5 kB and needs nothing but Node', (trigger, step) => {
    const [index, own] = ['index', step].map((part) => text(`triggers/${trigger}/${part}.js`)) as [string, string];
    expect(Buffer.byteLength(index) + Buffer.byteLength(own)).toBeLessThan(5_000);
    const needed = (code: string) => [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name!);
    expect(new Set(needed(index))).toEqual(new Set(['node:fs', 'node:module', 'node:path']));
    const steps = [...index.matchAll(/=\w+\("(\w+)"\)/g)].map(([, name]) => name!);
    expect(steps).toEqual(expect.arrayContaining([...STEPS[trigger]!]));
    expect(needed(own).filter((name) => name !== './index.js' && !/^node:/.test(name))).toEqual([]);
  });

  test.each(FILES)('%s names no folder of the machine that built it', (file) => {
    expect(text(file)).not.toContain(ROOT);
    expect(text(file)).not.toContain('sourceMappingURL');
  });

  test('are the same bytes when another folder is built', async () => {
    const checkout = join(folder, 'elsewhere', 'another checkout');
    for (const part of ['lambda', join('src', 'contract')]) cpSync(join(ROOT, part), join(checkout, part), { recursive: true }); // prettier-ignore
    symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
    writeFileSync(join(checkout, 'tsconfig.json'), '{"compilerOptions":{"target":"es2015","alwaysStrict":true}}');
    await bundle(join(checkout, 'assets'), checkout);
    expect(hashesIn(join(checkout, 'assets'))).toEqual(hashesIn(assets));
  });

  test('of an earlier build do not stay', async () => {
    const outdir = join(folder, 'again');
    mkdirSync(join(outdir, 'triggers', 'gone'), { recursive: true });
    writeFileSync(join(outdir, 'triggers', 'gone', 'index.js'), '');
    await bundle(outdir);
    expect(filesIn(outdir)).toEqual(FILES);
  });
});

describe('a function without AWS calls', () => {
  test('decides with its step alone, with no other file beside it', async () => {
    const directory = layOut(directoryOf('guard'), { assets, trigger: 'pre-sign-up', steps: ['allowEmailDomains'] });
    const events = [signUpOf('ann@example.com'), signUpOf('ann@evil.test'), signUpOf(undefined)];
    const { outcomes } = await runFunction(directory, [OF_EXAMPLE], events);
    const error = { name: 'UserFacingError', message: REFUSED };
    const loaded = ['index.js', 'allowEmailDomains.js'];
    expect(outcomes).toEqual([{ event: events[0], loaded }, { error, loaded }, { error, loaded }]);
  }); // prettier-ignore

  test('lets nobody in without the file of its step', async () => {
    const directory = layOut(directoryOf('no-step'), { assets, trigger: 'pre-sign-up' });
    const { outcomes } = await runFunction(directory, [OF_EXAMPLE], [signUpOf('ann@example.com')]);
    expect(outcomes[0]!.error).toEqual({ name: 'UserFacingError', message: NEUTRAL });
  });

  test('reads a content file beside it', async () => {
    const contents = { 'domains.json': ['example.com'] };
    const directory = layOut(directoryOf('content'), { assets, trigger: 'pre-sign-up', steps: ['allowEmailDomains'], contents }); // prettier-ignore
    const steps = [allow({ file: 'domains.json' })];
    const { outcomes } = await runFunction(directory, steps, [signUpOf('ann@example.com'), signUpOf('ann@evil.test')]);
    expect(outcomes.map(({ error }) => error?.message)).toEqual([undefined, REFUSED]);
  });

  test.each(['domains.json', '../content/domains.json'])('lets nobody in without its content file %s', async (file) => {
    const directory = layOut(directoryOf('no-content'), {
      assets,
      trigger: 'pre-sign-up',
      steps: ['allowEmailDomains'],
    });
    const { outcomes } = await runFunction(directory, [allow({ file })], [signUpOf('ann@example.com')]);
    expect(outcomes[0]!.error).toEqual({ name: 'UserFacingError', message: NEUTRAL });
  });

  test('adds a claim', async () => {
    const directory = layOut(directoryOf('claim'), { assets, trigger: 'pre-token-generation', steps: ['claim'] });
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
    const directory = layOut(directoryOf('group'), { assets, trigger: 'post-confirmation', steps: ['addToGroup'], ports: ['cognito'] }); // prettier-ignore
    const { outcomes } = await runFunction(directory, [TO_READERS], [RESET, CONFIRMED], aws.environment);
    expect(outcomes.map(({ event }) => event)).toEqual([RESET, CONFIRMED]);
    expect(outcomes.map(({ loaded }) => loaded)).toEqual([['index.js'], ['index.js', 'addToGroup.js', 'cognito.js']]);
    const { userPoolId, userName } = CONFIRMED;
    const body = { UserPoolId: userPoolId, Username: userName, GroupName: 'Readers' };
    expect(aws.requests).toMatchObject([{ body }]);
  });

  test('works without the client while no event needs it', async () => {
    const directory = layOut(directoryOf('no-client'), { assets, trigger: 'post-confirmation', steps: ['addToGroup'] });
    const { outcomes } = await runFunction(directory, [TO_READERS], [RESET, CONFIRMED], aws.environment);
    expect(outcomes[0]!.event).toEqual(RESET);
    const message = 'Account set-up is not possible right now. Please try again later';
    expect(outcomes[1]!.error).toEqual({ name: 'UserFacingError', message });
  });

  test('asks the function of the application after the guard', async () => {
    const ask = stepFor('PreSignUp', 'invoke', { functionArn: FUNCTION });
    const directory = layOut(directoryOf('invoke'), { assets, trigger: 'pre-sign-up', steps: ['allowEmailDomains', 'invoke'], ports: ['lambda'] }); // prettier-ignore
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
  const directory = layOut(directoryOf(`whole-${folderName}`), { assets, trigger: folderName, steps: [step.step], ports: ['cognito'] });
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
  const directory = layOut(directoryOf('refused'), { assets, trigger: 'pre-sign-up' });
  const { outcomes, output } = await runFunction(directory, [], [signUpOf('ann@example.com')], environment);
  expect(outcomes[0]!.error).toEqual({ name: 'UserFacingError', message: NEUTRAL });
  expect(output).toContain(CONTEXT.awsRequestId);
});
