import { createHash } from 'node:crypto';
import * as https from 'node:https';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Secret, TOTP } from 'otpauth';
import { LocalAws } from './index';
import { InvokeOutcome, World } from './kernel';
import { httpsFront } from '../support/https-front';
import { askHost, clientFor, deploy, startBed } from '../support/local-aws';
import { OidcStandIn, startOidcStandIn } from '../support/oidc-stand-in';

const ORIGIN = 'https://notes.auth.us-east-1.amazoncognito.com';
const CALLBACK = 'https://app.example.com/callback';
const PASSWORD = 'Correct-horse-7';
const VERIFIER = 'a-verifier-that-nobody-else-knows-0123456789abc';
const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

const type = (Type: string, Properties: object, more: object = {}) => ({ Type: `AWS::${Type}`, Properties, ...more });
const UserPoolId = { Ref: 'Pool' };
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
      LambdaConfig: { PreSignUp: 'arn:f', PostConfirmation: 'arn:f' },
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

let bed: LocalAws;
let standIn: OidcStandIn;
let out: Record<string, string>;
let sdk: idp.CognitoIdentityProviderClient;
let webSecret: string;
let now = 0;
const invoke = jest.fn<Promise<InvokeOutcome>, Parameters<World['invoke']>>();
const events = () => invoke.mock.calls.map(([, event]: any) => event);

beforeAll(async () => {
  standIn = await startOidcStandIn();
  const standIns = { 'https://accounts.google.com': standIn.issuer, 'https://okta.example.com': standIn.issuer };
  bed = await startBed({ standIns });
  bed.now = () => new Date(Date.now() + now);
  invoke.mockImplementation(async (_, payload) => ({ ok: true, payload }));
  Object.assign(bed, { invoke });
  const deployed = await deploy(bed, 'Login', template);
  expect(deployed.reasons).toEqual([]);
  out = deployed.outputs;
  sdk = new idp.CognitoIdentityProviderClient({ ...clientFor(bed), maxAttempts: 1 });
  const secrets = new SecretsManagerClient(clientFor(bed));
  webSecret = (await secrets.send(new GetSecretValueCommand({ SecretId: 'web' }))).SecretString!;
  await invite('ann@example.com');
}, 30_000);
afterAll(async () => {
  await bed.close();
  await standIn.close();
});
beforeEach(() => {
  now = 0;
  invoke.mockReset().mockImplementation(async (_, payload) => ({ ok: true, payload }));
  standIn.person = { sub: '123', email: 'gina@example.com', name: 'Gina', email_verified: true };
});

async function invite(Username: string) {
  const user = { UserPoolId: out.Pool, Username };
  const UserAttributes = [
    { Name: 'email', Value: Username },
    { Name: 'email_verified', Value: 'true' },
    { Name: 'name', Value: 'Ann' },
  ];
  await sdk.send(new idp.AdminCreateUserCommand({ ...user, MessageAction: 'SUPPRESS', UserAttributes }));
  await sdk.send(new idp.AdminSetUserPasswordCommand({ ...user, Password: PASSWORD, Permanent: true }));
}

const asked = (more: object = {}) => ({
  ...{ client_id: out.Spa, redirect_uri: CALLBACK, response_type: 'code', scope: 'openid email', state: 'st' },
  ...{ nonce: 'no', code_challenge: challengeOf(VERIFIER), code_challenge_method: 'S256', ...more },
});
const url = (path: string, parameters: object) => `${ORIGIN}${path}?${new URLSearchParams({ ...parameters })}`;
const visit = (to: string, form?: object, headers: object = {}) => askHost(bed, to, form, headers);
const location = ({ headers }: { headers: any }) => new URL(headers.location);
const parameters = (reply: { headers: any }) => Object.fromEntries(location(reply).searchParams);
const signIn = (form: object, more: object = {}) =>
  visit(url('/login', asked(more)), { username: 'ann@example.com', password: PASSWORD, ...form });
const exchange = async (form: object, headers: object = {}) => {
  const reply = await visit(`${ORIGIN}/oauth2/token`, form, headers);
  return { status: reply.status, ...JSON.parse(reply.text) };
};
const redeem = (code: string, more: object = {}) =>
  exchange({
    ...{ grant_type: 'authorization_code', client_id: out.Spa, redirect_uri: CALLBACK, code, code_verifier: VERIFIER },
    ...more,
  });
