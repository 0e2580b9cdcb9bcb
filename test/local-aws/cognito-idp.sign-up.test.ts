import * as idp from '@aws-sdk/client-cognito-identity-provider';
import {
  admin,
  confirm,
  desk,
  echo,
  fails,
  invoke,
  lastCode,
  newUser,
  outbox,
  PASSWORD,
  passwordSignIn,
  send,
  setUp,
  signUp,
  tokens,
} from '../support/idp-desk';

describe('sign-up', () => {
  test('needs the code, and only the right one', async () => {
    await signUp('Ann@Example.com');
    expect(outbox[0]).toMatchObject({ destination: 'ann@example.com', source: 'CustomMessage_SignUp' });
    await expect(passwordSignIn()).rejects.toEqual(fails('UserNotConfirmedException'));
    await expect(confirm('ann@example.com', 'nonono')).rejects.toEqual(fails('CodeMismatchException'));
    await confirm('ANN@example.com');
    expect((await tokens()).IdToken).toBeDefined();
  });

  test('an old code is refused', async () => {
    await signUp('ann@example.com');
    desk.clock = 25 * 3600_000;
    await expect(confirm('ann@example.com')).rejects.toEqual(fails('ExpiredCodeException'));
  });

  test.each([
    ['short', 'Abc1', 'not long enough'],
    ['numberless', 'Abcdefghijklmnop', 'numeric'],
  ])('refuses a %s password', async (_, Password, reason) => {
    await expect(signUp('ann@example.com', { Password })).rejects.toEqual(fails('InvalidPasswordException', reason));
  });

  test('refuses a taken address, and attributes that the client may not write', async () => {
    await newUser();
    await expect(signUp('ANN@example.com')).rejects.toEqual(fails('UsernameExistsException'));
    const attribute = (Name: string) => ({ UserAttributes: [{ Name, Value: 'x' }] });
    await expect(signUp('bob@example.com', attribute('custom:tenant'))).rejects.toEqual(
      fails('NotAuthorizedException'),
    );
    await signUp('bob@example.com', attribute('name'));
  });

  test('is closed where only administrators create users', async () => {
    await setUp({ AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } });
    await expect(signUp('ann@example.com')).rejects.toEqual(fails('NotAuthorizedException', 'SignUp is not permitted'));
    await admin('AdminCreateUser', { Username: 'ann@example.com' });
  });
});

