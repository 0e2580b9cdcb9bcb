import { Duration } from 'aws-cdk-lib';
import { PostAuthentication, PostConfirmation, PreAuthentication, PreTokenGeneration } from 'cdk-cognito-auth';
import { runFunction } from './function';
import { type Build, deployedFunction } from '../../support/triggers';
import { eventOf, type FixtureEvent } from '../events';
import { awsEndpoint } from '../ports/aws-endpoint';
import { dynamodbTables } from '../ports/tables';
import { details } from '../steps/pre-token-generation/tokens';

// each run of a function is a process of its own
jest.setTimeout(60_000);

const SUB = (eventOf('TokenGeneration_Authentication').request.userAttributes as Record<string, string>).sub!;
const NEUTRAL = 'Sign-in is not possible right now. Please try again later';

const build: Build = (auth) => {
  auth.addTrigger(PostConfirmation.profileRow({ attributes: { mail: 'email' } }));
  auth.addTrigger(PostAuthentication.lastSignIn());
  auth.addTrigger(PostAuthentication.signInLog({ retention: Duration.days(30) }));
  auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { address: 'mail', seen: 'lastSignInAt' } }));
  auth.addTrigger(PreAuthentication.suspendedUsers());
  auth.addTrigger(PreAuthentication.lockout({ attempts: 3 }));
};
/** A name for each table, which only a deployment gives: by the attributes that its steps have. */
const TABLES = { Profiles: ['sub'], Suspensions: ['sub'], SignIns: ['sub', 'signIn'], Locks: ['id'] };
const tableOf = (step: string) =>
  ({ suspendedUsers: 'Suspensions', signInLog: 'SignIns', lockout: 'Locks', forgetAttempts: 'Locks' })[step] ??
  'Profiles';

/** What the function of the synthesised app answers: the response, or the sentence that people read. */
async function answersOf(trigger: string, events: readonly FixtureEvent[], environment: Record<string, string>) {
  const { folder, steps } = deployedFunction(trigger, build);
  const named = steps.map((each) => ({ ...each, config: { ...each.config, table: tableOf(each.step) } }));
  const { outcomes, output } = await runFunction(folder, named, events, environment);
  return { answers: outcomes.map(({ event, error }) => error?.message ?? event!.response), outcomes, output };
}
const times = (count: number, source: string) => Array.from({ length: count }, () => eventOf(source));

describe('from the template over the built bundle to the tables', () => {
  let rows: Awaited<ReturnType<typeof dynamodbTables>>;
  beforeAll(async () => (rows = await dynamodbTables(TABLES)));
  afterAll(() => rows.close());
  const answers = async (trigger: string, events: FixtureEvent[]) =>
    (await answersOf(trigger, events, rows.environment)).answers;

  test('a user is confirmed, signs in, has claims, and is suspended', async () => {
    await answers('PostConfirmation', times(3, 'PostConfirmation_ConfirmSignUp'));
    const [profile, ...others] = await rows.items('Profiles');
    expect(profile).toEqual({ sub: { S: SUB }, mail: { S: 'ann@example.com' }, createdAt: { S: expect.any(String) } });
    expect(others).toEqual([]);

    const attempt = await answers('PreAuthentication', times(1, 'PreAuthentication_Authentication'));
    expect(attempt).toEqual([{}]);
    expect(await rows.items('Locks')).toHaveLength(1);
    await answers('PostAuthentication', times(1, 'PostAuthentication_Authentication'));
    expect(await rows.items('Locks')).toEqual([]);
    expect(await rows.items('SignIns')).toEqual([expect.objectContaining({ sub: { S: SUB } })]);
    const [{ lastSignInAt: seen }] = (await rows.items('Profiles')) as [Record<string, { S: string }>];

    const refresh = eventOf('TokenGeneration_RefreshTokens');
    const claims = { claimsToAddOrOverride: { address: 'ann@example.com', seen: seen!.S } };
    expect(await answers('PreTokenGeneration', [refresh])).toEqual([details(claims, claims)]);

    await rows.put('Suspensions', { sub: { S: SUB }, suspended: { BOOL: true } });
    expect(await answers('PreTokenGeneration', [refresh])).toEqual(['This account is suspended']);
    expect(await answers('PreAuthentication', times(1, 'PreAuthentication_Authentication'))).toEqual([
      'This account is suspended',
    ]);
  });

  test('too many attempts are refused, of who exists and who does not', async () => {
    const stranger = eventOf('PreAuthentication_Authentication');
    Object.assign(stranger, { userName: 'nobody@example.com', request: { userAttributes: {}, userNotFound: true } });
    const known = { ...eventOf('PreAuthentication_Authentication'), userName: 'bob' };
    known.request = { ...known.request, userAttributes: { sub: 'bob' } };
    const many = await answers('PreAuthentication', [...Array(4).fill(stranger), ...Array(4).fill(known)]);
    const each = [{}, {}, {}, 'Too many attempts to sign in. Please try again later'];
    expect(many).toEqual([...each, ...each]);
  });
});

describe('when DynamoDB does not answer', () => {
  let aws: Awaited<ReturnType<typeof awsEndpoint>>;
  beforeAll(async () => (aws = await awsEndpoint()));
  afterAll(() => aws.close());

  const throttled = () => ({ status: 400, body: '{"__type":"ThrottlingException","message":"ann@example.com"}' });
  const refused = () => ({ status: 400, body: '{"__type":"AccessDeniedException","message":"ann@example.com"}' });
  const silent = () => 'never' as const;

  describe.each([
    ['refuses', refused],
    ['is throttled', throttled],
    ['is silent beyond the deadline', silent],
  ])('but %s', (_, answer) => {
    test.each([
      ['PreAuthentication', 'PreAuthentication_Authentication', NEUTRAL],
      ['PreTokenGeneration', 'TokenGeneration_RefreshTokens', NEUTRAL],
      ['PostAuthentication', 'PostAuthentication_Authentication', {}],
      ['PostConfirmation', 'PostConfirmation_ConfirmSignUp', {}],
    ])('%s', async (trigger, source, expected) => {
      aws.answers(answer);
      const { answers, output } = await answersOf(trigger, times(1, source), aws.environment);
      expect(answers).toEqual([expected]);
      expect(output.split('"outcome":"failed"')).toHaveLength(2);
      expect(output).not.toContain('ann@');
    });
  });
});

test('no event pays for the client of DynamoDB that does not need it', async () => {
  const { outcomes } = await answersOf('PostConfirmation', times(1, 'PostConfirmation_ConfirmForgotPassword'), {});
  expect(outcomes[0]!.loaded).toEqual(['index.js']);
});
