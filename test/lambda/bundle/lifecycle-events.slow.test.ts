import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { FederatedTrust, LifecycleEvents, PostConfirmation, PreSignUp } from 'cdk-cognito-auth';
import { runFunction } from './function';
import { EVENT_SOURCE, EVENT_TYPES } from '../../../src/contract/user-events';
import { google } from '../../support/auth';
import { satisfies } from '../../support/json-schema';
import { type Build, deployedFunction } from '../../support/triggers';
import { eventOf, type FixtureEvent, signUpOf, sourcesOf } from '../events';
import { type AwsAnswer, awsEndpoint } from '../ports/aws-endpoint';
import { EMAIL, federated } from '../steps/pre-sign-up/accounts';

const PAGE = readFileSync(join(__dirname, '..', '..', '..', 'docs', 'lifecycle-events.md'), 'utf8');
const [EXAMPLE, SCHEMA] = [...PAGE.matchAll(/```json\n(.+?)```/gs)].map(([, json]) => JSON.parse(json!) as unknown) as [
  { readonly source: string; readonly 'detail-type': string; readonly detail: Detail },
  { readonly properties: object },
];
type Detail = Readonly<Record<string, unknown>>;
interface Entry {
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

const SUB = 'sub-of-the-account';
let aws: Awaited<ReturnType<typeof awsEndpoint>>;
beforeAll(async () => (aws = await awsEndpoint()));
afterAll(() => aws.close());

const operationOf = ({ headers }: { headers: object }) =>
  `${(headers as Record<string, string>)['x-amz-target']}`.split('.')[1];

/** One account, which has the address that everybody comes with. */
const USERS = [
  {
    Username: 'ann',
    UserStatus: 'CONFIRMED',
    Enabled: true,
    Attributes: Object.entries({ sub: SUB, email: EMAIL, email_verified: 'true' }).map(([Name, Value]) => ({
      Name,
      Value,
    })),
  },
];
const taken = ({ headers }: { headers: object }): AwsAnswer =>
  operationOf({ headers }) === 'ListUsers'
    ? { body: JSON.stringify({ Users: USERS }) }
    : { body: '{"FailedEntryCount":0}' };

/** Runs the function of a synthesised app, and tells what it answered and what it sent. */
async function run(trigger: string, build: Build, events: readonly FixtureEvent[], answer = taken) {
  aws.answers(answer);
  const { folder, steps } = deployedFunction(trigger, build);
  const { outcomes, output } = await runFunction(folder, steps, events, aws.environment);
  const entries = aws.requests
    .filter((request) => operationOf(request) === 'PutEvents')
    .flatMap(({ body }) => (body as { Entries: Entry[] }).Entries);
  const answers = outcomes.map(({ event, error }) => error?.message ?? event);
  return { answers, output, entries, details: entries.map(({ Detail }) => JSON.parse(Detail) as Detail) };
}

/** The schema leaves room for fields to come; what is sent today is all in it. */
function expectDocumented(detail: Detail): void {
  expect({ detail, isValid: satisfies(SCHEMA, detail) }).toEqual({ detail, isValid: true });
  expect(Object.keys(SCHEMA.properties)).toEqual(expect.arrayContaining(Object.keys(detail)));
}

/** What the function wrote itself; the SDK may warn of the version of Node. */
const linesIn = (output: string) =>
  output.split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as object] : []));

const everything: Build = (auth) => auth.addTrigger(LifecycleEvents.toEventBridge());
const withGuards: Build = (auth, stack) => {
  everything(auth, stack);
  const trust = [FederatedTrust.verifiedEmail(auth.addIdentityProvider('Google', google()))];
  auth.addTrigger(PreSignUp.linkAccounts({ trust }));
  auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
};

