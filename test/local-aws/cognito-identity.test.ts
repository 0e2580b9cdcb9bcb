import { AddressInfo } from 'node:net';
import * as identity from '@aws-sdk/client-cognito-identity';
import { cognitoIdentity } from './cognito-identity';
import { cognitoIdp } from './cognito-idp';
import { AwsError, Service, World } from './kernel';
import { createServer } from './server';
import { checkWireShapes } from '../support/wire-shapes';

const PASSWORD = 'Correct-horse-7';
const [AUTHENTICATED, GUEST, EDITORS, READERS] = ['auth', 'guest', 'editors', 'readers'].map(
  (name) => `arn:aws:iam::1:role/${name}`,
);
const assume = jest.fn<ReturnType<World['assumeWithWebIdentity']>, Parameters<World['assumeWithWebIdentity']>>();
let clock = 0;
const world: World = {
  region: 'us-east-1',
  account: '123456789012',
  endpoint: '',
  standIns: {},
  onExchange: checkWireShapes,
  outbox: [],
  journal: [],
  recorded: { 'cognito-idp': [], 'cognito-identity': [] },
  ask: jest.fn(),
  sessionOf: jest.fn(),
  now: () => new Date(Date.now() + clock),
  authorize: async () => undefined,
  assumeWithWebIdentity: assume,
  invoke: () => Promise.reject(new Error('unused')),
};
const anonymous = { kind: 'anonymous', arn: 'anonymous', context: {} } as const;
const admin = { kind: 'admin', arn: 'root', context: {} } as const;

const users = cognitoIdp(world);
const identities = cognitoIdentity(world, users);
const server = createServer({ 'cognito-identity': identities }, world, () => anonymous);
let sdk: identity.CognitoIdentityClient;
let [userPoolId, clientId, provider, identityPoolId, idToken] = ['', '', '', '', ''];

const make = async ({ resources }: Service, type: string, props: object) =>
  resources![`AWS::Cognito::${type}`].create(props, { generatedName: 'generated' });
