import * as idp from '@aws-sdk/client-cognito-identity-provider';
import {
  asked,
  basic,
  codeOf,
  desk,
  exchange,
  location,
  ORIGIN,
  payload,
  redeem,
  signIn,
  url,
  visit,
} from '../support/login-desk';

describe('tokens', () => {
  const refresh = (refresh_token: string, more: object = {}) =>
    exchange({ grant_type: 'refresh_token', client_id: desk.out.Spa, refresh_token, ...more });
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
    expect((await revoke(desk.out.Machine)).status).toBe(400);
    expect((await userInfo(access_token)).status).toBe(200);
    expect((await revoke(desk.out.Spa)).status).toBe(200);
    expect((await userInfo(access_token)).status).toBe(401);
    expect(await refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' });
  });

  test('sign-out goes to registered URLs only, or back to the login page', async () => {
    const leave = (logout_uri: string) => visit(url('/logout', { client_id: desk.out.Spa, logout_uri }));
    expect((await leave('https://evil.example/')).status).toBe(400);
    expect((await leave('https://app.example.com/bye')).headers.location).toBe('https://app.example.com/bye');
    expect(location(await visit(url('/logout', asked()))).pathname).toBe('/login');
  });
});

describe('clients with a secret', () => {
  const machine = (more: object = {}, secret = desk.out.MachineSecret) =>
    exchange({ grant_type: 'client_credentials', ...more }, basic(desk.out.Machine, secret));

  test('machines get the scopes that they may have, by Basic or in the form', async () => {
    const tokens = await machine({ scope: 'notes/read' });
    expect(tokens).toMatchObject({ status: 200, token_type: 'Bearer' });
    expect(tokens.refresh_token ?? tokens.id_token).toBeUndefined();
    expect(payload(tokens.access_token)).toMatchObject({
      scope: 'notes/read',
      sub: desk.out.Machine,
      token_use: 'access',
    });
    const inForm = { client_id: desk.out.Machine, client_secret: desk.out.MachineSecret };
    const again = await exchange({ grant_type: 'client_credentials', ...inForm });
    expect(payload(again.access_token).scope).toBe('notes/read');
    const AccessToken = again.access_token;
    await expect(desk.sdk.send(new idp.GetUserCommand({ AccessToken }))).rejects.toThrow('required scopes');
  });

  test('a wrong secret, another scope and another client are refused', async () => {
    expect(await machine({}, 'wrong')).toMatchObject({ status: 400, error: 'invalid_client' });
    expect(await exchange({ grant_type: 'client_credentials', client_id: desk.out.Machine })).toMatchObject({
      error: 'invalid_client',
    });
    expect(await machine({ scope: 'notes/write' })).toMatchObject({ error: 'invalid_scope' });
    expect(await machine({ grant_type: 'password' })).toMatchObject({ error: 'unsupported_grant_type' });
    const web = await exchange({ grant_type: 'client_credentials' }, basic(desk.out.Web, desk.webSecret));
    expect(web).toMatchObject({ error: 'unauthorized_client' });
    expect((await machine()).status).toBe(200);
  });

  test('a web app needs its secret for its code', async () => {
    const web = { client_id: desk.out.Web };
    const code = async () => codeOf(await signIn({}, web));
    expect(await redeem(await code(), web)).toMatchObject({ error: 'invalid_client' });
    expect(await redeem(await code(), { ...web, client_secret: desk.webSecret })).toMatchObject({ status: 200 });
    expect(await redeem(await code(), { client_secret: 'any' })).toMatchObject({ error: 'invalid_client' });
  });
});
