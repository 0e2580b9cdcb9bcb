import fc from 'fast-check';
import { chain, type StepTable, type Surroundings } from '../../../lambda/runtime/chain';
import { UserFacingError } from '../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../lambda/runtime/events';
import { emailNotAllowed, notMember } from '../../../lambda/runtime/refusals';
import { envelope, STEPS_VARIABLE } from '../../../src/contract/codec';
import type { Step } from '../../../src/contract/steps';
import { CONTEXT, eventOf, EVENTS, type FixtureEvent, sourcesOf } from '../events';
import { fakePorts } from '../ports/fake-ports';

type Table = StepTable<'PreSignUp'>;
type PreSignUpEvent = TriggerEvents['PreSignUp'];

const NEUTRAL = 'Sign-up is not possible right now. Please try again later';
const ALL = sourcesOf('PreSignUp');
const stepOf = (step: string, change: Partial<Step> = {}): Step => ({
  step,
  key: 'k',
  sources: ALL,
  config: {},
  ...change,
});

let lines: string[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => jest.restoreAllMocks());

const logged = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

/** A handler whose steps note their names, with one of them replaced. */
function handlerOf(steps: readonly Step[] | string, change: Partial<Table> = {}, more: Partial<Surroundings> = {}) {
  const ran: string[] = [];
  const named = [
    'allowEmailDomains',
    'autoConfirm',
    'blockDuplicates',
    'denyEmailDomains',
    'emailDomainsIn',
    'invitationCode',
    'invoke',
    'linkAccounts',
    'signInAgain',
    'toEventBridge',
  ].map((name) => [name, async () => void ran.push(name)]);
  const table: Table = { ...Object.fromEntries(named), ...change };
  const variable = typeof steps === 'string' ? steps : JSON.stringify(envelope(steps));
  const handler = chain('PreSignUp', table, { variable, portsFor: () => fakePorts().ports, ...more });
  return { ran, run: async (event: FixtureEvent) => handler(event as never as PreSignUpEvent, CONTEXT) };
}

const fail = (error: unknown) => () => {
  throw error;
};

test('runs the steps in the order of the variable', async () => {
  const { ran, run } = handlerOf([stepOf('invoke'), stepOf('allowEmailDomains'), stepOf('invoke')]);
  await run(eventOf('PreSignUp_SignUp'));
  expect(ran).toEqual(['invoke', 'allowEmailDomains', 'invoke']);
  expect(lines).toEqual([]);
});

test.each(ALL)('runs only the steps that name %s', async (source) => {
  const others = ALL.filter((other) => other !== source);
  const { ran, run } = handlerOf([
    stepOf('invoke', { sources: others }),
    stepOf('allowEmailDomains', { sources: [source] }),
  ]);
  await run(eventOf(source));
  expect(ran).toEqual(['allowEmailDomains']);
});

test('gives a step the event, its own config and the ports', async () => {
  const { ports } = fakePorts();
  const seen: unknown[][] = [];
  const steps = [stepOf('invoke', { config: { functionArn: 'a' } }), stepOf('invoke', { config: { functionArn: 'b' } })];
  const invoke: Table['invoke'] = (...everything) => void seen.push(everything);
  const { run } = handlerOf(steps, { invoke }, { portsFor: () => ports });
  const event = eventOf('PreSignUp_SignUp');
  await run(event);
  expect(seen.map(([given, config]) => [given, config])).toEqual([[event, { functionArn: 'a' }], [event, { functionArn: 'b' }]]);
  expect(seen.every(([, , given]) => given === ports)).toBe(true);
}); // prettier-ignore

test.each(EVENTS.filter(({ trigger }) => trigger === 'PreSignUp'))(
  '$source: unknown fields survive',
  async ({ source }) => {
    const extra = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    const { run } = handlerOf([stepOf('invoke')]);
    await fc.assert(
      fc.asyncProperty(extra, extra, extra, async (ofEvent, ofRequest, ofResponse) => {
        const known = eventOf(source);
        const event = JSON.parse(
          JSON.stringify({
            ...ofEvent,
            ...known,
            request: { ...ofRequest, ...known.request },
            response: { ...ofResponse, ...known.response },
          }),
        );
        expect(JSON.stringify(await run(event))).toBe(JSON.stringify(event));
      }),
      { numRuns: 50 },
    );
  },
);

test('tells a step until when the handler must have answered', async () => {
  const deadlines: number[] = [];
  const steps = [stepOf('toEventBridge')];
  const { run } = handlerOf(steps, { toEventBridge: (...all) => void deadlines.push(all[3]) }, { deadlineMs: 500 });
  const before = performance.now();
  await run(eventOf('PreSignUp_SignUp'));
  const [deadline] = deadlines as [number];
  expect(deadline).toBeGreaterThanOrEqual(before + 500);
  expect(deadline).toBeLessThanOrEqual(performance.now() + 500);
});

