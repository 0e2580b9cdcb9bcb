import { runFunction } from './function';
import { type Build, deployedFunction } from '../../support/triggers';
import { METHODS } from '../custom-auth/methods';
import { eventOf, type FixtureEvent } from '../events';
import { awsEndpoint } from '../ports/aws-endpoint';
import { dynamodbTables } from '../ports/tables';

const USER = { sub: 's', email: 'ann@example.com', email_verified: 'true', 'cognito:user_status': 'CONFIRMED' };

let aws: Awaited<ReturnType<typeof awsEndpoint>>;
let tables: Awaited<ReturnType<typeof dynamodbTables>>;
beforeAll(async () => {
  tables = await dynamodbTables({ Secrets: ['id'] });
  aws = await awsEndpoint();
  aws.answers(() => ({}));
});
afterAll(() => {
  aws.close();
  tables.close();
});

const environment = () => ({
  ...aws.environment,
  AWS_ENDPOINT_URL_DYNAMODB: tables.environment.AWS_ENDPOINT_URL,
});

/** Cognito, with the three functions of a synthesised app: it keeps the session and what each challenge is about. */
function poolWith(build: Build) {
  const functions = Object.fromEntries(
    ['DefineAuthChallenge', 'CreateAuthChallenge', 'VerifyAuthChallengeResponse'].map((trigger) => {
      const { folder, steps } = deployedFunction(trigger, build, {});
      steps.forEach(({ config }) => config.table && Object.assign(config, { table: 'Secrets', answerAfterMs: 0 }));
      return [trigger, { folder, steps }];
    }),
  );
  return async (trigger: string, change: (event: FixtureEvent) => object) => {
    const event = eventOf(`${trigger}_Authentication`);
    event.request = { ...event.request, userAttributes: USER, ...change(event) };
    const { folder, steps } = functions[trigger]!;
    const { outcomes } = await runFunction(folder, steps, [event], environment());
    const [{ event: answer, error, loaded }] = outcomes as [any];
    return { ...answer?.response, error: error?.message, loaded };
  };
}

const mailed = () => (aws.requests.at(-1)!.body as any).Content.Simple.Body.Text.Data as string;
const ours = (loaded: string[]) => loaded.filter((name) => name !== 'index.js');

test('from the template over the variable and the built bundle to the event: CustomAuth.emailCode', async () => {
  const ask = poolWith(METHODS.emailCode);
  const first = await ask('DefineAuthChallenge', () => ({ session: [] }));
  expect(first).toMatchObject({ challengeName: 'CUSTOM_CHALLENGE', issueTokens: false, failAuthentication: false });
  expect(ours(first.loaded)).toEqual(['sequence.js']);
  const made = await ask('CreateAuthChallenge', () => ({ session: [] }));
  expect(made.publicChallengeParameters).toEqual({ challenge: 'EMAIL_CODE', digits: '8' });
  expect(ours(made.loaded).sort()).toEqual(['dynamodb.js', 'emailCode.js', 'ses.js']);
  expect(aws.requests).toMatchObject([{ body: { Destination: { ToAddresses: ['ann@example.com'] } } }]);
  const { privateChallengeParameters } = made;
  const challengeAnswer = /\d{8}/.exec(mailed())![0];
  const check = async (answer: string) =>
    ask('VerifyAuthChallengeResponse', () => ({ privateChallengeParameters, challengeAnswer: answer }));
  expect(await check('00000000')).toMatchObject({ answerCorrect: challengeAnswer === '00000000' });
  expect(await check(challengeAnswer)).toMatchObject({ answerCorrect: true });
  const session = [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: made.challengeMetadata }];
  expect(await ask('DefineAuthChallenge', () => ({ session }))).toMatchObject({ issueTokens: true });
}, 30_000); // prettier-ignore

test('from the template over the variable and the built bundle to the event: CustomAuth.magicLink', async () => {
  const ask = poolWith(METHODS.magicLink);
  const start = await ask('CreateAuthChallenge', () => ({ session: [] }));
  expect(start.challengeMetadata).toBe('MAGIC_LINK_START');
  expect(ours(start.loaded)).toEqual(['magicLink.js']);
  const session = [{ challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'MAGIC_LINK_START' }];
  const stale = await ask('CreateAuthChallenge', () => ({ session }));
  expect(stale.error).toBe('This link is not valid any more. Please ask for a new one');
  await ask('CreateAuthChallenge', (event) => {
    event.userName = 'ann';
    return { session, clientMetadata: { sendLink: 'true' } };
  });
  const token = /token=([\w-]{43})/.exec(mailed())![1];
  const check = async (userName: string) =>
    ask('VerifyAuthChallengeResponse', (event) => {
      event.userName = userName;
      return { privateChallengeParameters: start.privateChallengeParameters, challengeAnswer: token };
    });
  expect(await check('bob')).toMatchObject({ answerCorrect: false });
  expect(await check('ann')).toMatchObject({ answerCorrect: true });
}, 30_000); // prettier-ignore
