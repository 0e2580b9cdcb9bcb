import { createHash } from 'node:crypto';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import type { FunctionOutcome } from './function-process';
import { askHost, clientFor, deploy, startBed } from './local-aws';
import { OidcStandIn, startOidcStandIn } from './oidc-stand-in';
import { LocalAws } from '../local-aws';
import type { World } from '../local-aws/kernel';

export const ORIGIN = 'https://notes.auth.us-east-1.amazoncognito.com';
export const CALLBACK = 'https://app.example.com/callback';
export const PASSWORD = 'Correct-horse-7';
const VERIFIER = 'a-verifier-that-nobody-else-knows-0123456789abc';
export const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const type = (Type: string, Properties: object, more: object = {}) => ({ Type: `AWS::${Type}`, Properties, ...more });
const UserPoolId = { Ref: 'Pool' };
const TRIGGERS = ['PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication'];
const oauth = {
  ...{ UserPoolId, AllowedOAuthFlowsUserPoolClient: true, AllowedOAuthFlows: ['code'] },
  ...{ AllowedOAuthScopes: ['openid', 'email', 'profile'], CallbackURLs: [CALLBACK] },
  ...{ LogoutURLs: ['https://app.example.com/bye'], PreventUserExistenceErrors: 'ENABLED' },
  ...{ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], WriteAttributes: ['email', 'name'] },
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
};
const google = (ProviderName: string, ProviderType: string, more: object = {}) =>
  type('Cognito::UserPoolIdentityProvider', {
    ...{ UserPoolId, ProviderName, ProviderType, IdpIdentifiers: [`${ProviderName.toLowerCase()}.example.com`] },
    ProviderDetails: {
      client_id: 'client-at-google',
      client_secret: 's3cret',
      authorize_scopes: 'openid email',
      ...more,
    },
    AttributeMapping: { email: 'email', name: 'name' },
  });
const after = { DependsOn: ['Google', 'Server', 'Okta'] };
const template = {
  Resources: {
    Pool: type('Cognito::UserPool', {
      ...{ UsernameAttributes: ['email'], AutoVerifiedAttributes: ['email'], MfaConfiguration: 'OPTIONAL' },
      ...{ EnabledMfas: ['SOFTWARE_TOKEN_MFA'], UserPoolTier: 'ESSENTIALS' },
      Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } },
      LambdaConfig: {
        ...Object.fromEntries(TRIGGERS.map((trigger) => [trigger, 'arn:f'])),
        PreTokenGenerationConfig: { LambdaArn: 'arn:f', LambdaVersion: 'V3_0' },
        InboundFederation: { LambdaArn: 'arn:f', LambdaVersion: 'V1_0' },
      },
    }),
    Domain: type('Cognito::UserPoolDomain', { UserPoolId, Domain: 'notes', ManagedLoginVersion: 2 }),
    Custom: type('Cognito::UserPoolDomain', {
      ...{ UserPoolId, Domain: 'auth.example.com' },
      CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/1' },
    }),
    Server: type('Cognito::UserPoolResourceServer', {
      ...{ UserPoolId, Identifier: 'notes', Name: 'notes' },
      Scopes: [
        { ScopeName: 'read', ScopeDescription: 'r' },
        { ScopeName: 'write', ScopeDescription: 'w' },
      ],
    }),
    Google: google('Google', 'Google'),
    Okta: google('Okta', 'OIDC', { oidc_issuer: 'https://okta.example.com', attributes_request_method: 'GET' }),
    Spa: type(
      'Cognito::UserPoolClient',
      { ...oauth, SupportedIdentityProviders: ['COGNITO', 'Google', 'Okta'] },
      after,
    ),
    Web: type(
      'Cognito::UserPoolClient',
      { ...oauth, GenerateSecret: true, SupportedIdentityProviders: ['COGNITO'] },
      after,
    ),
    Machine: type(
      'Cognito::UserPoolClient',
      {
        ...{ UserPoolId, GenerateSecret: true, AllowedOAuthFlowsUserPoolClient: true },
        ...{ AllowedOAuthFlows: ['client_credentials'], AllowedOAuthScopes: ['notes/read'] },
      },
      after,
    ),
    Kept: type('SecretsManager::Secret', { Name: 'web', SecretString: { 'Fn::GetAtt': ['Web', 'ClientSecret'] } }),
  },
  Outputs: {
    Pool: { Value: UserPoolId },
    ...Object.fromEntries(['Spa', 'Web', 'Machine'].map((id) => [id, { Value: { Ref: id } }])),
    MachineSecret: { Value: { 'Fn::GetAtt': ['Machine', 'ClientSecret'] } },
  },
};

