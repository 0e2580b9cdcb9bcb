import * as idp from '@aws-sdk/client-cognito-identity-provider';
import {
  admin,
  answers,
  desk,
  events,
  fails,
  lastCode,
  newUser,
  outbox,
  returnsError,
  send,
  setUp,
  signUp,
  sources,
  tokens,
} from '../support/idp-desk';

const Username = 'ann@example.com';
const ClientMetadata = { language: 'de' };
const CustomMessage = 'arn:f';
const passwordless = { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } };
const last = () => outbox[outbox.length - 1];

/** A trigger that writes the texts of every source. */
const writes = (texts: object) =>
  answers(
    Object.fromEntries(
      ['SignUp', 'ResendCode', 'ForgotPassword', 'AdminCreateUser', 'Authentication'].map((kind) => [
        `CustomMessage_${kind}`,
        () => texts,
      ]),
    ),
  );
const mails = { emailSubject: 'Hello', emailMessage: '<b>{####}</b> for {username}', smsMessage: 'SMS {####}' };

const auth = (parameters: object) =>
  new idp.InitiateAuthCommand({
    ClientId: desk.clientId,
    AuthFlow: 'USER_AUTH',
    AuthParameters: { USERNAME: Username, ...parameters },
  });
const of = (name: string, input: object) =>
  send(new (idp as any)[`${name}Command`]({ ClientId: desk.clientId, Username, ClientMetadata, ...input }));

test.each<[string, (clientId: string) => Promise<unknown>]>([
  ['SignUp', () => signUp(Username, { ClientMetadata })],
  ['ResendCode', async () => (await signUp(Username), of('ResendConfirmationCode', {}))],
  ['ForgotPassword', async () => (await newUser(), of('ForgotPassword', {}))],
  ['Authentication', async () => (await newUser(), send(auth({ PREFERRED_CHALLENGE: 'EMAIL_OTP' })))],
])('CustomMessage_%s: the mail has the text of the trigger, with the code in it', async (kind, act) => {
  await setUp({ LambdaConfig: { CustomMessage }, Policies: passwordless }, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] });
  writes(mails);
  await act(desk.clientId);
  const { source, subject, message, code, medium, destination } = last();
  expect({ source, subject, medium }).toEqual({ source: `CustomMessage_${kind}`, subject: 'Hello', medium: 'EMAIL' });
  expect(message).toBe(`<b>${code}</b> for ${destination}`);
  const { triggerSource, request, response } = events()[events().length - 1];
  expect(triggerSource).toBe(source);
  expect(request).toMatchObject({
    codeParameter: '{####}',
    linkParameter: '{##Click Here##}',
    usernameParameter: null,
    userAttributes: { email: Username },
    ...(kind !== 'Authentication' && { clientMetadata: ClientMetadata }),
  });
  expect(response).toEqual({ smsMessage: null, emailMessage: null, emailSubject: null });
});

test('an invitation carries the temporary password, and comes once', async () => {
  await setUp({ LambdaConfig: { CustomMessage } });
  writes(mails);
  await admin('AdminCreateUser', { Username, ClientMetadata });
  const { message, temporaryPassword } = last();
  expect(message).toBe(`<b>${temporaryPassword}</b> for ${Username}`);
  expect(events()[0].request).toMatchObject({ usernameParameter: '{username}', clientMetadata: ClientMetadata });
  const again = admin('AdminCreateUser', { Username, MessageAction: 'RESEND' });
  await expect(again).rejects.toEqual(fails('NotImplemented', 'the MessageAction RESEND'));
  expect(outbox).toHaveLength(1);
});

test('a new address is sent a code of its own source', async () => {
  await setUp({ LambdaConfig: { CustomMessage } });
  await newUser();
  const { AccessToken } = await tokens();
  const UserAttributes = [{ Name: 'email', Value: 'new@example.com' }];
  await send(new idp.UpdateUserAttributesCommand({ AccessToken, UserAttributes, ClientMetadata }));
  expect(last()).toMatchObject({ source: 'CustomMessage_UpdateUserAttribute', destination: 'new@example.com' });
  await send(new idp.VerifyUserAttributeCommand({ AccessToken, AttributeName: 'email', Code: lastCode() }));
  expect((await admin('AdminGetUser', { Username: 'new@example.com' })).UserAttributes).toContainEqual({
    Name: 'email_verified',
    Value: 'true',
  });
  expect(sources()).toEqual(expect.arrayContaining(['CustomMessage_UpdateUserAttribute']));
});

test('a telephone gets the SMS text, and confirms the number', async () => {
  const LambdaConfig = { CustomMessage };
  await setUp(
    { LambdaConfig, AutoVerifiedAttributes: ['phone_number'] },
    { WriteAttributes: ['email', 'phone_number'] },
  );
  writes(mails);
  const UserAttributes = [{ Name: 'phone_number', Value: '+12065550100' }];
  const { CodeDeliveryDetails } = await signUp(Username, { UserAttributes });
  expect(CodeDeliveryDetails).toEqual({
    AttributeName: 'phone_number',
    DeliveryMedium: 'SMS',
    Destination: '+*******0100',
  });
  expect(last()).toMatchObject({ medium: 'SMS', message: `SMS ${lastCode()}`, destination: '+12065550100' });
  await of('ConfirmSignUp', { ConfirmationCode: lastCode() });
  expect((await admin('AdminGetUser', { Username })).UserAttributes).toContainEqual({
    Name: 'phone_number_verified',
    Value: 'true',
  });
});

test('a second code replaces the first; who is confirmed gets none, and strangers an answer', async () => {
  await signUp(Username);
  const first = lastCode();
  await of('ResendConfirmationCode', {});
  const confirms = (ConfirmationCode: string) => of('ConfirmSignUp', { ConfirmationCode });
  if (first !== lastCode()) await expect(confirms(first)).rejects.toEqual(fails('CodeMismatchException'));
  await confirms(lastCode());
  await expect(of('ResendConfirmationCode', {})).rejects.toEqual(fails('InvalidParameterException', 'confirmed'));
  const sent = outbox.length;
  await of('ResendConfirmationCode', { Username: 'eve@example.com' });
  expect(outbox).toHaveLength(sent);
});

test('a trigger that fails fails the request', async () => {
  await setUp({ LambdaConfig: { CustomMessage } });
  returnsError('Error', 'no template');
  await expect(signUp(Username)).rejects.toEqual(
    fails('UserLambdaValidationException', 'CustomMessage failed with error no template'),
  );
});
