import { ownEndpoint } from './own-endpoint';
import { findUserThere, signInThere } from '../../../lambda/ports/migration';

const CHECK = { region: 'us-east-1', clientId: '1oldexample', userName: 'ann', password: 'Old-password-1' };
const Attributes = [{ Name: 'email', Value: 'ann@example.com' }, { Name: 'nickname' }, { Value: 'nameless' }];
const attributes = { email: 'ann@example.com', nickname: '', '': 'nameless' };
const { signal } = new AbortController();

const aws = ownEndpoint();

const operations = () => aws.requests.map(({ headers }) => `${headers['x-amz-target']}`.split('.')[1]);
const answering = (byOperation: Record<string, object>) =>
  aws.answers(({ headers }) => {
    const operation = `${headers['x-amz-target']}`.split('.')[1]!;
    return { body: JSON.stringify(byOperation[operation] ?? {}) };
  });

describe('a user of another pool', () => {
  test('is looked up in the Region of that pool', async () => {
    answering({ AdminGetUser: { Username: 'ann', UserAttributes: Attributes, UserStatus: 'CONFIRMED', Enabled: true } });
    const found = await findUserThere('us-east-1', 'us-east-1_OldPool01', 'ann@example.com', signal);
    expect(found).toEqual({ userName: 'ann', attributes, hasSecondFactor: false, status: 'CONFIRMED', isEnabled: true });
    const [{ body, headers }] = aws.requests as [(typeof aws.requests)[number]];
    expect(body).toEqual({ UserPoolId: 'us-east-1_OldPool01', Username: 'ann@example.com' });
    expect(headers.authorization).toContain('/us-east-1/cognito-idp/');
  }); // prettier-ignore

  test('of whom nothing is said is not enabled', async () => {
    answering({});
    const found = await findUserThere('us-east-1', 'us-east-1_OldPool01', 'ann', signal);
    expect(found).toEqual({ userName: '', attributes: {}, hasSecondFactor: false, status: '', isEnabled: false });
  });
});

describe('the password of a user of another pool', () => {
  const signedIn = { AuthenticationResult: { AccessToken: 'eyJ.example' } };

  test('is tried at its client, and the token tells who it is; no request is signed', async () => {
    answering({ InitiateAuth: signedIn, GetUser: { Username: 'ann', UserAttributes: Attributes } });
    expect(await signInThere(CHECK, signal)).toEqual({ userName: 'ann', attributes, hasSecondFactor: false });
    expect(operations()).toEqual(['InitiateAuth', 'GetUser']);
    expect(aws.requests.map(({ body }) => body)).toEqual([
      {
        AuthFlow: 'USER_PASSWORD_AUTH',
        ClientId: '1oldexample',
        AuthParameters: { USERNAME: 'ann', PASSWORD: 'Old-password-1' },
      },
      { AccessToken: 'eyJ.example' },
    ]);
    expect(aws.requests.map(({ headers }) => headers.authorization)).toEqual([undefined, undefined]);
  });

  test('is not enough where the pool asks for more', async () => {
    answering({ InitiateAuth: { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'x' } });
    expect(await signInThere(CHECK, signal)).toBeUndefined();
    expect(operations()).toEqual(['InitiateAuth']);
  });

  test('is not enough without a token', async () => {
    answering({ InitiateAuth: { AuthenticationResult: {} } });
    expect(await signInThere(CHECK, signal)).toBeUndefined();
  });

  test('tells of a second factor, and of a user without anything', async () => {
    answering({ InitiateAuth: signedIn, GetUser: { UserMFASettingList: ['SOFTWARE_TOKEN_MFA'] } });
    expect(await signInThere(CHECK, signal)).toEqual({ userName: '', attributes: {}, hasSecondFactor: true });
  });

  test('tells of the second factor of users of long ago', async () => {
    const MFAOptions = [{ DeliveryMedium: 'SMS', AttributeName: 'phone_number' }];
    answering({ InitiateAuth: signedIn, GetUser: { MFAOptions }, AdminGetUser: { MFAOptions } });
    expect(await signInThere(CHECK, signal)).toMatchObject({ hasSecondFactor: true });
    expect(await findUserThere('us-east-1', 'us-east-1_OldPool01', 'ann', signal)).toMatchObject({
      hasSecondFactor: true,
    });
  });

  test('that is wrong is tried once, and the error keeps its name', async () => {
    aws.answers(() => ({ status: 400, body: '{"__type":"NotAuthorizedException","message":"no"}' }));
    await expect(signInThere(CHECK, signal)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    expect(aws.requests).toHaveLength(1);
  });
});
