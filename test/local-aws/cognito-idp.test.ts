import { createHmac } from 'node:crypto';
import { AddressInfo } from 'node:net';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool, CognitoUserSession } from 'amazon-cognito-identity-js';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Secret, TOTP } from 'otpauth';
import { cognitoIdp, CognitoIdp } from './cognito-idp';
import { Caller, InvokeOutcome, OutboxMessage, World } from './kernel';
import { createServer } from './server';
import { checkWireShapes } from '../support/wire-shapes';

const PASSWORD = 'Correct-horse-7';
const outbox: OutboxMessage[] = [];
const invoke = jest.fn<Promise<InvokeOutcome>, Parameters<World['invoke']>>();
let clock = 0;
let caller: Caller;
let deny = false;
const world: World = {
  region: 'us-east-1',
  account: '123456789012',
  endpoint: '',
  standIns: {},
  onExchange: checkWireShapes,
  outbox,
  journal: [],
  now: () => new Date(Date.now() + clock),
  authorize: async () => {
    if (deny) throw Object.assign(new Error('not allowed'), { code: 'AccessDeniedException', status: 400 });
  },
  assumeWithWebIdentity: () => Promise.reject(new Error('unused')),
  invoke,
};

let service: CognitoIdp;
let server: ReturnType<typeof createServer>;
let sdk: idp.CognitoIdentityProviderClient;
let poolId: string;
let clientId: string;

const echo = (response: object = {}) => {
  invoke.mockImplementation(async (_, event: any) => ({
    ok: true,
    payload: { ...event, response: { ...event.response, ...response } },
  }));
};
const returnsError = (errorType: string, message: string) =>
  invoke.mockResolvedValue({ ok: false, errorType, message });
const send = <I extends object, O extends object>(command: any): Promise<O & I> => sdk.send(command) as any;
const make = async (type: string, props: object) =>
  service.resources![`AWS::Cognito::${type}`].create(props, { generatedName: 'generated' });
const POOL = {
  UsernameAttributes: ['email'],
  AutoVerifiedAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  Schema: [{ Name: 'tenant', AttributeDataType: 'String', Mutable: true }],
  Policies: {
    PasswordPolicy: {
      MinimumLength: 12,
      RequireNumbers: true,
      PasswordHistorySize: 2,
      TemporaryPasswordValidityDays: 3,
    },
  },
};
const CLIENT = {
  ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_PASSWORD_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
  RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
  ReadAttributes: ['email', 'email_verified', 'name', 'custom:tenant'],
  WriteAttributes: ['email', 'name'],
};

async function setUp(pool: object = {}, client: object = {}) {
  poolId = (await make('UserPool', { ...POOL, ...pool })).ref;
  clientId = (await make('UserPoolClient', { UserPoolId: poolId, ...CLIENT, ...client })).ref;
}

const signUp = (email: string, more: object = {}) =>
  send<object, idp.SignUpCommandOutput>(
    new idp.SignUpCommand({ ClientId: clientId, Username: email, Password: PASSWORD, ...more }),
  );
const lastCode = () => outbox[outbox.length - 1].code!;
const confirm = (email: string, code = lastCode()) =>
  send(new idp.ConfirmSignUpCommand({ ClientId: clientId, Username: email, ConfirmationCode: code }));
async function newUser(email = 'ann@example.com') {
  const { UserSub } = await signUp(email);
  await confirm(email);
  return UserSub!;
}

const cognitoUser = (email: string) => {
  const pool = new CognitoUserPool({ UserPoolId: poolId, ClientId: clientId, endpoint: world.endpoint });
  return new CognitoUser({ Username: email, Pool: pool });
};
const srp = (email: string, password = PASSWORD, user = cognitoUser(email)) =>
  new Promise<CognitoUserSession>((onSuccess, onFailure) =>
    user.authenticateUser(new AuthenticationDetails({ Username: email, Password: password }), { onSuccess, onFailure }),
  );
