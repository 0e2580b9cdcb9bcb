import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Secret, TOTP } from 'otpauth';
import {
  admin,
  CLIENT,
  desk,
  fails,
  lastCode,
  make,
  newUser,
  outbox,
  PASSWORD,
  passwordSignIn,
  payload,
  send,
  setUp,
  signUp,
  srp,
  tokens,
  world,
} from '../support/idp-desk';

describe('sign-in with SRP', () => {
  test('takes the password; aws-jwt-verify takes the tokens', async () => {
    const sub = await newUser();
    await make('UserPoolGroup', { UserPoolId: desk.poolId, GroupName: 'Late', Precedence: 5, RoleArn: 'arn:late' });
    await make('UserPoolGroup', { UserPoolId: desk.poolId, GroupName: 'Early', Precedence: 1, RoleArn: 'arn:early' });
    await admin('AdminAddUserToGroup', { Username: sub, GroupName: 'Late' });
    await admin('AdminAddUserToGroup', { Username: sub, GroupName: 'Early' });
    const session = await srp('ann@example.com');
    const jwks = (await (await fetch(`${world.endpoint}/${desk.poolId}/.well-known/jwks.json`)).json()) as any;
    const verifier = CognitoJwtVerifier.create({ userPoolId: desk.poolId, clientId: desk.clientId, tokenUse: null });
    verifier.cacheJwks(jwks);
    const id = await verifier.verify(session.getIdToken().getJwtToken(), { tokenUse: 'id' });
    expect(id).toMatchObject({ sub, email: 'ann@example.com', email_verified: true, 'cognito:username': sub });
    expect(id).toMatchObject({ 'cognito:groups': ['Early', 'Late'], 'cognito:preferred_role': 'arn:early' });
    const access = await verifier.verify(session.getAccessToken().getJwtToken(), { tokenUse: 'access' });
    expect(access).toMatchObject({
      client_id: desk.clientId,
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
    desk.clientId = (
      await make('UserPoolClient', { UserPoolId: desk.poolId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] })
    ).ref;
    await expect(srp('ann@example.com')).rejects.toEqual(fails('InvalidParameterException', 'USER_SRP_AUTH'));
    await passwordSignIn();
  });
});

describe('choice-based sign-in', () => {
  const passwordless = { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP'] } } };
  const USERNAME = 'ann@example.com';
  const start = (more: object = {}) => {
    const AuthParameters = { USERNAME, ...more };
    return send<object, any>(
      new idp.InitiateAuthCommand({ ClientId: desk.clientId, AuthFlow: 'USER_AUTH', AuthParameters }),
    );
  };
  const respond = ({ ChallengeName, Session }: any, more: object) => {
    const ChallengeResponses = { USERNAME, ...more };
    return send<object, any>(
      new idp.RespondToAuthChallengeCommand({ ClientId: desk.clientId, ChallengeName, Session, ChallengeResponses }),
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

describe('TOTP', () => {
  const code = (secret: string, drift = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + desk.clock + drift });
  const respond = (ChallengeName: idp.ChallengeNameType, Session: string, more: object = {}) => {
    const ChallengeResponses = { USERNAME: 'ann@example.com', ...more };
    return send<object, any>(
      new idp.RespondToAuthChallengeCommand({ ClientId: desk.clientId, ChallengeName, Session, ChallengeResponses }),
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
    desk.clock = 30_000;
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

test('a client with a secret must prove it, and hashes are refused by name', async () => {
  await newUser();
  desk.clientId = (await make('UserPoolClient', { UserPoolId: desk.poolId, ...CLIENT, GenerateSecret: true })).ref;
  await expect(passwordSignIn()).rejects.toEqual(fails('NotAuthorizedException', 'SECRET_HASH was not received'));
  await expect(signUp('eve@example.com')).rejects.toEqual(fails('NotAuthorizedException', 'SECRET_HASH'));
  const hashed = signUp('eve@example.com', { SecretHash: 'a' });
  await expect(hashed).rejects.toEqual(fails('NotImplemented', 'SECRET_HASH'));
});