/** A bed with a login domain, a stand-in for its providers, and what the stack put out. */
export const desk = {
  bed: undefined as unknown as LocalAws,
  standIn: undefined as unknown as OidcStandIn,
  out: {} as Record<string, string>,
  sdk: undefined as unknown as idp.CognitoIdentityProviderClient,
  webSecret: '',
  /** Milliseconds by which the clock is ahead. */
  now: 0,
};
export const invoke = jest.fn<Promise<FunctionOutcome>, Parameters<World['invoke']>>();
export const events = () => invoke.mock.calls.map(([, event]: any) => event);

beforeAll(async () => {
  desk.standIn = await startOidcStandIn();
  const standIns = {
    'https://accounts.google.com': desk.standIn.issuer,
    'https://okta.example.com': desk.standIn.issuer,
  };
  desk.bed = await startBed({ standIns });
  desk.bed.now = () => new Date(Date.now() + desk.now);
  invoke.mockImplementation(async (_, payload) => ({ ok: true, payload }));
  Object.assign(desk.bed, { invoke });
  const deployed = await deploy(desk.bed, 'Login', template);
  expect(deployed.reasons).toEqual([]);
  desk.out = deployed.outputs;
  desk.sdk = new idp.CognitoIdentityProviderClient({ ...clientFor(desk.bed), maxAttempts: 1 });
  const secrets = new SecretsManagerClient(clientFor(desk.bed));
  desk.webSecret = (await secrets.send(new GetSecretValueCommand({ SecretId: 'web' }))).SecretString!;
  await invite('ann@example.com');
}, 30_000);
afterAll(async () => {
  await desk.bed.close();
  await desk.standIn.close();
});
beforeEach(() => {
  desk.now = 0;
  invoke.mockReset().mockImplementation(async (_, payload) => ({ ok: true, payload }));
  desk.standIn.person = { sub: '123', email: 'gina@example.com', name: 'Gina', email_verified: true };
});

export async function invite(Username: string) {
  const user = { UserPoolId: desk.out.Pool, Username };
  const UserAttributes = [
    { Name: 'email', Value: Username },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'name', Value: 'Ann' },
  ];
  await desk.sdk.send(new idp.AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS', UserAttributes }));
  await desk.sdk.send(new idp.AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
}

export const asked = (more: object = {}) => ({
  ...{ client_id: desk.out.Spa, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email', state: 'st' },
  ...{ nonce: 'no', code_challenge: challengeOf(VERIFIER), code_challenge_method: 'S256', ...more },
});
export const url = (path: string, parameters: object) => `${ORIGIN}${path}?${new URLSearchParams({ ...parameters })}`;
export const visit = (to: string, form?: object, headers: object = {}) => askHost(desk.bed, to, form, headers);
export const location = ({ headers }: { headers: any }) => new URL(headers.location);
export const parameters = (reply: { headers: any }) => Object.fromEntries(location(reply).searchParams);
export const signIn = (form: object, more: object = {}) =>
  visit(url('/login', asked(more)), { username: 'ann@example.com', password: PASSWORD, ...form });
export const exchange = async (form: object, headers: object = {}) => {
  const reply = await visit(`${ORIGIN}/oauth2/token`, form, headers);
  return { status: reply.status, ...JSON.parse(reply.text) };
};
export const redeem = (code: string, more: object = {}) =>
  exchange({
    ...{
      grant_type: 'authorization_code',
      client_id: desk.out.Spa,
      redirect_uri: CALLBACK,
      code,
      code_verifier: VERIFIER,
    },
    ...more,
  });
export const codeOf = (reply: { headers: any }) => parameters(reply).code;
export const payload = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
export const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

/** Tokens of the API, which carry the scope for one's own profile. */
export function userToken(Username: string): Promise<string> {
  const Pool = new CognitoUserPool({ UserPoolId: desk.out.Pool, ClientId: desk.out.Spa, endpoint: desk.bed.endpoint });
  const user = new CognitoUser({ Username, Pool });
  return new Promise((resolve, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username, Password: PASSWORD }), {
      onFailure,
      onSuccess: (session) => resolve(session.getAccessToken().getJwtToken()),
    }),
  );
}

/** Where the provider sends the browser back to. */
export const through = async (identity_provider: string, more: object = {}) => {
  const first = await visit(url('/oauth2/authorize', asked({ identity_provider, ...more })));
  expect(location(first).origin).toBe(desk.standIn.issuer);
  return desk.standIn.approve(location(first));
};
/** Signs in through a provider, to where the app is told. */
export const arrive = async (provider = 'Google') => visit((await through(provider)).href);