const passwordSignIn = async (email = 'ann@example.com', password = PASSWORD) => {
  const AuthParameters = { USERNAME: email, PASSWORD: password };
  return send<object, idp.InitiateAuthCommandOutput>(
    new idp.InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }),
  );
};
const tokens = async (email?: string) => (await passwordSignIn(email)).AuthenticationResult!;
const payload = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString());
const fails = (name: string, message?: RegExp | string) =>
  expect.objectContaining({ name, ...(message && { message: expect.stringMatching(message) }) });
const admin = (name: string, input: object) =>
  send<object, any>(new (idp as any)[`${name}Command`]({ UserPoolId: poolId, ...input }));

beforeAll(async () => {
  service = cognitoIdp(world);
  server = createServer({ 'cognito-idp': service }, world, () => caller);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  (world as any).endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const credentials = { accessKeyId: 'a', secretAccessKey: 'b' };
  sdk = new idp.CognitoIdentityProviderClient({
    region: 'us-east-1',
    endpoint: world.endpoint,
    credentials,
    maxAttempts: 1,
  });
});
afterAll(() => new Promise((done) => server.close(done)));
beforeEach(async () => {
  caller = { kind: 'admin', arn: 'arn:aws:iam::123456789012:root', context: {} };
  deny = false;
  clock = 0;
  outbox.length = 0;
  invoke.mockReset();
  echo();
  await setUp();
});

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
    clock = 25 * 3600_000;
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

describe('sign-in with SRP', () => {
  test('takes the password; aws-jwt-verify takes the tokens', async () => {
    const sub = await newUser();
    await make('UserPoolGroup', { UserPoolId: poolId, GroupName: 'Late', Precedence: 5, RoleArn: 'arn:late' });
    await make('UserPoolGroup', { UserPoolId: poolId, GroupName: 'Early', Precedence: 1, RoleArn: 'arn:early' });
    await admin('AdminAddUserToGroup', { Username: sub, GroupName: 'Late' });
    await admin('AdminAddUserToGroup', { Username: sub, GroupName: 'Early' });
    const session = await srp('ann@example.com');
    const jwks = (await (await fetch(`${world.endpoint}/${poolId}/.well-known/jwks.json`)).json()) as any;
    const verifier = CognitoJwtVerifier.create({ userPoolId: poolId, clientId, tokenUse: null });
    verifier.cacheJwks(jwks);
    const id = await verifier.verify(session.getIdToken().getJwtToken(), { tokenUse: 'id' });
    expect(id).toMatchObject({ sub, email: 'ann@example.com', email_verified: true, 'cognito:username': sub });
    expect(id).toMatchObject({ 'cognito:groups': ['Early', 'Late'], 'cognito:preferred_role': 'arn:early' });
    const access = await verifier.verify(session.getAccessToken().getJwtToken(), { tokenUse: 'access' });
    expect(access).toMatchObject({
      client_id: clientId,
      username: sub,
      scope: 'aws.cognito.signin.user.admin',
      origin_jti: id.origin_jti,
    });
    const forged = session.getIdToken().getJwtToken().replace(/.{9}$/, 'AAAAAAAAA');
    await expect(verifier.verify(forged, { tokenUse: 'id' })).rejects.toThrow('Invalid signature');
  });

  test('hides whether a user exists, unless the client is LEGACY', async () => {
    await newUser();
    await expect(srp('ann@example.com', 'Wrong-horse-77')).rejects.toEqual(
      fails('NotAuthorizedException', 'Incorrect username or password.'),
    );
    await expect(srp('eve@example.com')).rejects.toEqual(
      fails('NotAuthorizedException', 'Incorrect username or password.'),
    );
    await setUp({}, { PreventUserExistenceErrors: 'LEGACY' });
    await expect(srp('eve@example.com')).rejects.toEqual(fails('UserNotFoundException'));
  });

  test('needs its flow', async () => {
    await newUser();
    await expect(passwordSignIn('ann@example.com', 'no')).rejects.toThrow('Incorrect');
    await srp('ann@example.com');
    clientId = (await make('UserPoolClient', { UserPoolId: poolId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] }))
      .ref;
    await expect(srp('ann@example.com')).rejects.toEqual(fails('InvalidParameterException', 'USER_SRP_AUTH'));
    await passwordSignIn();
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
      new idp.RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName, Session, ChallengeResponses }),
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
  clock = 4 * 86_400_000;
  await expect(passwordSignIn('carl@example.com')).rejects.toThrow('Temporary password has expired');
});