describe('every event that is sent is as docs/lifecycle-events.md says', () => {
  const triggers = ['PreSignUp', 'PostConfirmation', 'PostAuthentication'] as const;

  test.each(triggers)('%s', async (trigger) => {
    const sources = sourcesOf(trigger);
    const events = sources.map((source) => eventOf(source));
    const { answers, details, entries, output } = await run(trigger, everything, events);
    expect(answers).toEqual(events);
    expect(linesIn(output)).toEqual([]);
    expect(entries.map(({ Source, DetailType }) => [Source, DetailType])).toEqual(
      sources.map((source) => [EVENT_SOURCE, EVENT_TYPES[source]]),
    );
    details.forEach(expectDocumented);
    expect(JSON.stringify(entries)).not.toContain('example.com');
  });

  test('attributes that are named', async () => {
    const build: Build = (auth) => auth.addTrigger(LifecycleEvents.toEventBridge({ attributes: ['email', 'sub'] }));
    const { details } = await run('PostConfirmation', build, [eventOf('PostConfirmation_ConfirmSignUp')]);
    const sub = expect.any(String);
    expect(details).toMatchObject([{ attributes: { email: 'ann@example.com', sub } }]);
    expectDocumented(details[0]!);
  });

  test('the example of the page', () => {
    const { source, 'detail-type': type, detail } = EXAMPLE;
    expect([source, type]).toEqual([EVENT_SOURCE, detail.type]);
    expectDocumented(detail);
  });

  test.each<[string, object]>([
    ['an id that is no hash', { id: 'ann' }],
    ['another version', { version: '2' }],
    ['a type that nobody knows', { type: 'User Deleted' }],
    ['the source of another trigger', { triggerSource: 'CustomMessage_SignUp' }],
    ['an attribute that is no text', { attributes: { email: ['ann@example.com'] } }],
    ['no user', { user: undefined }],
  ])('the schema refuses %s', (_, change) => {
    const detail = JSON.parse(JSON.stringify({ ...EXAMPLE.detail, ...change })) as Detail;
    expect(satisfies(SCHEMA, detail)).toBe(false);
  });

  test('the table of the page names every type with its sources', () => {
    const rows = [...PAGE.matchAll(/^\| `(User [^`]+)` \| .+ \| (.+) \|$/gm)].map(([, type, sources]) => [
      type,
      [...sources!.matchAll(/`(\w+)`/g)].map(([, source]) => source),
    ]);
    const types = [...new Set(Object.values(EVENT_TYPES))];
    const sources = (type: string) => Object.keys(EVENT_TYPES).filter((source) => EVENT_TYPES[source] === type);
    const expected = [...types.map((type) => [type, sources(type)]), ['User Linking', ['PreSignUp_ExternalProvider']]];
    expect(new Set(rows)).toEqual(new Set(expected));
  });
});

test('what a guard refuses is not told; what it lets in is', async () => {
  const events = [signUpOf('ann@evil.test'), signUpOf('bob@example.com')];
  const { answers, details } = await run('PreSignUp', withGuards, events);
  expect(answers).toEqual(['Sign-up with this e-mail address is not allowed', events[1]]);
  expect(details).toMatchObject([{ type: 'User Sign-Up', triggerSource: 'PreSignUp_SignUp' }]);
});

test('a link is told, at each attempt with the same id, and the person signs in again', async () => {
  const attempt = federated('Google_1', 'true');
  const { answers, details } = await run('PreSignUp', withGuards, [attempt, attempt, attempt]);
  expect(answers).toEqual(Array(3).fill('Your accounts are linked now. Please sign in again'));
  const { id } = details[0]!;
  expect(details).toMatchObject(Array(3).fill({ id, type: 'User Linking', sub: SUB, provider: 'Google' }));
  details.forEach(expectDocumented);
});

describe('an event that cannot be sent', () => {
  const refused = ({ headers }: { headers: object }): AwsAnswer =>
    operationOf({ headers }) === 'PutEvents'
      ? { status: 400, body: '{"__type":"AccessDeniedException"}' }
      : taken({ headers });
  const lost = (request: { headers: object }) => (operationOf(request) === 'PutEvents' ? 'never' : taken(request));

  test.each([
    ['PreSignUp', 'PreSignUp_SignUp'],
    ['PostConfirmation', 'PostConfirmation_ConfirmSignUp'],
    ['PostAuthentication', 'PostAuthentication_Authentication'],
  ])(
    '%s: leaves one line, without the person in it, and they get on',
    async (trigger, source) => {
      for (const answer of [refused, lost]) {
        const event = eventOf(source);
        const { answers, output } = await run(trigger, everything, [event], answer as typeof refused);
        expect(answers).toEqual([event]);
        expect(linesIn(output)).toMatchObject([{ step: 'toEventBridge', outcome: 'failed' }]);
        expect(output).not.toContain('ann@');
      }
    },
    60_000,
  );

  test('does not undo what the handlers before it said', async () => {
    const build: Build = (auth, stack) => {
      everything(auth, stack);
      auth.addTrigger(PreSignUp.autoConfirm({ domains: ['example.com'] }));
    };
    const { answers } = await run('PreSignUp', build, [signUpOf('ann@example.com')], refused);
    expect(answers).toMatchObject([{ response: { autoConfirmUser: true } }]);
  });

  test('does not undo a link', async () => {
    const { answers } = await run('PreSignUp', withGuards, [federated('Google_1', 'true')], refused);
    expect(answers).toEqual(['Your accounts are linked now. Please sign in again']);
  });

  test('costs a sign-up where it is required, and no sign-in', async () => {
    const required: Build = (auth) => auth.addTrigger(LifecycleEvents.toEventBridge({ required: true }));
    const signUp = await run('PreSignUp', required, [eventOf('PreSignUp_SignUp')], refused);
    expect(signUp.answers).toEqual(['Sign-up is not possible right now. Please try again later']);
    const event = eventOf('PostAuthentication_Authentication');
    expect((await run('PostAuthentication', required, [event], refused)).answers).toEqual([event]);
  });
});

test('a topic and a queue get the same detail', async () => {
  const build: Build = (auth, stack) => {
    auth.addTrigger(PostConfirmation.toEventBridge());
    auth.addTrigger(PostConfirmation.publishTo(new sns.Topic(stack, 'Topic', { fifo: true })));
    auth.addTrigger(PostConfirmation.sendTo(new sqs.Queue(stack, 'Queue')));
  };
  const { folder, steps } = deployedFunction('PostConfirmation', build);
  const queueUrl = `${aws.environment.AWS_ENDPOINT_URL}/111122223333/queue`;
  const placed = JSON.parse(JSON.stringify(steps).replace(/("queueUrl":)"<token>"/, `$1"${queueUrl}"`)) as typeof steps;
  const topic = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
  aws.answers(({ headers, body }) => {
    if (typeof body === 'string') return { body: topic };
    return operationOf({ headers }) === 'PutEvents' ? taken({ headers }) : { body: '{}' };
  });
  const event = eventOf('PostConfirmation_ConfirmSignUp');
  await runFunction(folder, placed, [event], aws.environment);
  const [publish, send, put] = aws.requests.map(({ body }) => body) as [
    string,
    { MessageBody: string },
    { Entries: Entry[] },
  ];
  const detail = JSON.parse(put.Entries[0]!.Detail) as Detail;
  expectDocumented(detail);
  const form = new URLSearchParams(publish);
  expect(JSON.parse(form.get('Message')!)).toEqual(detail);
  expect(form.get('MessageDeduplicationId')).toBe(detail.id);
  expect(JSON.parse(send.MessageBody)).toEqual(detail);
});
