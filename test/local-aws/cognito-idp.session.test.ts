import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { desk, fails, lastCode, newUser, payload, send, setUp, tokens } from '../support/idp-desk';

describe('refresh and sign-out', () => {
  const refresh = (RefreshToken: string) =>
    send<object, any>(new idp.GetTokensFromRefreshTokenCommand({ ClientId: desk.clientId, RefreshToken }));
  const getUser = (AccessToken: string) => send<object, any>(new idp.GetUserCommand({ AccessToken }));

  test('rotation ends the old refresh token after its grace', async () => {
    await newUser();
    const { RefreshToken } = await tokens();
    const second = (await refresh(RefreshToken!)).AuthenticationResult;
    await refresh(RefreshToken!);
    desk.clock = 11_000;
    await expect(refresh(RefreshToken!)).rejects.toEqual(fails('RefreshTokenReuseException'));
    expect((await refresh(second.RefreshToken)).AuthenticationResult.AccessToken).toBeDefined();
  });

  test('without rotation the same token stays', async () => {
    await setUp(
      {},
      { RefreshTokenRotation: undefined, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    );
    await newUser();
    const { RefreshToken } = await tokens();
    expect((await refresh(RefreshToken!)).AuthenticationResult.RefreshToken).toBeUndefined();
    const AuthParameters = { REFRESH_TOKEN: RefreshToken! };
    const old = new idp.InitiateAuthCommand({
      ClientId: desk.clientId,
      AuthFlow: 'REFRESH_TOKEN_AUTH',
      AuthParameters,
    });
    await expect(send(old)).rejects.toThrow('does not imitate AuthFlow REFRESH_TOKEN_AUTH');
  });

  test('revocation ends its own session, global sign-out all', async () => {
    await newUser();
    const [one, two] = [await tokens(), await tokens()];
    await send(new idp.RevokeTokenCommand({ ClientId: desk.clientId, Token: one.RefreshToken }));
    await expect(getUser(one.AccessToken!)).rejects.toEqual(fails('NotAuthorizedException', 'revoked'));
    await expect(refresh(one.RefreshToken!)).rejects.toEqual(fails('NotAuthorizedException', 'revoked'));
    expect((await getUser(two.AccessToken!)).Username).toBe(payload(two.IdToken!).sub);
    await send(new idp.GlobalSignOutCommand({ AccessToken: two.AccessToken }));
    await expect(getUser(two.AccessToken!)).rejects.toEqual(fails('NotAuthorizedException', 'revoked'));
    await getUser((await tokens()).AccessToken!);
    await expect(getUser(two.IdToken!)).rejects.toEqual(fails('NotAuthorizedException', 'Invalid Access Token'));
  });

  test('tokens end, and revocation needs a client that enables it', async () => {
    await setUp(
      {},
      { EnableTokenRevocation: false, AccessTokenValidity: 5, TokenValidityUnits: { AccessToken: 'minutes' } },
    );
    await newUser();
    const { RefreshToken, AccessToken } = await tokens();
    expect(payload(AccessToken!).origin_jti).toBeUndefined();
    const revoke = send(new idp.RevokeTokenCommand({ ClientId: desk.clientId, Token: RefreshToken }));
    await expect(revoke).rejects.toEqual(fails('UnsupportedOperationException'));
    await getUser(AccessToken!);
    desk.clock = 301_000;
    await expect(getUser(AccessToken!)).rejects.toEqual(fails('NotAuthorizedException', 'expired'));
  });
});

describe('the profile', () => {
  const update = (AccessToken: string, Name: string, Value: string) =>
    send<object, any>(new idp.UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));

  test('honours read and write attributes', async () => {
    await setUp({}, { ReadAttributes: ['email'] });
    await newUser();
    const { AccessToken } = await tokens();
    await update(AccessToken!, 'name', 'Ann');
    await expect(update(AccessToken!, 'custom:tenant', 'evil')).rejects.toEqual(
      fails('NotAuthorizedException', 'unauthorized attribute'),
    );
    const { UserAttributes } = await send<object, any>(new idp.GetUserCommand({ AccessToken }));
    expect(UserAttributes.map(({ Name }: any) => Name)).toEqual(['sub', 'email']);
    expect(payload((await tokens()).IdToken!).name).toBeUndefined();
  });

  test.each([
    ['keeps the old address until the new one is verified', true, 'ann@example.com'],
    ['otherwise takes the new address unverified', false, 'new@example.com'],
  ])('%s', async (_, keeps, expected) => {
    const AttributesRequireVerificationBeforeUpdate = keeps ? ['email'] : [];
    await setUp({ UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate } });
    const sub = await newUser();
    const { AccessToken } = await tokens();
    await update(AccessToken!, 'email', 'new@example.com');
    const emailOf = async () => payload((await tokens(sub)).IdToken!);
    expect(await emailOf()).toMatchObject({ email: expected, email_verified: keeps });
    const verify = (Code: string) =>
      send(new idp.VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code }));
    await expect(verify('wrong')).rejects.toEqual(fails('CodeMismatchException'));
    await verify(lastCode());
    expect(await emailOf()).toMatchObject({ email: 'new@example.com', email_verified: true });
  });

  test('what is not imitated is refused by name', async () => {
    await newUser();
    const { AccessToken } = await tokens();
    await expect(send(new idp.DeleteUserCommand({ AccessToken }))).rejects.toEqual(
      fails('NotImplemented', 'does not imitate cognito-idp DeleteUser'),
    );
  });
});