const codeOf = (reply: { headers: any }) => parameters(reply).code;
const payload = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
const basic = (id: string, secret: string) => ({
  authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
});

describe('the code flow', () => {
  test('goes from authorize over the login page to tokens that verify', async () => {
    const first = await visit(url('/oauth2/authorize', asked()));
    expect(first.status).toBe(302);
    expect(location(first).pathname).toBe('/login');
    const form = await visit(location(first).href);
    expect(form.headers['content-type']).toContain('text/html');
    for (const name of ['username', 'password']) expect(form.text).toContain(`name="${name}"`);
    const back = await visit(location(first).href, { username: 'ann@example.com', password: PASSWORD });
    expect(location(back).href).toMatch(/^https:\/\/app\.example\.com\/callback\?/);
    expect(parameters(back)).toEqual({ code: expect.any(String), state: 'st' });
    const tokens = await redeem(codeOf(back));
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer', expires_in: 3600 });
    const verifier = CognitoJwtVerifier.create({ userPoolId: out.Pool, clientId: out.Spa, tokenUse: null });
    verifier.cacheJwks((await (await fetch(`${bed.endpoint}/${out.Pool}/.well-known/jwks.json`)).json()) as any);
    const id = await verifier.verify(tokens.id_token, { tokenUse: 'id' });
    expect(id).toMatchObject({ email: 'ann@example.com', email_verified: true, nonce: 'no' });
    expect(id).not.toHaveProperty('name');
    expect(payload(tokens.access_token).scope).toBe('openid email');
  });

  test.each([
    ['another verifier', { code_verifier: 'x' }],
    ['no verifier', { code_verifier: '' }],
    ['another callback URL', { redirect_uri: `${CALLBACK}/` }],
  ])('the code is refused with %s, and then is gone', async (_, wrong) => {
    const code = codeOf(await signIn({}));
    expect(await redeem(code, wrong)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect(await redeem(code)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await redeem(codeOf(await signIn({})))).status).toBe(200);
  });

  test('a code serves once, for five minutes', async () => {
    const code = codeOf(await signIn({}));
    expect((await redeem(code)).status).toBe(200);
    expect(await redeem(code)).toMatchObject({ error: 'invalid_grant' });
    const late = codeOf(await signIn({}));
    now = 301_000;
    expect(await redeem(late)).toMatchObject({ error: 'invalid_grant' });
  });

  test.each([
    ['a scope that the client lacks', { scope: 'openid phone' }, 'invalid_scope'],
    ['the implicit grant', { response_type: 'token' }, 'unauthorized_client'],
    ['a plain code challenge', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['a provider that the client lacks', { identity_provider: 'Facebook' }, 'invalid_request'],
  ])('%s is an error at the callback URL', async (_, wrong, error) => {
    const reply = await visit(url('/oauth2/authorize', asked(wrong)));
    expect(location(reply).href).toContain(CALLBACK);
    expect(parameters(reply)).toMatchObject({ error, state: 'st' });
  });

  test.each([
    ['callback URL', { redirect_uri: `${CALLBACK}.evil.example` }],
    ['client', { client_id: 'nobody' }],
  ])('an unknown %s is never redirected to', async (_, wrong) => {
    for (const path of ['/oauth2/authorize', '/login']) {
      const reply = await visit(url(path, asked(wrong)));
      expect(reply.headers.location).toBeUndefined();
      expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('redirect_mismatch')]);
    }
    expect((await visit(url('/login', asked()))).status).toBe(200);
  });

  test('a wrong password shows the page again, without saying whether the user exists', async () => {
    const wrong = await signIn({ password: 'nope' });
    expect([wrong.status, wrong.text]).toEqual([200, expect.stringContaining('Incorrect username or password.')]);
    expect((await signIn({ username: 'eve@example.com' })).text.replace('eve', 'ann')).toBe(wrong.text);
  });

  test('what people and links say is escaped', async () => {
    const evil = `"><script>alert('&')</script>`;
    const reply = await signIn({ username: evil, password: 'x' }, { state: evil, lang: evil });
    expect(reply.status).toBe(200);
    expect(reply.text).not.toContain('<script>');
    expect(reply.text).toContain('&#34;&#62;&#60;script&#62;alert(&#39;&#38;&#39;)');
    const error = await visit(url('/oauth2/authorize', asked({ redirect_uri: evil, client_id: evil })));
    expect(error.text).not.toContain('<script>');
  });

  test('the login page asks for the authenticator app, and mails codes', async () => {
    await invite('tom@example.com');
    const tom = { username: 'tom@example.com' };
    const chooses = await signIn({ ...tom, factor: 'EMAIL_OTP' });
    const session = /name="session" type="hidden" value="([^"]+)"/.exec(chooses.text)![1];
    const { code } = bed.outbox[bed.outbox.length - 1];
    const answer = (more: object) => signIn({ ...tom, session, challenge: 'EMAIL_OTP', ...more });
    expect((await answer({ answer: '000' })).text).toContain('Invalid');
    const { access_token, ...others } = await redeem(codeOf(await answer({ answer: code! })));
    expect(others.status).toBe(200);

    const AccessToken = await userToken('tom@example.com');
    const { SecretCode } = await sdk.send(new idp.AssociateSoftwareTokenCommand({ AccessToken }));
    const totp = new TOTP({ secret: Secret.fromBase32(SecretCode!) });
    await sdk.send(new idp.VerifySoftwareTokenCommand({ AccessToken, UserCode: totp.generate() }));
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    await sdk.send(new idp.SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
    now = 30_000;
    const asks = await signIn(tom);
    expect(asks.text).toContain('SOFTWARE_TOKEN_MFA');
    const open = /name="session" type="hidden" value="([^"]+)"/.exec(asks.text)![1];
    const mfa = { ...tom, session: open, challenge: 'SOFTWARE_TOKEN_MFA' };
    const second = (totpCode: string) => signIn({ ...mfa, answer: totpCode });
    expect((await second('000000')).text).toContain('Invalid code');
    expect(codeOf(await second(totp.generate({ timestamp: Date.now() + now })))).toBeDefined();
  });
});

