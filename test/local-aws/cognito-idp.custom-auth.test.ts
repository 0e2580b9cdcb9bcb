import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { AuthenticationDetails, CognitoUser, CognitoUserPool } from 'amazon-cognito-identity-js';
import {
  answers,
  desk,
  events,
  fails,
  newUser,
  PASSWORD,
  payload,
  send,
  setUp,
  signUp,
  sources,
  world,
} from '../support/idp-desk';

const USERNAME = 'ann@example.com';
const LambdaConfig = {
  DefineAuthChallenge: 'arn:d',
  CreateAuthChallenge: 'arn:c',
  VerifyAuthChallengeResponse: 'arn:v',
};
const CUSTOM = { ExplicitAuthFlows: ['ALLOW_CUSTOM_AUTH'] };

const initiate = (more: object = {}, input: object = {}) =>
  send<object, any>(
    new idp.InitiateAuthCommand({
      ClientId: desk.clientId,
      AuthFlow: 'CUSTOM_AUTH',
      AuthParameters: { USERNAME, ...more },
      ...input,
    }),
  );
const respond = ({ Session }: any, ANSWER: string, input: object = {}) =>
  send<object, any>(
    new idp.RespondToAuthChallengeCommand({
      ClientId: desk.clientId,
      ChallengeName: 'CUSTOM_CHALLENGE',
      Session,
      ChallengeResponses: { USERNAME, ANSWER },
      ...input,
    }),
  );

/** One right answer signs in, the third wrong one ends it; a password may come first. */
function oneCode() {
  answers({
    DefineAuthChallenge_Authentication({ request: { session } }) {
      const last = session[session.length - 1];
      if (last?.challengeName === 'SRP_A') return { challengeName: 'PASSWORD_VERIFIER', issueTokens: false };
      const rounds = session.filter(({ challengeName }: any) => challengeName === 'CUSTOM_CHALLENGE');
      if (last?.challengeName === 'CUSTOM_CHALLENGE' && last.challengeResult) return { issueTokens: true };
      return rounds.length < 3 ? { challengeName: 'CUSTOM_CHALLENGE' } : { failAuthentication: true };
    },
    CreateAuthChallenge_Authentication: ({ request: { session } }) => ({
      publicChallengeParameters: { hint: 'a***' },
      privateChallengeParameters: { code: '123' },
      challengeMetadata: `CODE-${session.length}`,
    }),
    VerifyAuthChallengeResponse_Authentication: ({ request }) => ({
      answerCorrect: request.challengeAnswer === request.privateChallengeParameters.code,
    }),
  });
}
const CODE_0 = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'CODE-0' };

let sub: string;
beforeEach(async () => {
  await setUp({ LambdaConfig }, CUSTOM);
  sub = await newUser();
  oneCode();
});

test('the right answer signs in; the triggers see what has been before', async () => {
  const first = await initiate({}, { ClientMetadata: { a: 'ignored' } });
  expect(first).toMatchObject({
    ChallengeName: 'CUSTOM_CHALLENGE',
    ChallengeParameters: { USERNAME: sub, hint: 'a***' },
  });
  expect(JSON.stringify(first)).not.toContain('123"');
  const second = await respond(first, 'wrong', { ClientMetadata: { b: 'seen' } });
  expect(second.Session).not.toBe(first.Session);
  const { AuthenticationResult } = await respond(second, '123');
  expect(payload(AuthenticationResult.IdToken).email).toBe(USERNAME);
  const [define, create, verify, defineAgain] = events();
  expect(sources()).toEqual([
    ...['DefineAuthChallenge_Authentication', 'CreateAuthChallenge_Authentication'],
    ...['VerifyAuthChallengeResponse_Authentication'],
    ...['DefineAuthChallenge_Authentication', 'CreateAuthChallenge_Authentication'],
    ...['VerifyAuthChallengeResponse_Authentication', 'DefineAuthChallenge_Authentication'],
  ]);
  const userAttributes = { sub, email: USERNAME, email_verified: 'true', 'cognito:user_status': 'CONFIRMED' };
  expect(define).toMatchObject({ version: '1', userName: sub, callerContext: { clientId: desk.clientId } });
  expect(define.request).toEqual({ userAttributes, session: [], userNotFound: false });
  expect(define.response).toEqual({ challengeName: null, issueTokens: null, failAuthentication: null });
  expect(create.request).toEqual({ ...define.request, challengeName: 'CUSTOM_CHALLENGE' });
  expect(create.response).toEqual({
    publicChallengeParameters: null,
    privateChallengeParameters: null,
    challengeMetadata: null,
  });
  expect(verify.request).toEqual({
    ...{ userAttributes, privateChallengeParameters: { code: '123' }, challengeAnswer: 'wrong' },
    ...{ userNotFound: false, clientMetadata: { b: 'seen' } },
  });
  expect(defineAgain.request).toMatchObject({ session: [CODE_0], clientMetadata: { b: 'seen' } });
});

