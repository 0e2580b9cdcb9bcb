import { CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuthProps, FromUserPoolOptions, SmsSender, UserMigration } from 'cdk-cognito-auth';
import { authIn, CALLBACK, functionIn, newAuth, spa } from '../support/auth';
import { findingsOf, named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const OLD = { userPoolId: 'us-east-1_OldPool01', clientId: '1oldexample23456789', until: '2027-06-30' };
const from = (change: Partial<FromUserPoolOptions> = {}) => UserMigration.fromUserPool({ ...OLD, ...change });
const configOf = (options: Partial<FromUserPoolOptions> = {}, props?: CognitoAuthProps) =>
  stepsOf(
    withTriggers((auth) => void auth.addTrigger(from(options)), props),
    'UserMigration',
  )[0];

const template = withTriggers((auth) => void auth.addTrigger(from()));

test('a migration says where from, until when and what moves', () => {
  expect(stepsOf(template, 'UserMigration')).toEqual([
    {
      step: 'fromUserPool',
      key: 'us-east-1_OldPool01',
      sources: ['UserMigration_Authentication', 'UserMigration_ForgotPassword'],
      config: {
        ...OLD,
        region: 'us-east-1',
        attributes: { email: 'email' },
        finalUserStatus: 'CONFIRMED',
        signInWith: ['email'],
        hasUserNames: false,
      },
    },
  ]);
  expect(named(template, 'AuthUserPool').Properties.LambdaConfig).toHaveProperty('UserMigration');
});

test('its function may look users of the other pool up, and nothing else', () => {
  const [, statement, ...others] = named(template, 'AuthUserMigrationRoleDefaultPolicy').Properties.PolicyDocument
    .Statement;
  expect(others).toEqual([]);
  expect(statement).toMatchObject({ Effect: 'Allow', Action: 'cognito-idp:AdminGetUser' });
  expect(JSON.stringify(statement.Resource)).toMatch(/:cognito-idp:us-east-1:.*:userpool\/us-east-1_OldPool01"/);
  expect(Object.keys(template.Resources).filter((id) => /PoolAccess/.test(id))).toEqual([]);
});

test('who forgot the password can be left out, and the permission with them', () => {
  const without = withTriggers((auth) => void auth.addTrigger(from({ forgottenPasswords: false })));
  expect(stepsOf(without, 'UserMigration')[0].sources).toEqual(['UserMigration_Authentication']);
  expect(JSON.stringify(without)).not.toContain('cognito-idp:AdminGetUser');
});

test('its code is the step and its own AWS client', () => {
  const files = codeOf('UserMigration', (auth) => void auth.addTrigger(from()));
  expect(Object.keys(files).sort()).toEqual(['fromUserPool.js', 'index.js', 'migration.js']);
});

test.each<[string, Partial<FromUserPoolOptions>, CognitoAuthProps, object]>([
  ['a new password', { requireNewPassword: true }, {}, { finalUserStatus: 'RESET_REQUIRED' }],
  [
    'attributes by name',
    { attributes: { given_name: 'custom:first', email: 'email' } },
    {},
    { attributes: { email: 'email', given_name: 'custom:first' } },
  ],
  [
    'phone numbers',
    {},
    { signInAliases: { email: true, phone: true }, sms: SmsSender.endUserMessaging() },
    { attributes: { email: 'email', phone_number: 'phone_number' }, signInWith: ['email', 'phone_number'] },
  ],
  [
    'user names with aliases',
    {},
    { signInAliases: { username: true, preferredUsername: true, email: true } },
    { signInWith: ['email', 'preferred_username'], hasUserNames: true },
  ],
  ['user names alone', {}, { signInAliases: { username: true } }, { signInWith: [], hasUserNames: true }],
])('%s', (_, options, props, expected) => {
  expect(configOf(options, props).config).toMatchObject(expected);
});

test.each<[string, Partial<FromUserPoolOptions>]>([
  ["userPoolId of UserMigration.fromUserPool is 'OldPool'. Pass the id of the other side", { userPoolId: 'OldPool' }],
  ["clientId of UserMigration.fromUserPool is ''. Pass the id of the other side", { clientId: '' }],
  ["until of UserMigration.fromUserPool is 'tomorrow', which is no day. Pass one such as", { until: 'tomorrow' }],
  ["until of UserMigration.fromUserPool is '2027-02-30', which is no day. Pass one such as", { until: '2027-02-30' }],
  ["until of UserMigration.fromUserPool is '2027-2-3', which is no day. Pass one such as", { until: '2027-2-3' }],
  [
    "names the attribute 'email_verified', which Cognito or the migration itself writes. Leave it out.",
    { attributes: { email: 'email', email_verified: 'email_verified' } },
  ],
  ["names the attribute 'sub', which Cognito or the migration", { attributes: { email: 'email', sub: 'sub' } }],
  ["names the attribute 'custom:plan', which the user pool does not have", { attributes: { 'custom:plan': 'x' } }],
  [
    'moves none of the attributes that people sign in with (email). Name at least one, under its own name.',
    { attributes: { name: 'name' } },
  ],
  ['sign in with (email). Name at least one, under its own name.', { attributes: { email: 'custom:mail' } }],
])('refuses: %s', (sentence, options) => {
  expect(() => newAuth().addTrigger(from(options))).toThrow(sentence);
});

test.each(['userPoolId', 'clientId', 'until'] as const)('refuses a token as %s', (name) => {
  const auth = newAuth();
  const token = new CfnParameter(auth, 'Token').valueAsString;
  expect(() => auth.addTrigger(from({ [name]: token }))).toThrow(
    `Stack/Auth: ${name} of UserMigration.fromUserPool is a token, which a trigger cannot carry`,
  );
});

test.each([
  ['fromUserPool', 'invoke'],
  ['invoke', 'fromUserPool'],
])('refuses a second migration: %s, then %s', (...order) => {
  const auth = newAuth();
  const handlers = { fromUserPool: from(), invoke: UserMigration.invoke(functionIn(auth)) };
  const [first, second] = order.map((name) => handlers[name as keyof typeof handlers]);
  auth.addTrigger(first!);
  expect(() => auth.addTrigger(second!)).toThrow(
    `UserMigration.${order[0]} cannot have UserMigration.${order[1]} beside it.`,
  );
});

describe('is warned about', () => {
  const customAttributes = { plan: new cognito.StringAttribute({ mutable: true }) };
  const warningsOf = (props: CognitoAuthProps, attributes?: { [name: string]: string }) => {
    const auth = newAuth({ customAttributes, ...props });
    auth.addTrigger(from({ attributes }));
    const warnings = Annotations.fromStack(Stack.of(auth)).findWarning('*', Match.stringLikeRegexp('fromUserPool'));
    return warnings.map(({ entry }) => `${entry.data as string}`);
  };
  const plan = { email: 'email', 'custom:plan': 'custom:tier' };
  const authorizationAttributes = ['custom:plan'];

  test.each<[string, CognitoAuthProps, Record<string, string> | undefined, string]>([
    ['sign-up that is open to everybody', { selfSignUpEnabled: true }, undefined, 'signUpBeforeMigration'],
    ['an attribute that decides what people may do', { authorizationAttributes }, plan, 'movedAuthorizationAttribute'],
  ])('%s', (_, props, attributes, id) => {
    expect(warningsOf(props, attributes)).toEqual([expect.stringContaining(`cdk-cognito-auth:${id}`)]);
  });

  test.each<[string, CognitoAuthProps, Record<string, string> | undefined]>([
    ['no sign-up', {}, undefined],
    ['an attribute that decides nothing', {}, plan],
    ['an attribute that does not move', { authorizationAttributes }, undefined],
  ])('not %s', (_, props, attributes) => expect(warningsOf(props, attributes)).toEqual([]));
});

describe('a client that takes passwords', () => {
  const CLOSED =
    'Stack/Auth: UserMigration never sees a password, because no client of the pool opens USER_PASSWORD_AUTH. Pass userPasswordAuth: true to the client by which people move, or leave the handler out.';
  const findings = (clients: AppClient[], migrates = true) =>
    findingsOf((stack) => {
      const auth = authIn(stack);
      if (migrates) auth.addTrigger(from());
      clients.forEach((client, index) => auth.addClient(`Client${index}`, client));
    });
  const open = AppClient.spa({ callbackUrls: [CALLBACK], userPasswordAuth: true });

  test('is missed where there are clients', () => expect(findings([spa()])).toEqual([CLOSED]));
  test('is enough when there is one, added later', () => expect(findings([spa(), open])).toEqual([]));
  test('may be one of a back end', () => {
    const client = AppClient.web({ callbackUrls: [CALLBACK], adminUserPasswordAuth: true });
    expect(findings([client])).toEqual([]);
  });
  test('may be made elsewhere', () => expect(findings([])).toEqual([]));
  test('is not asked for without a migration', () => expect(findings([spa()], false)).toEqual([]));

  test('is missed where Cognito decides about flows', () => {
    const found = findingsOf((stack) => {
      const auth = authIn(stack);
      auth.addTrigger(UserMigration.invoke(functionIn(stack)));
      const client = auth.addClient('Spa', spa()).node.defaultChild as cognito.CfnUserPoolClient;
      client.explicitAuthFlows = undefined;
    });
    expect(found).toContain(CLOSED);
  });
});
