import * as idp from '@aws-sdk/client-cognito-identity-provider';
import {
  arrive,
  basic,
  codeOf,
  desk,
  events,
  exchange,
  invite,
  invoke,
  parameters,
  payload,
  redeem,
  signIn,
} from '../support/login-desk';

const linked = (Username: string, subject: string, ProviderName = 'Google') =>
  desk.sdk.send(
    new idp.AdminLinkProviderForUserCommand({
      UserPoolId: desk.out.Pool,
      DestinationUser: { ProviderName: 'Cognito', ProviderAttributeValue: Username },
      SourceUser: { ProviderName, ProviderAttributeName: 'Cognito_Subject', ProviderAttributeValue: subject },
    }),
  );
const person = (sub: string, email: string) => {
  desk.standIn.person = { sub, email, name: 'Somebody', email_verified: true };
};
const answersOf = (by: Record<string, (event: any) => Promise<object> | object>) =>
  invoke.mockImplementation(async (_, event: any) => {
    const own = await by[event.triggerSource]?.(event);
    return { ok: true, payload: { ...event, response: { ...event.response, ...own } } };
  });

describe('a linked identity', () => {
  test('signs its user in, once the sign-in that linked it has failed', async () => {
    await invite('lena@example.com');
    person('lena', 'lena@example.com');
    answersOf({ PreSignUp_ExternalProvider: async () => (await linked('lena@example.com', 'lena'), {}) });
    expect(parameters(await arrive())).toMatchObject({
      error: 'invalid_request',
      error_description: 'Already found an entry for username Google_lena',
    });
    const claims = payload((await redeem(codeOf(await arrive()))).id_token);
    const local = payload((await redeem(codeOf(await signIn({ username: 'lena@example.com' })))).id_token);
    expect(claims).toMatchObject({ sub: local.sub, 'cognito:username': local['cognito:username'] });
    expect(claims.identities).toMatchObject([{ providerName: 'Google', userId: 'lena', primary: false }]);
    expect(claims['cognito:groups']).toBeUndefined();
    const sources = events().map(({ triggerSource }) => triggerSource);
    expect(sources.filter((source) => source === 'PreSignUp_ExternalProvider')).toHaveLength(1);
    expect(sources.filter((source) => !/^(PreSignUp|Inbound)/.test(source))).toEqual([
      ...['PreAuthentication_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_HostedAuth'],
      ...['PreAuthentication_Authentication', 'PostAuthentication_Authentication', 'TokenGeneration_HostedAuth'],
    ]);
  });

  test('must be new, of a provider of the pool, and of a user that there is', async () => {
    await invite('mia@example.com');
    await linked('mia@example.com', 'mia');
    await expect(linked('mia@example.com', 'mia')).rejects.toThrow('SourceUser is already linked');
    person('nina', 'nina@example.com');
    expect(codeOf(await arrive())).toBeDefined();
    await expect(linked('mia@example.com', 'nina')).rejects.toThrow('Merging is not currently supported');
    await expect(linked('mia@example.com', 'x', 'Facebook')).rejects.toThrow('The provider Facebook does not exist');
    await expect(linked('nobody@example.com', 'x')).rejects.toThrow('User does not exist');
    for (const subject of ['2', '3', '4', '5']) await linked('mia@example.com', subject);
    await expect(linked('mia@example.com', '6')).rejects.toMatchObject({ name: 'LimitExceededException' });
  });

  test('is found by its address, and ends with all sessions of its user', async () => {
    await invite('otto@example.com');
    await linked('otto@example.com', 'otto');
    person('otto', 'otto@example.com');
    const { refresh_token } = await redeem(codeOf(await arrive()));
    const found = await desk.sdk.send(
      new idp.ListUsersCommand({ UserPoolId: desk.out.Pool, Filter: 'email = "otto@example.com"', Limit: 10 }),
    );
    expect(found.Users).toMatchObject([{ UserStatus: 'CONFIRMED', Enabled: true }]);
    const { Username } = found.Users![0];
    await desk.sdk.send(new idp.AdminUserGlobalSignOutCommand({ UserPoolId: desk.out.Pool, Username }));
    const again = await exchange({ grant_type: 'refresh_token', client_id: desk.out.Spa, refresh_token });
    expect(again).toMatchObject({ error: 'invalid_grant' });
  });
});