test('a session serves once and ends in time, and failAuthentication ends the sign-in', async () => {
  const first = await initiate();
  const second = await respond(first, 'wrong');
  await expect(respond(first, '123')).rejects.toEqual(fails('NotAuthorizedException', 'Invalid session'));
  const third = await respond(second, 'wrong');
  await expect(respond(third, 'wrong')).rejects.toEqual(fails('NotAuthorizedException', 'Incorrect username'));
  const late = await initiate();
  desk.clock = 181_000;
  await expect(respond(late, '123')).rejects.toEqual(fails('NotAuthorizedException', 'expired'));
  await setUp({ LambdaConfig }, { ...CUSTOM, AuthSessionValidity: 5 });
  sub = (await signUp(USERNAME)).UserSub!;
  desk.clock = 0;
});

test('a longer session of the client is kept', async () => {
  await setUp({ LambdaConfig }, { ...CUSTOM, AuthSessionValidity: 5 });
  await newUser();
  const first = await initiate();
  desk.clock = 181_000;
  expect((await respond(first, '123')).AuthenticationResult).toBeDefined();
});

test('the answer of another user is refused', async () => {
  await newUser('bob@example.com');
  const first = await initiate();
  const ChallengeResponses = { USERNAME: 'bob@example.com', ANSWER: '123' };
  await expect(respond(first, '123', { ChallengeResponses })).rejects.toEqual(fails('NotAuthorizedException'));
});

test('a stranger is played a challenge where existence is hidden, and never gets tokens', async () => {
  const eve = { USERNAME: 'eve@example.com' };
  const first = await initiate(eve);
  expect(first.ChallengeParameters).toEqual({ USERNAME: expect.stringMatching(/^[0-9a-f-]{36}$/), hint: 'a***' });
  expect(events()[0].request).toEqual({ userAttributes: {}, session: [], userNotFound: true });
  const answer = respond(first, '123', { ChallengeResponses: { ...eve, ANSWER: '123' } });
  await expect(answer).rejects.toEqual(fails('NotAuthorizedException', 'Incorrect username or password'));
  await setUp({ LambdaConfig }, { ...CUSTOM, PreventUserExistenceErrors: 'LEGACY' });
  await expect(initiate(eve)).rejects.toEqual(fails('UserNotFoundException'));
});

test('needs its flow, its triggers and a confirmed user', async () => {
  await signUp('bob@example.com');
  await expect(initiate({ USERNAME: 'bob@example.com' })).rejects.toEqual(fails('UserNotConfirmedException'));
  await setUp({ LambdaConfig });
  await newUser();
  await expect(initiate()).rejects.toEqual(fails('InvalidParameterException', 'CUSTOM_AUTH is not enabled'));
  await setUp({}, CUSTOM);
  await newUser();
  await expect(initiate()).rejects.toEqual(fails('InvalidParameterException', 'trigger is not configured'));
});

test('nonsense of the first trigger is an error', async () => {
  answers({});
  await expect(initiate()).rejects.toEqual(fails('InvalidLambdaResponseException'));
  answers({ DefineAuthChallenge_Authentication: () => ({ challengeName: 'RIDDLE' }) });
  await expect(initiate()).rejects.toEqual(fails('InvalidLambdaResponseException'));
});

describe('with the password first (CHALLENGE_NAME SRP_A), by amazon-cognito-identity-js', () => {
  const signIn = (Password: string, answer: string) => {
    const Pool = new CognitoUserPool({ UserPoolId: desk.poolId, ClientId: desk.clientId, endpoint: world.endpoint });
    const user = new CognitoUser({ Username: USERNAME, Pool });
    user.setAuthenticationFlowType('CUSTOM_AUTH');
    return new Promise<string>((resolve, onFailure) => {
      const onSuccess = (session: any) => resolve(session.getIdToken().getJwtToken());
      const customChallenge = () => user.sendCustomChallengeAnswer(answer, { onSuccess, onFailure });
      const details = new AuthenticationDetails({ Username: USERNAME, Password });
      user.authenticateUser(details, { onSuccess, onFailure, customChallenge });
    });
  };

  test('the right password and then the right answer sign in', async () => {
    expect(payload(await signIn(PASSWORD, '123')).sub).toBe(sub);
    const defines = events().filter(({ triggerSource }) => triggerSource.startsWith('Define'));
    const srp = { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null };
    const password = { ...srp, challengeName: 'PASSWORD_VERIFIER' };
    expect(defines.map(({ request }) => request.session)).toEqual([
      [srp],
      [srp, password],
      [srp, password, { ...CODE_0, challengeResult: true, challengeMetadata: 'CODE-2' }],
    ]);
  });

  test('a wrong password ends it before any challenge', async () => {
    await expect(signIn('Wrong-horse-77', '123')).rejects.toEqual(fails('NotAuthorizedException', 'Incorrect'));
    expect(sources()).not.toContain('CreateAuthChallenge_Authentication');
  });
});

test('what administrators start is refused by name', async () => {
  await setUp({ LambdaConfig }, { ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'] });
  await newUser();
  const request = {
    ClientId: desk.clientId,
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME, PASSWORD },
  };
  const start = send(new idp.AdminInitiateAuthCommand({ ...request, UserPoolId: desk.poolId } as never));
  await expect(start).rejects.toThrow('does not imitate cognito-idp AdminInitiateAuth');
  await expect(send(new idp.InitiateAuthCommand(request as never))).rejects.toThrow('does not imitate AuthFlow');
});