describe('refresh and sign-out', () => {
  const refresh = (RefreshToken: string) =>
    send<object, any>(new idp.GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken }));
  const getUser = (AccessToken: string) => send<object, any>(new idp.GetUserCommand({ AccessToken }));

  test('rotation ends the old refresh token after its grace', async () => {
    await newUser();
    const { RefreshToken } = await tokens();
    const second = (await refresh(RefreshToken!)).AuthenticationResult;
    await refresh(RefreshToken!);
    clock = 11_000;
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
    const old = new idp.InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters });
    await expect(send(old)).rejects.toThrow('does not imitate AuthFlow REFRESH_TOKEN_AUTH');
  });

  test('revocation ends its own session, global sign-out all', async () => {
    await newUser();
    const [one, two] = [await tokens(), await tokens()];
    await send(new idp.RevokeTokenCommand({ ClientId: clientId, Token: one.RefreshToken }));
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
    const revoke = send(new idp.RevokeTokenCommand({ ClientId: clientId, Token: RefreshToken }));
    await expect(revoke).rejects.toEqual(fails('UnsupportedOperationException'));
    await getUser(AccessToken!);
    clock = 301_000;
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

describe('TOTP', () => {
  const code = (secret: string, drift = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + clock + drift });
  const respond = (ChallengeName: idp.ChallengeNameType, Session: string, more: object = {}) => {
    const ChallengeResponses = { USERNAME: 'ann@example.com', ...more };
    return send<object, any>(
      new idp.RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName, Session, ChallengeResponses }),
    );
  };

  test('required: set up at the first sign-in, asked at the next', async () => {
    await setUp({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    await newUser();
    const first = await passwordSignIn();
    expect(first.ChallengeName).toBe('MFA_SETUP');
    await expect(respond('MFA_SETUP', first.Session!)).rejects.toEqual(fails('NotAuthorizedException'));
    const { SecretCode, Session } = await send<object, any>(
      new idp.AssociateSoftwareTokenCommand({ Session: first.Session }),
    );
    const wrong = send(new idp.VerifySoftwareTokenCommand({ Session, UserCode: '000000' }));
    await expect(wrong).rejects.toEqual(fails('EnableSoftwareTokenMFAException'));
    await send(new idp.VerifySoftwareTokenCommand({ Session, UserCode: code(SecretCode) }));
    expect((await respond('MFA_SETUP', Session)).AuthenticationResult).toBeDefined();
    const next = await passwordSignIn();
    expect(next.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
    const answer = (value: string) => respond('SOFTWARE_TOKEN_MFA', next.Session!, { SOFTWARE_TOKEN_MFA_CODE: value });
    await expect(answer('000000')).rejects.toEqual(fails('CodeMismatchException'));
    await expect(answer(code(SecretCode))).rejects.toEqual(fails('ExpiredCodeException', 'already been used'));
    clock = 30_000;
    expect((await answer(code(SecretCode))).AuthenticationResult).toBeDefined();
  });

  test('optional: asked of those who turned it on', async () => {
    await setUp({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    await newUser();
    const { AccessToken } = await tokens();
    const prefer = () =>
      send(new idp.SetUserMFAPreferenceCommand({ AccessToken, SoftwareTokenMfaSettings: { Enabled: true } }));
    await expect(prefer()).rejects.toEqual(fails('InvalidParameterException'));
    const { SecretCode } = await send<object, any>(new idp.AssociateSoftwareTokenCommand({ AccessToken }));
    await send(new idp.VerifySoftwareTokenCommand({ AccessToken, UserCode: code(SecretCode) }));
    expect((await tokens()).IdToken).toBeDefined();
    await prefer();
    expect((await passwordSignIn()).ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
  });
});

describe('choice-based sign-in', () => {
  const passwordless = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } };
  const USERNAME = 'ann@example.com';
  const start = (more: object = {}) => {
    const AuthParameters = { USERNAME, ...more };
    return send<object, any>(
      new idp.InitiateAuthCommand({ ClientId: clientId, AuthFlow: 'USER_AUTH', AuthParameters }),
    );
  };
  const respond = ({ ChallengeName, Session }: any, more: object) => {
    const ChallengeResponses = { USERNAME, ...more };
    return send<object, any>(
      new idp.RespondToAuthChallengeCommand({ ClientId: clientId, ChallengeName, Session, ChallengeResponses }),
    );
  };
  beforeEach(async () => {
    await setUp(passwordless, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] });
    await newUser();
  });

  test('a mailed code signs in, a wrong one does not', async () => {
    const mailed = await start({ PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    expect(mailed).toMatchObject({
      ChallengeName: 'EMAIL_OTP',
      ChallengeParameters: { CODE_DELIVERY_DESTINATION: 'a***@e***' },
    });
    await expect(respond(mailed, { EMAIL_OTP_CODE: 'no' })).rejects.toEqual(fails('CodeMismatchException'));
    const { AuthenticationResult } = await respond(mailed, { EMAIL_OTP_CODE: lastCode() });
    expect(payload(AuthenticationResult.IdToken).email).toBe(USERNAME);
    await expect(respond(mailed, { EMAIL_OTP_CODE: lastCode() })).rejects.toEqual(fails('NotAuthorizedException'));
  });

  test('without a preference there is a choice', async () => {
    const choice = await start();
    expect(choice).toMatchObject({
      ChallengeName: 'SELECT_CHALLENGE',
      AvailableChallenges: ['PASSWORD', 'PASSWORD_SRP', 'EMAIL_OTP'],
    });
    await expect(respond(choice, { ANSWER: 'WEB_AUTHN' })).rejects.toEqual(fails('InvalidParameterException'));
    expect((await respond(choice, { ANSWER: 'EMAIL_OTP' })).ChallengeName).toBe('EMAIL_OTP');
    const wrong = respond(choice, { ANSWER: 'PASSWORD', PASSWORD: 'wrong' });
    await expect(wrong).rejects.toEqual(fails('NotAuthorizedException'));
    const { AuthenticationResult } = await respond(choice, { ANSWER: 'PASSWORD', PASSWORD });
    expect(AuthenticationResult.AccessToken).toBeDefined();
  });

  test('strangers are asked for a code as well, and none is sent', async () => {
    const sent = outbox.length;
    const asked = await start({ USERNAME: 'eve@example.com', PREFERRED_CHALLENGE: 'EMAIL_OTP' });
    expect(asked.ChallengeName).toBe('EMAIL_OTP');
    expect(outbox).toHaveLength(sent);
    await expect(respond(asked, { USERNAME: 'eve@example.com', EMAIL_OTP_CODE: '1' })).rejects.toEqual(
      fails('NotAuthorizedException'),
    );
  });

  test('needs a pool and a client that allow it', async () => {
    await setUp({}, { ExplicitAuthFlows: ['ALLOW_USER_AUTH'] });
    await newUser();
    expect((await start({ PREFERRED_CHALLENGE: 'EMAIL_OTP' })).AvailableChallenges).toEqual([
      'PASSWORD',
      'PASSWORD_SRP',
    ]);
    await setUp(passwordless);
    await expect(start()).rejects.toEqual(fails('InvalidParameterException', 'USER_AUTH is not enabled'));
  });
});

describe('a client with a secret', () => {
  const hash = (name: string, secret: string) =>
    createHmac('sha256', secret).update(`${name}${clientId}`).digest('base64');
  let secret: string;
  beforeEach(async () => {
    await newUser();
    const made = await make('UserPoolClient', { UserPoolId: poolId, ...CLIENT, GenerateSecret: true });
    [clientId, secret] = [made.ref, String(made.attributes!.ClientSecret)];
  });

  test('wants its hash at every step', async () => {
    const signsIn = (SECRET_HASH?: string) => {
      const AuthParameters = { USERNAME: 'ann@example.com', PASSWORD, ...(SECRET_HASH && { SECRET_HASH }) };
      const input = { ClientId: clientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters } as const;
      return send<object, idp.InitiateAuthCommandOutput>(new idp.InitiateAuthCommand(input));
    };
    await expect(signsIn()).rejects.toEqual(fails('NotAuthorizedException', 'SECRET_HASH was not received'));
    const stolen = signsIn(hash('bob@example.com', secret));
    await expect(stolen).rejects.toEqual(fails('NotAuthorizedException', 'Unable to verify secret hash'));
    const { RefreshToken } = (await signsIn(hash('ann@example.com', secret))).AuthenticationResult!;
    const refreshes = (ClientSecret?: string) =>
      send(new idp.GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken, ClientSecret }));
    await expect(refreshes()).rejects.toEqual(fails('NotAuthorizedException'));
    await refreshes(secret);
    await expect(signUp('eve@example.com')).rejects.toEqual(fails('NotAuthorizedException', 'SECRET_HASH'));
    await signUp('eve@example.com', { SecretHash: hash('eve@example.com', secret) });
  });
});

describe('triggers', () => {
  const events = () => invoke.mock.calls.map(([, event]: any) => event);

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
      userPoolId: poolId,
      userName: sub,
      callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId },
      triggerSource: 'PostConfirmation_ConfirmSignUp',
      request: {
        userAttributes: { sub, email: 'ann@example.com', email_verified: 'true', 'cognito:user_status': 'CONFIRMED' },
      },
      response: {},
    });
    expect(invoker).toMatchObject({ service: 'cognito-idp.amazonaws.com', sourceAccount: '123456789012' });
    expect(invoker.sourceArn).toBe(`arn:aws:cognito-idp:us-east-1:123456789012:userpool/${poolId}`);
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
    await send(new idp.GetTokensFromRefreshTokenCommand({ ClientId: clientId, RefreshToken }));
    expect(events()[1].triggerSource).toBe('TokenGeneration_RefreshTokens');
  });
});

