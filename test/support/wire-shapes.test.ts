import { CognitoIdentityProviderClient, GlobalSignOutCommand } from '@aws-sdk/client-cognito-identity-provider';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { clientFor } from './local-aws';
import { checkWireShapes } from './wire-shapes';
import { startLocalAws } from '../local-aws';

const credentials = { AccessKeyId: 'a', SecretKey: 'b', SessionToken: 'c', Expiration: new Date(0) };
const tags = { StackName: 'A', Parameters: [{ ParameterKey: 'a', UsePreviousValue: 'true' }] };

/** Questions and answers as they should be. */
const fine: [what: string, ...Parameters<typeof checkWireShapes>][] = [
  ['a question', 'cognito-idp', 'ForgotPassword', { ClientId: 'a', Username: 'b' }],
  ['an answer', 'cognito-idp', 'SignUp', {}, { UserConfirmed: true, UserSub: 'a' }],
  ['an absent member', 'cognito-idp', 'SignUp', {}, { UserConfirmed: true, UserSub: 'a', Session: undefined }],
  ['a date', 'cognito-identity', 'GetCredentialsForIdentity', {}, { Credentials: credentials }],
  ['a map', 'cognito-identity', 'GetId', { IdentityPoolId: 'a', Logins: { b: 'c' } }],
  ['a union', 'dynamodb', 'GetItem', {}, { Item: { a: { S: 'b' }, c: { L: [{ N: '1' }] } } }],
  ['bytes', 'secretsmanager', 'CreateSecret', { Name: 'a', SecretBinary: 'AA==' }],
  ['a form', 'cloudformation', 'CreateChangeSet', { ...tags, ChangeSetName: 'b' }],
  ['an empty list of a form', 'cloudformation', 'CreateChangeSet', { ...tags, ChangeSetName: 'b', Tags: '' }],
  ['a number of a form', 'sts', 'AssumeRole', { RoleArn: 'a', RoleSessionName: 'b', DurationSeconds: '900' }],
  ['null for absent', 'cognito-idp', 'SetUserMFAPreference', { AccessToken: 'a', SMSMfaSettings: null }],
  ['what has no model here', 's3', 'Anything', {}],
];
test.each(fine)('accepts %s', (_, ...exchange) => expect(() => checkWireShapes(...exchange)).not.toThrow());

const user = { UserConfirmed: true, UserSub: 'a' };
/** The same exchanges with one fault each. */
const faults: [problem: string, ...Parameters<typeof checkWireShapes>][] = [
  ['ForgotPassword lacks its member ClientId', 'cognito-idp', 'ForgotPassword', { ClientId: null, Username: 'b' }],
  ['ForgotPassword has no member User', 'cognito-idp', 'ForgotPassword', { ClientId: 'a', Username: 'b', User: 'c' }],
  ['ForgotPassword lacks its member Username', 'cognito-idp', 'ForgotPassword', { ClientId: 'a' }],
  ['ForgotPassword.Username is no string', 'cognito-idp', 'ForgotPassword', { ClientId: 'a', Username: 1 }],
  ['SignUp has no member Sub', 'cognito-idp', 'SignUp', {}, { ...user, Sub: 'a' }],
  ['SignUp lacks its member UserSub', 'cognito-idp', 'SignUp', {}, { UserConfirmed: true }],
  ['SignUp.UserSub is no string', 'cognito-idp', 'SignUp', {}, { ...user, UserSub: null }],
  ['SignUp.UserConfirmed is no boolean', 'cognito-idp', 'SignUp', {}, { ...user, UserConfirmed: 'true' }],
  ['SignUp.CodeDeliveryDetails is no structure', 'cognito-idp', 'SignUp', {}, { ...user, CodeDeliveryDetails: [] }],
  ['SignUp.UserAttributes is no list', 'cognito-idp', 'SignUp', { ClientId: 'a', Username: 'b', UserAttributes: {} }],
  [
    'AdminListGroupsForUser.Groups[1] has no member Roles',
    'cognito-idp',
    'AdminListGroupsForUser',
    {},
    { Groups: [{ GroupName: 'a' }, { Roles: 'b' }] },
  ],
  ['GetId.Logins is no map', 'cognito-identity', 'GetId', { IdentityPoolId: 'a', Logins: [] }],
  ['GetId.Logins.b is no string', 'cognito-identity', 'GetId', { IdentityPoolId: 'a', Logins: { b: 1 } }],
  [
    'GetCredentialsForIdentity.Credentials.Expiration is no date',
    'cognito-identity',
    'GetCredentialsForIdentity',
    {},
    { Credentials: { ...credentials, Expiration: 'soon' } },
  ],
  ['GetItem.Item.a has no member T', 'dynamodb', 'GetItem', {}, { Item: { a: { T: 'b' } } }],
  ['GetParameter.Parameter.Version is no number', 'ssm', 'GetParameter', {}, { Parameter: { Version: '1' } }],
  [
    'AssumeRole.DurationSeconds is no number',
    'sts',
    'AssumeRole',
    { RoleArn: 'a', RoleSessionName: 'b', DurationSeconds: 'x' },
  ],
  ['cognito-idp Invented is not in', 'cognito-idp', 'Invented', {}],
];
test.each(faults)('%s', (problem, ...exchange) => {
  const [code, status] =
    exchange[3] || exchange[1] === 'Invented' ? ['TestBedAnswer', 501] : ['ValidationException', 400];
  const caught = expect.objectContaining({ code, status, message: expect.stringContaining(problem) });
  expect(() => checkWireShapes(...exchange)).toThrow(caught);
});

describe('through a client', () => {
  test('an exchange that fits passes, in JSON and in a form', async () => {
    const bed = await startLocalAws({ onExchange: checkWireShapes });
    const parameter = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
    await expect(new SSMClient(clientFor(bed)).send(parameter)).resolves.toHaveProperty('Parameter.Value', '30');
    const identity = new STSClient(clientFor(bed)).send(new GetCallerIdentityCommand({}));
    await expect(identity).resolves.toHaveProperty('Account', bed.account);
    await bed.close();
  });

  test('a wrong answer is an error, once', async () => {
    let asked = 0;
    const bed = await startLocalAws({
      onExchange: (service, operation, input, output) => {
        if (output) asked++;
        checkWireShapes(service, operation, input, output && { ...output, Invented: 'x' });
      },
    });
    const parameter = new GetParameterCommand({ Name: '/cdk-bootstrap/hnb659fds/version' });
    await expect(new SSMClient(clientFor(bed)).send(parameter)).rejects.toMatchObject({
      name: 'TestBedAnswer',
      message: "GetParameter has no member Invented, says the SDK's model",
    });
    expect(asked).toBe(1);
    await bed.close();
  });

  test('a wrong question is a ValidationException', async () => {
    const bed = await startLocalAws({ onExchange: checkWireShapes });
    const client = new CognitoIdentityProviderClient(clientFor(bed));
    const signOut = client.send(new GlobalSignOutCommand({ AccessToken: undefined }));
    await expect(signOut).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('lacks its member AccessToken'),
    });
    await bed.close();
  });
});
