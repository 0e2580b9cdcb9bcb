import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { LocalAws } from './index';
import { World } from './kernel';
import type { FunctionOutcome } from '../support/function-process';
import { clientFor, deploy, startBed } from '../support/local-aws';
import { open } from '../support/sealed-code';

const Username = 'ann@example.com';
const phone = '+12065550100';
const Password = 'Correct-horse-7';
const UserPoolId = { Ref: 'Pool' };
const Key = { 'Fn::GetAtt': ['Key', 'Arn'] };
const allow = (Principal: object, more: object = {}) => {
  return { Effect: 'Allow', Principal, Action: 'kms:*', Resource: '*', ...more };
};
const sender = (LambdaArn: string) => ({ LambdaArn, LambdaVersion: 'V1_0' });

/** A pool with both senders, whose key lets these principals in beside the account. */
const template = (name: string, ...principals: object[]) => ({
  Resources: {
    Key: {
      Type: 'AWS::KMS::Key',
      Properties: {
        KeyPolicy: {
          Version: '2012-10-17',
          Statement: [allow({ AWS: 'arn:aws:iam::123456789012:root' }), ...principals.map((one) => allow(one))],
        },
      },
    },
    Pool: {
      Type: 'AWS::Cognito::UserPool',
      Properties: {
        UserPoolName: name,
        AutoVerifiedAttributes: ['email', 'phone_number'],
        LambdaConfig: {
          CustomEmailSender: sender('arn:email'),
          CustomSMSSender: sender('arn:sms'),
          CustomMessage: 'arn:message',
          KMSKeyID: Key,
        },
      },
    },
    Client: {
      Type: 'AWS::Cognito::UserPoolClient',
      Properties: { UserPoolId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] },
    },
  },
  Outputs: { Pool: { Value: UserPoolId }, Client: { Value: { Ref: 'Client' } }, Key: { Value: Key } },
});
const COGNITO = { Service: 'cognito-idp.amazonaws.com' };

let bed: LocalAws;
let sdk: idp.CognitoIdentityProviderClient;
let out: Record<string, string>;
const invoke = jest.fn<Promise<FunctionOutcome>, Parameters<World['invoke']>>();
const events = () => invoke.mock.calls.map(([, event]: any) => event);

beforeAll(async () => {
  bed = await startBed();
  Object.assign(bed, { invoke });
  sdk = new idp.CognitoIdentityProviderClient({ ...clientFor(bed), maxAttempts: 1 });
  const deployed = await deploy(bed, 'Senders', template('open', COGNITO));
  expect(deployed.reasons).toEqual([]);
  out = deployed.outputs;
}, 30_000);
afterAll(() => bed.close());
beforeEach(() => invoke.mockReset().mockImplementation(async (_, payload) => ({ ok: true, payload })));

const attribute = (Name: string, Value: string) => ({ Name, Value });
const signUp = (ClientId: string, UserAttributes: object[], name: string) =>
  sdk.send(
    new idp.SignUpCommand({
      ClientId,
      Username: name,
      Password,
      UserAttributes: UserAttributes as idp.AttributeType[],
      ClientMetadata: { language: 'de' },
    }),
  );

const opened = (code: string) => open({ arn: out.Key, kms: clientFor(bed) }, code);

test('the e-mail sender gets the sealed code instead of a mail, and the code confirms', async () => {
  const { UserSub } = await signUp(out.Client, [attribute('email', Username)], 'ann');
  const [{ request, ...event }] = events();
  expect(event).toMatchObject({
    ...{ version: '1', triggerSource: 'CustomEmailSender_SignUp', userName: 'ann' },
    callerContext: { clientId: out.Client },
  });
  expect(request).toEqual({
    type: 'customEmailSenderRequestV1',
    code: expect.any(String),
    clientMetadata: { language: 'de' },
    userAttributes: {
      ...{ sub: UserSub, email: Username, email_verified: 'false' },
      'cognito:user_status': 'UNCONFIRMED',
    },
  });
  const { code, encryptionContext } = await opened(request.code);
  expect(encryptionContext).toMatchObject({ 'userpool-id': out.Pool });
  expect(events()).toHaveLength(1);
  expect(bed.outbox).toEqual([]);
  const confirmation = { ClientId: out.Client, Username: 'ann', ConfirmationCode: code };
  await sdk.send(new idp.ConfirmSignUpCommand(confirmation));
});

test('the SMS sender gets what goes to a telephone', async () => {
  await signUp(out.Client, [attribute('phone_number', phone)], 'bob');
  expect(events()).toMatchObject([
    { triggerSource: 'CustomSMSSender_SignUp', request: { type: 'customSMSSenderRequestV1' } },
  ]);
});

test('an invitation carries the sealed temporary password', async () => {
  const UserAttributes = [attribute('email', 'carl@example.com')];
  await sdk.send(new idp.AdminCreateUserCommand({ UserPoolId: out.Pool, Username: 'carl', UserAttributes }));
  const [{ triggerSource, request }] = events();
  expect(triggerSource).toBe('CustomEmailSender_AdminCreateUser');
  const { code: PASSWORD } = await opened(request.code);
  const AuthParameters = { USERNAME: 'carl', PASSWORD };
  const input = { ClientId: out.Client, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters } as const;
  const { ChallengeName } = await sdk.send(new idp.InitiateAuthCommand(input));
  expect(ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
});

test('a sender that fails does not fail the sign-up; it is tried three times with the same event', async () => {
  invoke.mockResolvedValue({ ok: false, errorType: 'Error', message: 'no provider' });
  await expect(signUp(out.Client, [attribute('email', Username)], 'dora')).resolves.toBeDefined();
  for (let turns = 0; turns < 20 && invoke.mock.calls.length < 3; turns++) await new Promise(setImmediate);
  expect(events()).toHaveLength(3);
  expect(new Set(events().map((event) => JSON.stringify(event))).size).toBe(1);
  expect(bed.journal.join('\n')).toContain('CustomEmailSender failed: no provider');
});

test('a key that does not let Cognito in fails the request by name', async () => {
  const closed = await deploy(bed, 'Closed', template('closed', { Service: 'sns.amazonaws.com' }));
  const refused = signUp(closed.outputs.Client, [attribute('email', Username)], 'eve');
  await expect(refused).rejects.toMatchObject({ name: 'CodeDeliveryFailureException' });
  expect(events()).toHaveLength(0);
});

test('a key of which Cognito may make a grant lets it encrypt', async () => {
  const granted = template('granted', COGNITO);
  granted.Resources.Key.Properties.KeyPolicy.Statement[1].Action = 'kms:CreateGrant';
  const { outputs } = await deploy(bed, 'Granted', granted);
  await signUp(outputs.Client, [attribute('email', Username)], 'finn');
  expect(events()).toHaveLength(1);
});