describe('inbound federation', () => {
  test('sees what the provider said, before the mapping, at every sign-in', async () => {
    person('77', 'pia@example.com');
    answersOf({});
    expect(codeOf(await arrive('Okta'))).toBeDefined();
    expect(codeOf(await arrive('Okta'))).toBeDefined();
    const seen = events().filter(({ triggerSource }) => triggerSource === 'InboundFederation_ExternalProvider');
    expect(seen).toHaveLength(2);
    const { request, response, ...event } = seen[0];
    expect(event).toMatchObject({ version: '1', userName: '77', callerContext: { clientId: desk.out.Spa } });
    expect(request).toMatchObject({ providerName: 'Okta', providerType: 'OIDC' });
    expect(request).not.toHaveProperty('userAttributes');
    expect(request.attributes).toMatchObject({
      tokenResponse: { access_token: 'let-me-in', id_token: expect.any(String), token_type: 'Bearer' },
      idToken: { sub: '77', iss: desk.standIn.issuer },
      userInfo: { email: 'pia@example.com', name: 'Somebody', email_verified: 'true' },
    });
    expect(response).toEqual({ userAttributesToMap: {} });
  });

  test('what it returns takes the place of all attributes', async () => {
    person('78', 'Quinn@Example.com');
    answersOf({
      InboundFederation_ExternalProvider: ({ request }) => ({
        userAttributesToMap: { email: request.attributes.userInfo.email.toLowerCase() },
      }),
    });
    const claims = payload((await redeem(codeOf(await arrive('Okta')), { scope: 'openid' })).id_token);
    expect(claims).toMatchObject({ email: 'quinn@example.com', 'cognito:username': 'Okta_78' });
    const user = { UserPoolId: desk.out.Pool, Username: 'Okta_78' };
    const { UserAttributes } = await desk.sdk.send(new idp.AdminGetUserCommand(user));
    expect(UserAttributes!.map(({ Name }) => Name)).not.toContain('name');
  });

  test('a refusal reaches the app, and nobody is made', async () => {
    person('79', 'rosa@example.com');
    invoke.mockResolvedValue({ ok: false, errorType: 'Error', message: 'not your domain' });
    expect(parameters(await arrive('Okta')).error_description).toContain('not your domain');
    const user = { UserPoolId: desk.out.Pool, Username: 'Okta_79' };
    await expect(desk.sdk.send(new idp.AdminGetUserCommand(user))).rejects.toThrow('does not exist');
  });
});

test('the trigger of tokens, version 3, shapes those of machines and of people', async () => {
  const details = { accessTokenGeneration: { claimsToAddOrOverride: { plan: 'gold' }, scopesToAdd: ['notes/write'] } };
  answersOf({
    TokenGeneration_ClientCredentials: () => ({ claimsAndScopeOverrideDetails: details }),
    TokenGeneration_HostedAuth: () => ({ claimsAndScopeOverrideDetails: details }),
  });
  const aws_client_metadata = JSON.stringify({ tenant: 'acme' });
  const authorization = basic(desk.out.Machine, desk.out.MachineSecret);
  const machine = await exchange({ grant_type: 'client_credentials', aws_client_metadata }, authorization);
  expect(payload(machine.access_token)).toMatchObject({ plan: 'gold', scope: 'notes/read notes/write' });
  expect(events()[0]).toMatchObject({
    ...{ version: '3', triggerSource: 'TokenGeneration_ClientCredentials', userName: desk.out.Machine },
    callerContext: { clientId: desk.out.Machine },
    request: { userAttributes: {}, groupConfiguration: {}, scopes: ['notes/read'], clientMetadata: { tenant: 'acme' } },
    response: { claimsAndScopeOverrideDetails: null },
  });
  const person3 = await redeem(codeOf(await signIn({})));
  expect(payload(person3.access_token)).toMatchObject({ plan: 'gold', scope: 'openid email notes/write' });
  expect(payload(person3.id_token).plan).toBeUndefined();
});