test('an invited user sets a password; the invitation ends after its days', async () => {
  await admin('AdminCreateUser', { Username: 'bob@example.com' });
  const { temporaryPassword } = outbox[0];
  const invited = await passwordSignIn('bob@example.com', temporaryPassword);
  expect(invited.ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
  const answer = (NEW_PASSWORD: string) => {
    const ChallengeResponses = { USERNAME: 'bob@example.com', NEW_PASSWORD };
    const { ChallengeName, Session } = invited;
    return send<object, any>(
      new idp.RespondToAuthChallengeCommand({ ClientId: desk.clientId, ChallengeName, Session, ChallengeResponses }),
    );
  };
  await expect(answer('short')).rejects.toEqual(fails('InvalidPasswordException'));
  expect((await answer(PASSWORD)).AuthenticationResult.IdToken).toBeDefined();
  const carl = await admin('AdminCreateUser', {
    Username: 'carl@example.com',
    MessageAction: 'SUPPRESS',
    TemporaryPassword: PASSWORD,
  });
  expect(carl.User.UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  desk.clock = 4 * 86_400_000;
  await expect(passwordSignIn('carl@example.com')).rejects.toThrow('Temporary password has expired');
});

describe('passwords', () => {
  const forgot = (Username: string) =>
    send<object, idp.ForgotPasswordCommandOutput>(new idp.ForgotPasswordCommand({ ClientId: desk.clientId, Username }));
  const reset = (Username: string, ConfirmationCode = lastCode(), Password = 'Another-horse-8') =>
    send(new idp.ConfirmForgotPasswordCommand({ ClientId: desk.clientId, Username, ConfirmationCode, Password }));

  test('a forgotten one is replaced with a code, once; the old one no longer signs in', async () => {
    await setUp();
    await newUser();
    expect((await forgot('ann@example.com')).CodeDeliveryDetails!.Destination).toBe('a***@e***');
    expect(outbox[outbox.length - 1].source).toBe('CustomMessage_ForgotPassword');
    const wrong = String((Number(lastCode()) + 1) % 1_000_000).padStart(6, '0');
    await expect(reset('ann@example.com', wrong)).rejects.toEqual(fails('CodeMismatchException'));
    await expect(reset('ann@example.com', lastCode(), 'short')).rejects.toEqual(fails('InvalidPasswordException'));
    await reset('ann@example.com');
    await expect(reset('ann@example.com')).rejects.toEqual(fails('ExpiredCodeException'));
    await expect(passwordSignIn('ann@example.com', 'Another-horse-8')).resolves.toBeDefined();
    await expect(passwordSignIn()).rejects.toEqual(fails('NotAuthorizedException'));
  });

  test('its code lives for an hour', async () => {
    await setUp();
    await newUser();
    await forgot('ann@example.com');
    desk.clock = 3_601_000;
    await expect(reset('ann@example.com')).rejects.toEqual(fails('ExpiredCodeException'));
    desk.clock = 3_599_000;
    await expect(reset('ann@example.com')).resolves.toBeDefined();
  });

  test('the trigger after a confirmation learns of it', async () => {
    await setUp({ LambdaConfig: { PostConfirmation: 'arn:f' } });
    echo();
    await newUser();
    await forgot('ann@example.com');
    await reset('ann@example.com');
    const [, event] = invoke.mock.calls[invoke.mock.calls.length - 1] as any;
    expect(event.triggerSource).toBe('PostConfirmation_ConfirmForgotPassword');
  });

  test.each([
    ['recovery by administrators only', 'admin_only', 'NotAuthorizedException'],
    ['recovery by telephone only', 'verified_phone_number', 'InvalidParameterException'],
  ])('%s refuses, recovery by e-mail does not', async (_, Name, exception) => {
    const open = { PreventUserExistenceErrors: 'LEGACY' };
    await setUp({ AccountRecoverySetting: { RecoveryMechanisms: [{ Name, Priority: 1 }] } }, open);
    await newUser();
    await expect(forgot('ann@example.com')).rejects.toEqual(fails(exception));
    await setUp({ AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] } }, open);
    await newUser();
    await expect(forgot('ann@example.com')).resolves.toBeDefined();
  });

  test('neither unconfirmed addresses nor invited users get a code', async () => {
    await setUp({}, { PreventUserExistenceErrors: 'LEGACY' });
    await signUp('ann@example.com');
    await expect(forgot('ann@example.com')).rejects.toEqual(
      fails('InvalidParameterException', 'no registered/verified'),
    );
    await confirm('ann@example.com');
    await expect(forgot('ann@example.com')).resolves.toBeDefined();
    await admin('AdminCreateUser', { Username: 'bob@example.com' });
    await expect(forgot('bob@example.com')).rejects.toEqual(fails('NotAuthorizedException', 'current state'));
  });

  test('strangers get the answer that everybody gets, where existence is hidden', async () => {
    await setUp();
    await newUser();
    const sent = outbox.length;
    expect((await forgot('nobody@example.com')).CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL' });
    expect(outbox).toHaveLength(sent);
    await expect(reset('nobody@example.com', '123456')).rejects.toEqual(fails('CodeMismatchException'));
    await setUp({}, { PreventUserExistenceErrors: 'LEGACY' });
    await expect(forgot('nobody@example.com')).rejects.toEqual(fails('UserNotFoundException'));
    await expect(reset('nobody@example.com', '123456')).rejects.toEqual(fails('UserNotFoundException'));
  });
});
