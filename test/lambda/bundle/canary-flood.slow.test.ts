import { leakedIn, seeded, type Secrets, setsOfSecrets } from './canaries';
import { NO_NETWORK, runFunction } from './function';
import { exerciseAll } from '../../../scripts/trigger-pages';
import { type Deployed, deployedBy } from '../../triggers/deployed';
import { type AwsAnswer, type AwsRequest, awsEndpoint } from '../ports/aws-endpoint';

/** The issue asks for so many events, over all functions and all that can happen to them. */
const EVENTS = 10_000;

/** What happens to a function whose steps call a service. */
const FATES: Readonly<Record<string, (request: AwsRequest) => AwsAnswer | 'never'>> = {
  'services answer': ({ path }) => (path === '/' ? {} : { body: '{"response":{}}' }),
  'services refuse, and repeat what they were asked': (request) => talkative(request, 400),
  'services answer nonsense, and repeat what they were asked': ({ body }) => ({ body: `<${JSON.stringify(body)}` }),
  'invoked functions break, and repeat what they were asked': (request) => talkative(request, 200),
};

function talkative({ body }: AwsRequest, status: number): AwsAnswer {
  const message = `not for people: ${JSON.stringify(body)}`;
  const headers = { 'x-amz-function-error': 'Unhandled', 'x-amzn-errortype': 'AccessDeniedException' };
  const told = {
    __type: 'AccessDeniedException',
    message,
    Message: message,
    errorType: message,
    errorMessage: message,
  };
  return { status, headers, body: JSON.stringify(told) };
}

const HANDLERS = [...exerciseAll()];
const FUNCTIONS = HANDLERS.flatMap(([name, exercised]) => deployedBy(exercised).map((each) => ({ name, ...each })));
/** Who sends mail takes its time with everybody, so that nobody can tell who got one. */
const isSlow = ({ ports }: Deployed) => ports.includes('ses');
const quick = FUNCTIONS.filter((each) => !isSlow(each)).length;
const eventsFor = (own: Deployed) => (isSlow(own) ? 8 : Math.ceil(EVENTS / (quick * Object.keys(FATES).length)));

let aws: Awaited<ReturnType<typeof awsEndpoint>>;
let environment: Record<string, string>;
let sent = 0;
beforeAll(async () => {
  aws = await awsEndpoint();
  environment = { ...aws.environment, ...NO_NETWORK };
});
afterAll(() => aws.close());

/** Whatever a function writes, or says to people, about some events. */
async function outputOf(own: Deployed, sets: readonly Secrets[]): Promise<{ output: string; passed: number }> {
  const events = sets.map((set, index) => seeded(own.sources[index % own.sources.length]!, set));
  const { outcomes, output } = await runFunction(own.folder, own.steps, events, { ...own.environment, ...environment });
  expect(outcomes).toHaveLength(events.length);
  sent += events.length;
  const passed = outcomes.filter(({ event }) => event).length;
  return { output: `${output}${outcomes.map(({ error }) => error?.message).join('')}`, passed };
}

describe.each(Object.entries(FATES))('when %s', (_, answer) => {
  test.each(FUNCTIONS)('$name, function of $trigger: tells no secret', async (own) => {
    aws.answers(answer);
    const sets = setsOfSecrets(eventsFor(own));
    const { output } = await outputOf(own, sets);
    expect(leakedIn(output, sets)).toEqual([]);
  });
});

test('a time-out tells no secret either', async () => {
  aws.answers(() => 'never');
  const waiting = FUNCTIONS.filter(({ ports }) => ports.length > 0);
  // each waits for seconds and does nothing meanwhile
  for (let at = 0; at < waiting.length; at += 12) {
    const runs = waiting.slice(at, at + 12).map(async (own) => {
      const sets = setsOfSecrets(1);
      const { output } = await outputOf(own, sets);
      return { function: `${own.name}, ${own.trigger}`, leaked: leakedIn(output, sets) };
    });
    expect((await Promise.all(runs)).filter(({ leaked }) => leaked.length > 0)).toEqual([]);
  }
});

test('the control: so many events, and secrets did travel through the functions to the services', async () => {
  expect(sent).toBeGreaterThanOrEqual(EVENTS);
  const sets = setsOfSecrets(1);
  const invoked = FUNCTIONS.find(({ name }) => name === 'PreSignUp.invoke')!;
  aws.answers(FATES['services answer']!);
  const { passed } = await outputOf(invoked, sets);
  expect(passed).toBe(1);
  const asked = JSON.stringify(aws.requests);
  expect(leakedIn(asked, sets).sort()).toEqual(Object.values(sets[0]!).sort());
});

test.each([
  ['as it is', (text: string) => text],
  ['in capitals', (text: string) => text.toUpperCase()],
  ['in a URL', encodeURIComponent],
  ['in base64', (text: string) => Buffer.from(text).toString('base64')],
  ['in JSON', (text: string) => JSON.stringify({ text })],
])('the control: a secret %s is found', (_, form) => {
  const [set] = setsOfSecrets(1);
  expect(leakedIn(`line: ${form(set!.password)}`, [set!])).toEqual([set!.password]);
});