test('the first throw ends the chain', async () => {
  const refusal = emailNotAllowed();
  const { ran, run } = handlerOf([stepOf('allowEmailDomains'), stepOf('invoke')], { allowEmailDomains: fail(refusal) });
  await expect(run(eventOf('PreSignUp_SignUp'))).rejects.toBe(refusal);
  expect(ran).toEqual([]);
  expect(logged()).toEqual([
    {
      triggerSource: 'PreSignUp_SignUp',
      region: 'eu-west-1',
      step: 'allowEmailDomains',
      requestId: CONTEXT.awsRequestId,
      outcome: 'refused',
      detail: 'emailNotAllowed',
      milliseconds: expect.any(Number),
    },
  ]);
});

test('the log says how long the event took', async () => {
  const wait = async () => new Promise<void>((resolve) => setTimeout(resolve, 30));
  const { run } = handlerOf([stepOf('invoke'), stepOf('allowEmailDomains')], {
    invoke: wait,
    allowEmailDomains: fail(emailNotAllowed()),
  });
  const start = performance.now();
  await expect(run(eventOf('PreSignUp_SignUp'))).rejects.toThrow();
  const [{ milliseconds }] = logged() as [{ milliseconds: number }];
  expect(milliseconds).toBeGreaterThanOrEqual(29);
  expect(milliseconds).toBeLessThanOrEqual(Math.ceil(performance.now() - start));
});

test.each([
  ['an error', new TypeError('ann@example.com is not a function'), 'TypeError'],
  [
    'an error of the AWS SDK',
    Object.assign(new Error('User ann'), { name: 'ThrottlingException' }),
    'ThrottlingException',
  ],
  ['text', 'hunter2', 'unknown'],
  ['nothing', undefined, 'unknown'],
])('whatever else a step throws becomes one sentence: %s', async (_, thrown, name) => {
  const { ran, run } = handlerOf([stepOf('allowEmailDomains'), stepOf('invoke')], { allowEmailDomains: fail(thrown) });
  const refusal = await run(eventOf('PreSignUp_SignUp')).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(UserFacingError);
  expect(refusal).toMatchObject({ name: 'UserFacingError', message: NEUTRAL });
  expect(refusal).not.toHaveProperty('cause');
  expect(ran).toEqual([]);
  expect(logged()).toMatchObject([{ outcome: 'failed', error: name }]);
  expect(logged()[0]).not.toHaveProperty('detail');
});

test.each([
  ['PreSignUp', 'PreSignUp_SignUp', NEUTRAL],
  ['PostConfirmation', 'PostConfirmation_ConfirmSignUp', 'Account set-up is not possible right now. Please try again later'],
  ['PreTokenGeneration', 'TokenGeneration_Authentication', 'Sign-in is not possible right now. Please try again later'],
] as const)('%s has its own neutral sentence', async (trigger, source, sentence) => {
  const handler = chain(trigger, {} as never, { variable: 'nonsense' });
  await expect(handler(eventOf(source) as never, CONTEXT)).rejects.toThrow(new Error(sentence));
}); // prettier-ignore

test.each([
  ['a variable that is no JSON', '{', /JSON/],
  ['another version', '{"v":2,"steps":[]}', /has version 2/],
  ['an unknown step', JSON.stringify(envelope([stepOf('unheardOf')])), /unknown step unheardOf/],
  ['a step named like a part of every object', JSON.stringify(envelope([stepOf('toString')])), /unknown step toString/],
])('%s: loads, refuses every event, and tells the log why', async (_, variable, reason) => {
  const { ran, run } = handlerOf(variable);
  for (const source of ALL) await expect(run(eventOf(source))).rejects.toThrow(NEUTRAL);
  expect(ran).toEqual([]);
  expect(logged()).toHaveLength(ALL.length);
  expect(logged()[0]).toMatchObject({
    outcome: 'failed',
    error: 'InternalError',
    detail: expect.stringMatching(reason),
  });
});

test('a variable that is not set: refuses every event', async () => {
  const handler = chain('PreSignUp', {} as never);
  await expect(handler(eventOf('PreSignUp_SignUp') as never as PreSignUpEvent, CONTEXT)).rejects.toThrow(NEUTRAL);
  expect(logged()).toMatchObject([{ detail: `${STEPS_VARIABLE} is not set` }]);
});

