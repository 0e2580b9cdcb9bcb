import * as idp from '@aws-sdk/client-cognito-identity-provider';
import {
  admin,
  answers,
  desk,
  events,
  fails,
  invoke,
  lastCode,
  outbox,
  passwordSignIn,
  payload,
  send,
  setUp,
  sources,
  tokens,
} from '../support/idp-desk';

const Username = 'old@example.com';
const OLD = 'weak';
const LambdaConfig = { UserMigration: 'arn:m', PreAuthentication: 'arn:p' };
const profile = { email: Username, email_verified: 'true', name: 'Olga' };
const given = { userAttributes: profile, finalUserStatus: 'CONFIRMED', messageAction: 'SUPPRESS' };
const statusOf = async () => (await admin('AdminGetUser', { Username })).UserStatus;
const finds = (source: string, response: object) => answers({ [`UserMigration_${source}`]: () => response });

beforeEach(() => setUp({ LambdaConfig }));

test('who signs in with the old password is taken over, once, whatever the password policy says', async () => {
  finds('Authentication', given);
  const AuthParameters = { USERNAME: Username, PASSWORD: OLD };
  const input = { ClientId: desk.clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters } as const;
  const signedIn = await send<object, idp.InitiateAuthCommandOutput>(
    new idp.InitiateAuthCommand({ ...input, ClientMetadata: { app: 'web' } }),
  );
  expect(payload(signedIn.AuthenticationResult!.IdToken!)).toMatchObject({ name: 'Olga', email_verified: true });
  expect(sources()).toEqual(['UserMigration_Authentication', 'PreAuthentication_Authentication']);
  const [{ userName, request, response }] = events();
  expect({ userName, request }).toEqual({
    userName: Username,
    request: { password: OLD, validationData: { app: 'web' } },
  });
  expect(response).toEqual({
    ...{ userAttributes: null, finalUserStatus: null, messageAction: null },
    ...{ desiredDeliveryMediums: null, forceAliasCreation: null, enableSMSMFA: null },
  });
  expect(outbox).toHaveLength(0);
  await passwordSignIn(Username, OLD);
  expect(sources().filter((source) => source.startsWith('UserMigration'))).toHaveLength(1);
  await expect(passwordSignIn(Username, 'other')).rejects.toEqual(fails('NotAuthorizedException'));
});

test.each([
  ['no status confirms', 'SUPPRESS'],
  ['a welcome goes out unless it is suppressed', undefined],
])('%s', async (_, messageAction) => {
  finds('Authentication', { userAttributes: profile, desiredDeliveryMediums: ['EMAIL'], messageAction });
  await passwordSignIn(Username, OLD);
  expect(await statusOf()).toBe('CONFIRMED');
  const expected = messageAction ? [] : [{ source: 'CustomMessage_AdminCreateUser', destination: Username }];
  expect(outbox).toMatchObject(expected);
});

test('RESET_REQUIRED asks for a new password first', async () => {
  finds('Authentication', { ...given, finalUserStatus: 'RESET_REQUIRED' });
  await expect(passwordSignIn(Username, OLD)).rejects.toEqual(fails('PasswordResetRequiredException'));
  const forgot = { ClientId: desk.clientId, Username };
  await send(new idp.ForgotPasswordCommand(forgot));
  const Password = 'Another-horse-8';
  await send(new idp.ConfirmForgotPasswordCommand({ ...forgot, ConfirmationCode: lastCode(), Password }));
  expect((await passwordSignIn(Username, Password)).AuthenticationResult).toBeDefined();
});

test('who has forgotten the old password gets a code', async () => {
  finds('ForgotPassword', given);
  const forgot = { ClientId: desk.clientId, Username };
  await send(new idp.ForgotPasswordCommand({ ...forgot, ClientMetadata: { app: 'web' } }));
  expect(events()[0]).toMatchObject({
    triggerSource: 'UserMigration_ForgotPassword',
    request: { clientMetadata: { app: 'web' } },
  });
  expect(outbox).toMatchObject([{ source: 'CustomMessage_ForgotPassword', destination: Username }]);
  const Password = 'Another-horse-8';
  await send(new idp.ConfirmForgotPasswordCommand({ ...forgot, ConfirmationCode: lastCode(), Password }));
  expect((await passwordSignIn(Username, Password)).AuthenticationResult).toBeDefined();
});

test('a refusal leaves a stranger, who looks like any other where existence is hidden', async () => {
  invoke.mockResolvedValue({ ok: false, errorType: 'Error', message: 'Bad password' });
  const LEGACY = { PreventUserExistenceErrors: 'LEGACY' };
  await setUp({ LambdaConfig: { UserMigration: 'arn:m' } });
  await expect(passwordSignIn(Username, OLD)).rejects.toEqual(fails('NotAuthorizedException', 'Incorrect username'));
  await setUp({ LambdaConfig: { UserMigration: 'arn:m' } }, LEGACY);
  await expect(passwordSignIn(Username, OLD)).rejects.toEqual(
    fails('UserNotFoundException', 'Exception migrating user in app client'),
  );
  await expect(statusOf()).rejects.toEqual(fails('UserNotFoundException'));
});

test('nobody is migrated without a password, nor who is known already', async () => {
  finds('Authentication', given);
  await setUp({ LambdaConfig }, { ExplicitAuthFlows: ['ALLOW_USER_AUTH', 'ALLOW_USER_PASSWORD_AUTH'] });
  const AuthParameters = { USERNAME: Username };
  await send(new idp.InitiateAuthCommand({ ClientId: desk.clientId, AuthFlow: 'USER_AUTH', AuthParameters }));
  expect(sources()).toEqual(['PreAuthentication_Authentication']);
  await tokens(Username).catch(() => undefined);
  expect(sources()).toContain('UserMigration_Authentication');
});
