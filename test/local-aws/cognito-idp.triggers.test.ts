import * as idp from '@aws-sdk/client-cognito-identity-provider';
import {
  admin,
  desk,
  echo,
  events,
  fails,
  invoke,
  newUser,
  payload,
  returnsError,
  send,
  setUp,
  signUp,
  srp,
  tokens,
} from '../support/idp-desk';

describe('triggers', () => {
  test('are called with their sources, in order, in the name of the pool', async () => {
    const all = ['PreSignUp', 'PostConfirmation', 'PreAuthentication', 'PostAuthentication', 'PreTokenGeneration'];
    await setUp({ LambdaConfig: Object.fromEntries(all.map((name) => [name, `arn:${name}`])) });
    const sub = await newUser();
    await srp('ann@example.com');
    await admin('AdminCreateUser', { Username: 'bob@example.com' });
    expect(events().map(({ triggerSource }) => triggerSource)).toEqual([
      'PreSignUp_SignUp',
      'PostConfirmation_ConfirmSignUp',
      'PreAuthentication_Authentication',
      'PostAuthentication_Authentication',
      'TokenGeneration_Authentication',
      'PreSignUp_AdminCreateUser',
    ]);
    const [arn, event, invoker, timeout] = invoke.mock.calls[1];
    expect(arn).toBe('arn:PostConfirmation');
    expect(timeout).toBe(5000);
    expect(event).toEqual({
      version: '1',
      region: 'us-east-1',
      userPoolId: desk.poolId,
      userName: sub,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: desk.clientId },
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      request: {
        userAttributes: { sub, email: 'ann@example.com', email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
      },
      response: {},
    });
    expect(invoker).toMatchObject({ service: 'cognito-idp.amazonaws.com', sourceAccount: '123456789012' });
    expect(invoker.sourceArn).toBe(`arn:aws:cognito-idp:us-east-1:123456789012:userpool/${desk.poolId}`);
  });

  test('PreSignUp may confirm and verify, or refuse', async () => {
    await setUp({ LambdaConfig: { PreSignUp: 'arn:f' } });
    echo({ autoConfirmUser: true, autoVerifyEmail: true });
    expect((await signUp('ann@example.com')).UserConfirmed).toBe(true);
    expect(payload((await tokens()).IdToken!).email_verified).toBe(true);
    returnsError('UserFacingError', 'This address is not invited');
    const refused = fails(
      'UserLambdaValidationException',
      /^PreSignUp failed with error This address is not invited\.$/,
    );
    await expect(signUp('bob@example.com')).rejects.toEqual(refused);
    expect(invoke).toHaveBeenCalledTimes(2);
  });

  test.each([
    ['Sandbox.Timedout', 3, 'UnexpectedLambdaException'],
    ['Runtime.ExitError', 3, 'UserLambdaValidationException'],
    ['AccessDeniedException', 1, 'UnexpectedLambdaException'],
  ])('%s is tried %i time(s) and surfaces as %s', async (type, attempts, exception) => {
    await setUp({ LambdaConfig: { PreSignUp: 'arn:f' } });
    returnsError(type, 'why');
    await expect(signUp('ann@example.com')).rejects.toEqual(fails(exception, 'PreSignUp'));
    expect(invoke).toHaveBeenCalledTimes(attempts);
    invoke.mockResolvedValue({ ok: true, payload: null });
    await expect(signUp('ann@example.com')).rejects.toEqual(fails('InvalidLambdaResponseException'));
  });

  const claims = { claimsToAddOrOverride: { tenant: 'acme', sub: 'forged' }, claimsToSuppress: ['email', 'iss'] };

  test('PreTokenGeneration V1_0 shapes the ID token only', async () => {
    await setUp({ LambdaConfig: { PreTokenGeneration: 'arn:f' } });
    const sub = await newUser();
    echo({ claimsOverrideDetails: { ...claims, groupOverrideDetails: { groupsToOverride: ['made-up'] } } });
    const { IdToken, AccessToken } = await tokens();
    expect(events()[0]).toMatchObject({ version: '1', response: { claimsOverrideDetails: null } });
    expect(payload(IdToken!)).toMatchObject({
      tenant: 'acme',
      sub,
      'cognito:groups': ['made-up'],
      iss: expect.any(String),
    });
    expect(payload(IdToken!).email).toBeUndefined();
    expect(payload(AccessToken!).tenant).toBeUndefined();
  });

  test('PreTokenGeneration V2_0 shapes both tokens', async () => {
    await setUp({ LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn:f', LambdaVersion: 'V2_0' } } });
    await newUser();
    const accessTokenGeneration = { ...claims, scopesToAdd: ['notes/read'] };
    echo({ claimsAndScopeOverrideDetails: { idTokenGeneration: claims, accessTokenGeneration } });
    const { IdToken, AccessToken, RefreshToken } = await tokens();
    expect(events()[0]).toMatchObject({ version: '2', request: { scopes: ['aws.cognito.signin.user.admin'] } });
    expect(payload(IdToken!).tenant).toBe('acme');
    expect(payload(AccessToken!)).toMatchObject({ tenant: 'acme', scope: 'aws.cognito.signin.user.admin notes/read' });
    await send(new idp.GetTokensFromRefreshTokenCommand({ ClientId: desk.clientId, RefreshToken }));
    expect(events()[1].triggerSource).toBe('TokenGeneration_RefreshTokens');
  });
});