/** Tokens of the API, which carry the scope for one's own profile. */
function userToken(Username: string): Promise<string> {
  const Pool = new CognitoUserPool({ UserPoolId: out.Pool, ClientId: out.Spa, endpoint: bed.endpoint });
  const user = new CognitoUser({ Username, Pool });
  return new Promise((resolve, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username, Password: PASSWORD }), {
      onFailure,
      onSuccess: (session) => resolve(session.getAccessToken().getJwtToken()),
    }),
  );
}

describe('tokens', () => {
  const refresh = (refresh_token: string, more: object = {}) =>
    exchange({ grant_type: 'refresh_token', client_id: out.Spa, refresh_token, ...more });
  const userInfo = (token: string) =>
    visit(`${ORIGIN}/oauth2/userInfo`, undefined, { authorization: `Bearer ${token}` });

  test('rotate: the old refresh token is dead', async () => {
    const first = await redeem(codeOf(await signIn({})));
    const second = await refresh(first.refresh_token);
    expect(second).toMatchObject({ status: 200, refresh_token: expect.any(String) });
    expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' });
    expect((await refresh(second.refresh_token)).status).toBe(200);
  });

  test('show the profile to whoever asked for openid', async () => {
    const { access_token } = await redeem(codeOf(await signIn({})));
    expect(JSON.parse((await userInfo(access_token)).text)).toMatchObject({ email: 'ann@example.com' });
    const { access_token: closed } = await redeem(codeOf(await signIn({}, { scope: 'email' })));
    expect((await userInfo(closed)).status).toBe(401);
    expect((await userInfo('forged.x.y')).status).toBe(401);
    const { id_token } = await redeem(codeOf(await signIn({}, { scope: 'email' })));
    expect(id_token).toBeUndefined();
  });

  test('end when they are revoked', async () => {
    const { access_token, refresh_token } = await redeem(codeOf(await signIn({})));
    const revoke = (client_id: string) => visit(`${ORIGIN}/oauth2/revoke`, { token: refresh_token, client_id });
    expect((await revoke(out.Machine)).status).toBe(400);
    expect((await userInfo(access_token)).status).toBe(200);
    expect((await revoke(out.Spa)).status).toBe(200);
    expect((await userInfo(access_token)).status).toBe(401);
    expect(await refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' });
  });

  test('sign-out goes to registered URLs only, or back to the login page', async () => {
    const leave = (logout_uri: string) => visit(url('/logout', { client_id: out.Spa, logout_uri }));
    expect((await leave('https://evil.example/')).status).toBe(400);
    expect((await leave('https://app.example.com/bye')).headers.location).toBe('https://app.example.com/bye');
    expect(location(await visit(url('/logout', asked()))).pathname).toBe('/login');
  });
});

describe('clients with a secret', () => {
  const machine = (more: object = {}, secret = out.MachineSecret) =>
    exchange({ grant_type: 'client_credentials', ...more }, basic(out.Machine, secret));

  test('machines get the scopes that they may have, by Basic or in the form', async () => {
    const tokens = await machine({ scope: 'notes/read' });
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer' });
    expect(tokens.refresh_token ?? tokens.id_token).toBeUndefined();
    expect(payload(tokens.access_token)).toMatchObject({ scope: 'notes/read', sub: out.Machine, token_use: 'access' });
    const inForm = { client_id: out.Machine, client_secret: out.MachineSecret };
    const again = await exchange({ grant_type: 'client_credentials', ...inForm });
    expect(payload(again.access_token).scope).toBe('notes/read');
    const AccessToken = again.access_token;
    await expect(sdk.send(new idp.GetUserCommand({ AccessToken }))).rejects.toThrow('required scopes');
  });

  test('a wrong secret, another scope and another client are refused', async () => {
    expect(await machine({}, 'wrong')).toMatchObject({ status: 400, error: 'invalid_client' });
    expect(await exchange({ grant_type: 'client_credentials', client_id: out.Machine })).toMatchObject({
      error: 'invalid_client',
    });
    expect(await machine({ scope: 'notes/write' })).toMatchObject({ error: 'invalid_scope' });
    expect(await machine({ grant_type: 'password' })).toMatchObject({ error: 'unsupported_grant_type' });
    const web = await exchange({ grant_type: 'client_credentials' }, basic(out.Web, webSecret));
    expect(web).toMatchObject({ error: 'unauthorized_client' });
    expect((await machine()).status).toBe(200);
  });

  test('a web app needs its secret for its code', async () => {
    const web = { client_id: out.Web };
    const code = async () => codeOf(await signIn({}, web));
    expect(await redeem(await code(), web)).toMatchObject({ error: 'invalid_client' });
    expect(await redeem(await code(), { ...web, client_secret: webSecret })).toMatchObject({ status: 200 });
    expect(await redeem(await code(), { client_secret: 'any' })).toMatchObject({ error: 'invalid_client' });
  });
});

describe('sign-in through a provider', () => {
  const through = async (identity_provider: string, more: object = {}) => {
    const out1 = await visit(url('/oauth2/authorize', asked({ identity_provider, ...more })));
    expect(location(out1).origin).toBe(standIn.issuer);
    return standIn.approve(location(out1));
  };

  test('Google at a stand-in: attributes, identities, user name and group', async () => {
    const returned = await through('Google');
    expect(returned.href).toContain(`${ORIGIN}/oauth2/idpresponse`);
    const tokens = await redeem(codeOf(await visit(returned.href)));
    const claims = payload(tokens.id_token);
    expect(claims).toMatchObject({ email: 'gina@example.com', 'cognito:username': 'Google_123' });
    expect(claims.identities).toMatchObject([{ providerName: 'Google', providerType: 'Google', userId: '123' }]);
    expect(claims['cognito:groups']).toEqual([`${out.Pool}_Google`]);
    standIn.person = { ...standIn.person, email: 'gina@new.example' };
    const again = await redeem(codeOf(await visit((await through('Google')).href)));
    expect(payload(again.id_token)).toMatchObject({ sub: claims.sub, email: 'gina@new.example' });
  });

  test('a federated user signs in by the provider only, beside a local user of the same address', async () => {
    standIn.person = { sub: '9', email: 'ann@example.com', name: 'Not Ann' };
    const tokens = await redeem(codeOf(await visit((await through('Google')).href)));
    expect(payload(tokens.id_token)['cognito:username']).toBe('Google_9');
    const local = await redeem(codeOf(await signIn({})));
    expect(payload(local.id_token).sub).not.toBe(payload(tokens.id_token).sub);
    expect((await signIn({ username: 'gina@example.com' })).text).toContain('Incorrect');
  });

  test('triggers see the first sign-in, and may refuse it', async () => {
    standIn.person = { sub: 'new', email: 'new@example.com', name: 'New' };
    invoke.mockResolvedValueOnce({ ok: false, errorType: 'UserFacingError', message: 'not on the list' });
    const refused = parameters(await visit((await through('Google')).href));
    expect(refused).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('not on the list'),
      state: 'st',
    });
    expect(codeOf(await visit((await through('Google')).href))).toBeDefined();
    expect(codeOf(await visit((await through('Google')).href))).toBeDefined();
    expect(events().map(({ triggerSource }) => triggerSource)).toEqual([
      'PreSignUp_ExternalProvider',
      'PreSignUp_ExternalProvider',
      'PostConfirmation_ConfirmSignUp',
    ]);
    expect(events()[1]).toMatchObject({
      userName: 'Google_new',
      request: { userAttributes: { email: 'new@example.com', identities: expect.stringContaining('Google') } },
    });
  });

  test('an OIDC provider, also by its identifier', async () => {
    const reply = await visit(url('/oauth2/authorize', asked({ idp_identifier: 'okta.example.com' })));
    const tokens = await redeem(codeOf(await visit((await standIn.approve(location(reply))).href)));
    expect(payload(tokens.id_token)['cognito:username']).toBe('Okta_123');
  });

  test.each([
    ['of another client', { aud: 'another' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['that has expired', { exp: 1 }],
    ['that another key signed', { forged: true }],
  ])('an ID token %s is an error at the callback URL', async (_, wrong) => {
    standIn.wrong = wrong;
    const reply = await visit((await through('Google')).href).finally(() => (standIn.wrong = {}));
    expect(location(reply).href).toContain(CALLBACK);
    expect(parameters(reply)).toMatchObject({ error: 'invalid_request', state: 'st' });
    expect(codeOf(await visit((await through('Google')).href))).toBeDefined();
  });

  test('a state serves once, and the refusal of the provider reaches the app', async () => {
    const returned = await through('Google');
    expect(codeOf(await visit(returned.href))).toBeDefined();
    expect((await visit(returned.href)).status).toBe(400);
    const refused = await through('Google');
    refused.searchParams.delete('code');
    refused.searchParams.set('error', 'access_denied');
    expect(parameters(await visit(refused.href))).toMatchObject({ error: 'access_denied', state: 'st' });
  });
});

test("a domain of one's own serves the same pool", async () => {
  const reply = await visit(url('/login', asked()).replace(ORIGIN, 'https://auth.example.com'));
  expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('<form')]);
});