const call = (name: string, input: object): any => users.operations[name](input, { world, caller: admin, headers: {} });
async function signIn(ClientId = clientId): Promise<string> {
  const AuthParameters = { USERNAME: 'ann', PASSWORD };
  const answer = await call('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters });
  return answer.AuthenticationResult.IdToken;
}
const client = async (UserPoolId: string) =>
  (await make(users, 'UserPoolClient', { UserPoolId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })).ref;

async function identityPool(props: object = {}, mapping: object = {}) {
  const CognitoIdentityProviders = [{ ProviderName: provider, ClientId: clientId, ServerSideTokenCheck: true }];
  identityPoolId = (await make(identities, 'IdentityPool', { CognitoIdentityProviders, ...props })).ref;
  const token = { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole', ...mapping };
  await make(identities, 'IdentityPoolRoleAttachment', {
    IdentityPoolId: identityPoolId,
    Roles: { authenticated: AUTHENTICATED, unauthenticated: GUEST },
    RoleMappings: { cognito: { IdentityProvider: `${provider}:${clientId}`, ...token } },
  });
}
const getId = async (token?: string, name = provider): Promise<string> => {
  const input = { IdentityPoolId: identityPoolId, ...(token && { Logins: { [name]: token } }) };
  return (await sdk.send(new identity.GetIdCommand(input))).IdentityId!;
};
const credentials = async (token: string | undefined, more: object = {}) => {
  const Logins = token ? { [provider]: token } : undefined;
  const IdentityId = await getId(token);
  return sdk.send(new identity.GetCredentialsForIdentityCommand({ IdentityId, Logins, ...more }));
};
const join = async (group: string, RoleArn: string, Precedence?: number) => {
  await make(users, 'UserPoolGroup', { UserPoolId: userPoolId, GroupName: group, RoleArn, Precedence });
  await call('AdminAddUserToGroup', { UserPoolId: userPoolId, Username: 'ann', GroupName: group });
  return signIn();
};
const lastRole = () => assume.mock.calls[assume.mock.calls.length - 1][0];

beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  sdk = new identity.CognitoIdentityClient({ region: 'us-east-1', endpoint, maxAttempts: 1 });
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(async () => {
  clock = 0;
  const issued = { AccessKeyId: 'ASIA', SecretAccessKey: 's', SessionToken: 't', Expiration: new Date(2e12) };
  assume.mockReset().mockResolvedValue(issued);
  const pool = await make(users, 'UserPool', {});
  userPoolId = pool.ref;
  provider = pool.attributes!.ProviderName as string;
  clientId = await client(userPoolId);
  await call('AdminCreateUser', { UserPoolId: userPoolId, Username: 'ann' });
  await call('AdminSetUserPassword', { UserPoolId: userPoolId, Username: 'ann', Password: PASSWORD, Permanent: true });
  idToken = await signIn();
  await identityPool();
});

test('a user gets the same identity every time, and credentials of the authenticated role', async () => {
  const id = await getId(idToken);
  expect(id).toMatch(/^us-east-1:[0-9a-f-]{36}$/);
  expect(await getId(await signIn())).toBe(id);
  expect((await credentials(idToken)).Credentials).toMatchObject({ AccessKeyId: 'ASIA', Expiration: new Date(2e12) });
  const amr = expect.arrayContaining(['authenticated', provider]);
  expect(assume).toHaveBeenCalledWith(AUTHENTICATED, { aud: identityPoolId, sub: id, amr }, expect.any(String), {});
  await identityPool();
  expect(await getId(idToken)).not.toBe(id);
});

test('refuses tokens that are forged, expired, of another client, provider or kind', async () => {
  await getId(idToken);
  const forged = idToken.replace(/\.[^.]+\./, `.${Buffer.from('{}').toString('base64url')}.`);
  await expect(getId(forged)).rejects.toThrow('Invalid login token');
  await expect(getId(await signIn(await client(userPoolId)))).rejects.toThrow('supported provider');
  await expect(getId(idToken, 'accounts.google.com')).rejects.toThrow('supported provider');
  clock = 3_601_000;
  await expect(getId(idToken)).rejects.toThrow('Invalid login token');
  await getId(await signIn());
});

test('refuses users who signed out or are deleted, where the server checks', async () => {
  await credentials(idToken);
  await call('AdminUserGlobalSignOut', { UserPoolId: userPoolId, Username: 'ann' });
  await expect(credentials(idToken)).rejects.toThrow('revoked');
  await credentials(await signIn());
  const CognitoIdentityProviders = [{ ProviderName: provider, ClientId: clientId }];
  await identityPool({ CognitoIdentityProviders });
  await credentials(idToken);
});

test('guests only where they are allowed', async () => {
  await expect(getId()).rejects.toThrow('Unauthenticated access is not supported');
  await identityPool({ AllowUnauthenticatedIdentities: true });
  await credentials(undefined);
  expect(lastRole()).toBe(GUEST);
  const IdentityId = await getId(idToken);
  const stolen = sdk.send(new identity.GetCredentialsForIdentityCommand({ IdentityId }));
  await expect(stolen).rejects.toThrow('forbidden');
});

test('the token chooses the role; a tie falls back as configured', async () => {
  await credentials(await join('Readers', READERS, 5));
  expect(lastRole()).toBe(READERS);
  const token = await join('Editors', EDITORS, 1);
  await credentials(token);
  expect(lastRole()).toBe(EDITORS);
  await credentials(token, { CustomRoleArn: READERS });
  expect(lastRole()).toBe(READERS);
  await expect(credentials(token, { CustomRoleArn: AUTHENTICATED })).rejects.toThrow('Custom role');
  const tie = await join('Rivals', READERS, 1);
  await credentials(tie);
  expect(lastRole()).toBe(AUTHENTICATED);
  await identityPool({}, { AmbiguousRoleResolution: 'Deny' });
  await expect(credentials(tie)).rejects.toThrow('denied');
});

test('rules choose the role: the first that fits, or another that fits', async () => {
  const rule = (Claim: string, Value: string, RoleARN: string) => ({ Claim, MatchType: 'Equals', Value, RoleARN });
  const Rules = [
    rule('cognito:username', 'bob', GUEST),
    rule('cognito:username', 'ann', EDITORS),
    rule('token_use', 'id', READERS),
  ];
  const rules = { Type: 'Rules', AmbiguousRoleResolution: 'Deny' };
  await identityPool({}, { ...rules, RulesConfiguration: { Rules } });
  await credentials(idToken);
  expect(lastRole()).toBe(EDITORS);
  await credentials(idToken, { CustomRoleArn: READERS });
  expect(lastRole()).toBe(READERS);
  await expect(credentials(idToken, { CustomRoleArn: GUEST })).rejects.toThrow('Custom role');
  await identityPool({}, { ...rules, RulesConfiguration: { Rules: Rules.slice(0, 1) } });
  await expect(credentials(idToken)).rejects.toThrow('denied');
  const vague = { Rules: [{ ...Rules[1], MatchType: 'Contains' }] };
  await expect(identityPool({}, { ...rules, RulesConfiguration: vague })).rejects.toThrow('rules other than Equals');
});

test('claims of the token become tags of the session, by provider', async () => {
  const lastTags = () => assume.mock.calls[assume.mock.calls.length - 1][3];
  const tag = { IdentityPoolId: identityPoolId, IdentityProviderName: provider };
  const PrincipalTags = { user: 'cognito:username', tenant: 'custom:tenant' };
  await make(identities, 'IdentityPoolPrincipalTag', { ...tag, PrincipalTags });
  await credentials(idToken);
  expect(lastTags()).toEqual({ user: 'ann' });
  await make(identities, 'IdentityPoolPrincipalTag', { ...tag, UseDefaults: true });
  await credentials(idToken);
  expect(lastTags()).toEqual({ username: expect.stringMatching(/^[0-9a-f-]{36}$/), client: clientId });
  await make(identities, 'IdentityPoolPrincipalTag', { ...tag, PrincipalTags: { groups: 'cognito:groups' } });
  await credentials(idToken);
  expect(lastTags()).toEqual({});
  await expect(credentials(await join('Readers', READERS, 5))).rejects.toThrow('a session tag from a list');
});

test('a trust that refuses is an invalid configuration', async () => {
  assume.mockRejectedValueOnce(new AwsError('AccessDenied', 'Not authorized', 403));
  const name = 'InvalidIdentityPoolConfigurationException';
  await expect(credentials(idToken)).rejects.toEqual(expect.objectContaining({ name }));
  await credentials(idToken);
});
