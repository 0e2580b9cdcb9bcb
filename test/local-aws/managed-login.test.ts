import * as https from 'node:https';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Secret, TOTP } from 'otpauth';
import { httpsFront } from '../support/https-front';
import {
  asked,
  CALLBACK,
  codeOf,
  desk,
  invite,
  location,
  ORIGIN,
  parameters,
  PASSWORD,
  payload,
  redeem,
  signIn,
  url,
  userToken,
  visit,
} from '../support/login-desk';

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
    const verifier = CognitoJwtVerifier.create({ userPoolId: desk.out.Pool, clientId: desk.out.Spa, tokenUse: null });
    verifier.cacheJwks(
      (await (await fetch(`${desk.bed.endpoint}/${desk.out.Pool}/.well-known/jwks.json`)).json()) as any,
    );
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
    desk.now = 301_000;
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
    const { code } = desk.bed.outbox[desk.bed.outbox.length - 1];
    const answer = (more: object) => signIn({ ...tom, session, challenge: 'EMAIL_OTP', ...more });
    expect((await answer({ answer: '000' })).text).toContain('Invalid');
    const { access_token, ...others } = await redeem(codeOf(await answer({ answer: code! })));
    expect(others.status).toBe(200);

    const AccessToken = await userToken('tom@example.com');
    const { SecretCode } = await desk.sdk.send(new idp.AssociateSoftwareTokenCommand({ AccessToken }));
    const totp = new TOTP({ secret: Secret.fromBase32(SecretCode!) });
    await desk.sdk.send(new idp.VerifySoftwareTokenCommand({ AccessToken, UserCode: totp.generate() }));
    const SoftwareTokenMfaSettings = { Enabled: true, PreferredMfa: true };
    await desk.sdk.send(new idp.SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings }));
    desk.now = 30_000;
    const asks = await signIn(tom);
    expect(asks.text).toContain('SOFTWARE_TOKEN_MFA');
    const open = /name="session" type="hidden" value="([^"]+)"/.exec(asks.text)![1];
    const mfa = { ...tom, session: open, challenge: 'SOFTWARE_TOKEN_MFA' };
    const second = (totpCode: string) => signIn({ ...mfa, answer: totpCode });
    expect((await second('000000')).text).toContain('Invalid code');
    expect(codeOf(await second(totp.generate({ timestamp: Date.now() + desk.now })))).toBeDefined();
  });
});

test("a domain of one's own serves the same pool", async () => {
  const reply = await visit(url('/login', asked()).replace(ORIGIN, 'https://auth.example.com'));
  expect([reply.status, reply.text]).toEqual([200, expect.stringContaining('<form')]);
});

test('the discovery document names the endpoints of the domain', async () => {
  const found: any = await (
    await fetch(`${desk.bed.endpoint}/${desk.out.Pool}/.well-known/openid-configuration`)
  ).json();
  expect(found).toMatchObject({
    issuer: `https://cognito-idp.us-east-1.amazonaws.com/${desk.out.Pool}`,
    authorization_endpoint: `${ORIGIN}/oauth2/authorize`,
    token_endpoint: `${ORIGIN}/oauth2/token`,
    userinfo_endpoint: `${ORIGIN}/oauth2/userInfo`,
    revocation_endpoint: `${ORIGIN}/oauth2/revoke`,
    end_session_endpoint: `${ORIGIN}/logout`,
  });
});

test('browsers may call the API and the token endpoint from other origins, but no bucket', async () => {
  const preflight = (path: string) =>
    fetch(`${desk.bed.endpoint}${path}`, {
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
  const front = await httpsFront(desk.bed.endpoint);
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