describe('administration', () => {
  test('needs a signed call that IAM allows', async () => {
    await newUser();
    const get = () => admin('AdminGetUser', { Username: 'ann@example.com' });
    expect((await get()).UserStatus).toBe('CONFIRMED');
    caller = { ...caller, kind: 'role' };
    await get();
    deny = true;
    await expect(get()).rejects.toEqual(fails('AccessDeniedException'));
    caller = { ...caller, kind: 'anonymous' };
    await expect(get()).rejects.toThrow('Missing Authentication Token');
    await tokens();
  });

  test('manages users and groups', async () => {
    await signUp('ann@example.com');
    const Username = 'ann@example.com';
    await admin('AdminConfirmSignUp', { Username });
    await make('UserPoolGroup', { UserPoolId: poolId, GroupName: 'Readers' });
    await admin('AdminAddUserToGroup', { Username, GroupName: 'Readers' });
    expect((await admin('AdminListGroupsForUser', { Username })).Groups).toMatchObject([{ GroupName: 'Readers' }]);
    await expect(admin('AdminAddUserToGroup', { Username, GroupName: 'None' })).rejects.toEqual(
      fails('ResourceNotFoundException'),
    );
    await admin('AdminSetUserPassword', { Username, Password: 'Another-pass-8', Permanent: true });
    const { AccessToken } = (await passwordSignIn(Username, 'Another-pass-8')).AuthenticationResult!;
    await admin('AdminUserGlobalSignOut', { Username });
    await expect(send(new idp.GetUserCommand({ AccessToken }))).rejects.toEqual(
      fails('NotAuthorizedException', 'revoked'),
    );
  });
});

