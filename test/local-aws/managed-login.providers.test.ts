import {
  asked,
  CALLBACK,
  codeOf,
  desk,
  events,
  invoke,
  location,
  ORIGIN,
  parameters,
  payload,
  redeem,
  signIn,
  through,
  url,
  visit,
} from '../support/login-desk';

describe('sign-in through a provider', () => {
  test('Google at a stand-in: attributes, identities, user name and group', async () => {
    const returned = await through('Google');
    expect(returned.href).toContain(`${ORIGIN}/oauth2/idpresponse`);
    const tokens = await redeem(codeOf(await visit(returned.href)));
    const claims = payload(tokens.id_token);
    expect(claims).toMatchObject({ email: 'gina@example.com', 'cognito:username': 'Google_123' });
    expect(claims.identities).toMatchObject([{ providerName: 'Google', providerType: 'Google', userId: '123' }]);
    expect(claims['cognito:groups']).toEqual([`${desk.out.Pool}_Google`]);
    desk.standIn.person = { ...desk.standIn.person, email: 'gina@new.example' };
    const again = await redeem(codeOf(await visit((await through('Google')).href)));
    expect(payload(again.id_token)).toMatchObject({ sub: claims.sub, email: 'gina@new.example' });
  });

  test('a federated user signs in by the provider only, beside a local user of the same address', async () => {
    desk.standIn.person = { sub: '9', email: 'ann@example.com', name: 'Not Ann' };
    const tokens = await redeem(codeOf(await visit((await through('Google')).href)));
    expect(payload(tokens.id_token)['cognito:username']).toBe('Google_9');
    const local = await redeem(codeOf(await signIn({})));
    expect(payload(local.id_token).sub).not.toBe(payload(tokens.id_token).sub);
    expect((await signIn({ username: 'gina@example.com' })).text).toContain('Incorrect');
  });

  test('triggers see the first sign-in, and may refuse it', async () => {
    desk.standIn.person = { sub: 'new', email: 'new@example.com', name: 'New' };
    const inbound = (event: any) => Promise.resolve({ ok: true as const, payload: event });
    const refusal = { ok: false as const, errorType: 'UserFacingError', message: 'not on the list' };
    invoke.mockImplementationOnce((_, event) => inbound(event)).mockResolvedValueOnce(refusal);
    const refused = parameters(await visit((await through('Google')).href));
    expect(refused).toMatchObject({
      error: 'invalid_request',
      error_description: expect.stringContaining('not on the list'),
      state: 'st',
    });
    expect(codeOf(await visit((await through('Google')).href))).toBeDefined();
    expect(codeOf(await visit((await through('Google')).href))).toBeDefined();
    expect(events().map(({ triggerSource }) => triggerSource)).toEqual([
      ...['InboundFederation_ExternalProvider', 'PreSignUp_ExternalProvider'],
      ...['InboundFederation_ExternalProvider', 'PreSignUp_ExternalProvider', 'PostConfirmation_ConfirmSignUp'],
      ...['PostAuthentication_Authentication', 'InboundFederation_ExternalProvider'],
      ...['PreAuthentication_Authentication', 'PostAuthentication_Authentication'],
    ]);
    expect(events()[1]).toMatchObject({
      userName: 'Google_new',
      request: { userAttributes: { email: 'new@example.com', identities: expect.stringContaining('Google') } },
    });
  });

  test('an OIDC provider, also by its identifier', async () => {
    const reply = await visit(url('/oauth2/authorize', asked({ idp_identifier: 'okta.example.com' })));
    const tokens = await redeem(codeOf(await visit((await desk.standIn.approve(location(reply))).href)));
    expect(payload(tokens.id_token)['cognito:username']).toBe('Okta_123');
  });

  test.each([
    ['of another client', { aud: 'another' }],
    ['of another issuer', { iss: 'https://evil.example' }],
    ['that has expired', { exp: 1 }],
    ['that another key signed', { forged: true }],
  ])('an ID token %s is an error at the callback URL', async (_, wrong) => {
    desk.standIn.wrong = wrong;
    const reply = await visit((await through('Google')).href).finally(() => (desk.standIn.wrong = {}));
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