test('the discovery document names the endpoints of the domain', async () => {
  const found: any = await (await fetch(`${bed.endpoint}/${out.Pool}/.well-known/openid-configuration`)).json();
  expect(found).toMatchObject({
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${out.Pool}`,
    authorization_endpoint: `${ORIGIN}/oauth2/authorize`,
    token_endpoint: `${ORIGIN}/oauth2/token`,
    userinfo_endpoint: `${ORIGIN}/oauth2/userInfo`,
    revocation_endpoint: `${ORIGIN}/oauth2/revoke`,
    end_session_endpoint: `${ORIGIN}/logout`,
  });
});

test('browsers may call the API and the token endpoint from other origins, but no bucket', async () => {
  const preflight = (path: string) =>
    fetch(`${bed.endpoint}${path}`, {
      method: 'OPTIONS',
      headers: { origin: 'https://app.example.com', 'access-control-request-headers': 'x-amz-target' },
    });
  for (const path of ['/', '/oauth2/token']) {
    const { headers } = await preflight(path);
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-allow-headers')).toBe('x-amz-target');
  }
  expect((await preflight('/bucket/key')).headers.get('access-control-allow-origin')).toBeNull();
});

test('what the login domain does not know is an error that names it', async () => {
  const reply = await visit(`${ORIGIN}/signup`);
  expect([reply.status, reply.text]).toEqual([501, expect.stringContaining('GET /signup of a login domain')]);
});

test('a browser reaches the real names over TLS', async () => {
  const front = await httpsFront(bed.endpoint);
  const options = { host: '127.0.0.1', port: front.port, rejectUnauthorized: false, servername: new URL(ORIGIN).host };
  const status = await new Promise((resolve, reject) =>
    https
      .get({ ...options, path: url('/login', asked()).slice(ORIGIN.length), headers: { host: new URL(ORIGIN).host } })
      .on('response', (reply) => resolve(reply.resume().statusCode))
      .on('error', reject),
  );
  await front.close();
  expect(status).toBe(200);
});