describe('resources', () => {
  const refused = (type: string, props: object) => expect(make(type, { UserPoolId: poolId, ...props })).rejects;

  test('clients', async () => {
    const SupportedIdentityProviders = ['COGNITO', 'Google'];
    await refused('UserPoolClient', { SupportedIdentityProviders }).toThrow(
      'The provider Google does not exist for User Pool',
    );
    await make('UserPoolIdentityProvider', { UserPoolId: poolId, ProviderName: 'Google', ProviderType: 'Google' });
    await make('UserPoolClient', { UserPoolId: poolId, SupportedIdentityProviders });
    await refused('UserPoolClient', { WriteAttributes: ['email_verified'] }).toThrow('write attributes');
    await refused('UserPoolClient', { ReadAttributes: ['custom:unknown'] }).toThrow('read attributes');
    const RefreshTokenRotation = { Feature: 'ENABLED' };
    await refused('UserPoolClient', { RefreshTokenRotation, ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] }).toThrow(
      'rotation',
    );
  });

  test('scopes need their resource server, machines a secret and no other flow', async () => {
    const scoped = { AllowedOAuthScopes: ['notes/read'] };
    await refused('UserPoolClient', scoped).toThrow('Invalid scope requested: notes/read');
    const Scopes = [{ ScopeName: 'read', ScopeDescription: 'r' }];
    await make('UserPoolResourceServer', { UserPoolId: poolId, Identifier: 'notes', Name: 'notes', Scopes });
    await refused('UserPoolResourceServer', { Identifier: 'notes', Name: 'again' }).toThrow('already exists');
    await make('UserPoolClient', { UserPoolId: poolId, ...scoped });
    const machine = { ...scoped, AllowedOAuthFlows: ['client_credentials'] };
    await refused('UserPoolClient', machine).toThrow('does not have a client secret');
    const mixed = { ...machine, GenerateSecret: true, AllowedOAuthFlows: ['client_credentials', 'code'] };
    await refused('UserPoolClient', mixed).toThrow('along with code flow');
    await make('UserPoolClient', { UserPoolId: poolId, ...machine, GenerateSecret: true });
  });

  test('pools, domains and groups', async () => {
    const LambdaConfig = { CustomMessage: 'arn:f' };
    await refused('UserPool', { LambdaConfig }).toThrow('does not imitate the trigger CustomMessage');
    await make('UserPoolDomain', { UserPoolId: poolId, Domain: 'notes' });
    await refused('UserPoolDomain', { Domain: 'notes' }).toThrow('already associated');
    await make('UserPoolGroup', { UserPoolId: poolId, GroupName: 'Readers' });
    await refused('UserPoolGroup', { GroupName: 'Readers' }).toThrow('already exists');
    const remove = (id: string) =>
      Promise.resolve().then(() => service.resources!['AWS::Cognito::UserPool'].delete(id, world));
    await remove(poolId);
    const { ref } = await make('UserPool', { DeletionProtection: 'ACTIVE' });
    await expect(remove(ref)).rejects.toThrow('deletion protection');
  });
});