test.each([
  'PreSignUp_SignUp2',
  'OtherPreSignUp_SignUp',
  'PreSignUp_Passkey',
  'PostConfirmation_ConfirmSignUp',
  '',
  undefined,
])('a sign-up that no guard knows is refused: %s', async (triggerSource) => {
  const { run } = handlerOf([stepOf('allowEmailDomains')]);
  const event = { ...eventOf('PreSignUp_SignUp'), triggerSource } as FixtureEvent;
  await expect(run(event)).rejects.toThrow(NEUTRAL);
  expect(logged()).toMatchObject([{ detail: 'unknown trigger source' }]);
});

test('tokens from a source that no step knows are left as they are', async () => {
  const variable = JSON.stringify(envelope([stepOf('claim', { sources: ['TokenGeneration_Authentication'] })]));
  const claim = fail(new Error('must not run'));
  const handler = chain('PreTokenGeneration', { claim, invoke: claim } as never, { variable });
  const event = { ...eventOf('TokenGeneration_Authentication'), triggerSource: 'TokenGeneration_New' };
  await expect(handler(event as never, CONTEXT)).resolves.toEqual(event);
});

test('a guard of every source also stands in a way that is not known yet', async () => {
  const variable = JSON.stringify(envelope([stepOf('requireGroup', { sources: ['*'] })]));
  const handler = chain('PreTokenGeneration', { requireGroup: fail(notMember()) } as never, { variable });
  const event = { ...eventOf('TokenGeneration_Authentication'), triggerSource: 'TokenGeneration_New' };
  await expect(handler(event as never, CONTEXT)).rejects.toThrow('This account may not sign in here');
});

describe('PostAuthentication fails open', () => {
  const source = 'PostAuthentication_Authentication';
  const variable = JSON.stringify(envelope([stepOf('invoke', { sources: [source] })]));
  const answerOf = async (invoke: () => unknown, more: Partial<Surroundings> = {}) => {
    const surroundings = { variable, portsFor: () => fakePorts().ports, ...more };
    return chain('PostAuthentication', { invoke } as never, surroundings)(eventOf(source) as never, CONTEXT);
  };

  test.each([
    ['a step breaks', fail(new TypeError('ann@example.com')), {}, { outcome: 'failed', error: 'TypeError' }],
    ['a step refuses', fail(emailNotAllowed()), {}, { outcome: 'refused', detail: 'emailNotAllowed' }],
    ['a step hangs', async () => new Promise(() => {}), { deadlineMs: 20 }, { detail: 'deadline reached' }],
    ['the variable is nonsense', () => {}, { variable: '{' }, { error: 'InternalError' }],
  ])('when %s, with one line in the log', async (_, invoke, more, line) => {
    expect(await answerOf(invoke, more)).toEqual(eventOf(source));
    expect(logged()).toMatchObject([line]);
    expect(JSON.stringify(lines)).not.toContain('ann@');
  });

  test('with the response as it came, not with half of one', async () => {
    const invoke = (event: { response: object }) => {
      Object.assign(event.response, { half: 'written' });
      throw new Error('and no more');
    };
    expect(await answerOf(invoke as never)).toEqual(eventOf(source));
  });
});

test('a step that hangs is ended at the deadline, and no later step runs', async () => {
  let release = () => {};
  let signal: AbortSignal | undefined;
  const { ran, run } = handlerOf(
    [stepOf('allowEmailDomains'), stepOf('invoke')],
    { allowEmailDomains: async () => new Promise<void>((resolve) => (release = resolve)) },
    {
      deadlineMs: 20,
      portsFor: (given) => {
        signal = given;
        return fakePorts().ports;
      },
    },
  );
  await expect(run(eventOf('PreSignUp_SignUp'))).rejects.toThrow(NEUTRAL);
  expect(signal?.aborted).toBe(true);
  expect(logged()).toMatchObject([{ step: 'allowEmailDomains', error: 'InternalError', detail: 'deadline reached' }]);
  release();
  await new Promise(setImmediate);
  expect(ran).toEqual([]);
});

test('a table must hold every step of its trigger, and no other', () => {
  const step = () => {};
  const complete = {
    addToGroup: step,
    invoke: step,
    profileRow: step,
    publishTo: step,
    sendTo: step,
    toEventBridge: step,
  };
  chain('PostConfirmation', complete);
  // @ts-expect-error the step addToGroup is missing
  chain('PostConfirmation', { invoke: step });
  // @ts-expect-error claim belongs to another trigger
  chain('PostConfirmation', { ...complete, claim: step });
  // @ts-expect-error a step takes the config of its name
  chain('PostConfirmation', { ...complete, addToGroup: (_event, config: { functionArn: string }) => void config });
});