describe('passwords', () => {
  const forgot = (Username: string) =>
    send<object, idp.ForgotPasswordCommandOutput>(new idp.ForgotPasswordCommand({ ClientId: clientId, Username }));
  const reset = (Username: string, ConfirmationCode = lastCode(), Password = 'Another-horse-8') =>
    send(new idp.ConfirmForgotPasswordCommand({ ClientId: clientId, Username, ConfirmationCode, Password }));

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
    clock = 3_601_000;
    await expect(reset('ann@example.com')).rejects.toEqual(fails('ExpiredCodeException'));
    clock = 3_599_000;
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

  test('who is signed in and knows the old one sets a new one', async () => {
    await setUp();
    await newUser();
    const { AccessToken } = await tokens();
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      send(new idp.ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
    await expect(change('Wrong-horse-7', 'Another-horse-8')).rejects.toEqual(fails('NotAuthorizedException'));
    await expect(change(PASSWORD, 'short')).rejects.toEqual(fails('InvalidPasswordException'));
    await expect(passwordSignIn()).resolves.toBeDefined();
    await change(PASSWORD, 'Another-horse-8');
    await expect(passwordSignIn('ann@example.com', 'Another-horse-8')).resolves.toBeDefined();
    await expect(passwordSignIn()).rejects.toEqual(fails('NotAuthorizedException'));
  });
});
