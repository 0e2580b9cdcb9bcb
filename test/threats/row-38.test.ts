import { readdirSync, readFileSync } from 'fs';
import { join, resolve } from 'path';
import { PreAuthentication, PreTokenGeneration } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { ownSentences } from './error-checks';
import { changing, rewriting } from './mutants';
import { prove } from './prove';
import { chain } from '../../lambda/runtime/chain';
import { UserFacingError } from '../../lambda/runtime/errors';
import * as refusals from '../../lambda/runtime/refusals';
import { envelope, STEPS_VARIABLE } from '../../src/contract/codec';
import { TRIGGERS } from '../../src/triggers/private/trigger-function';
import { CONTEXT, EVENTS, eventOf, type FixtureEvent } from '../lambda/events';
import { functionIn } from '../support/auth';
import { withTriggers } from '../support/triggers';

const FUNCTION = 'AWS::Lambda::Function';
const SENTENCE = 'We are moving. Come back tomorrow';

const speaking = withTriggers((auth) => {
  auth.addTrigger(PreAuthentication.maintenance({ message: SENTENCE }));
  auth.addTrigger(PreTokenGeneration.invoke(functionIn(auth)));
});

prove('threat 38, a pool with a sentence and a function of its own', ownSentences, [
  {
    name: 'a sentence that the template says',
    template: speaking,
    mutants: {
      'a sentence that a deployment completes': changing(FUNCTION, ({ Properties: { Environment } }) => {
        const parts = `${Environment?.Variables[STEPS_VARIABLE]}`.split('tomorrow');
        if (parts.length > 1) Environment.Variables[STEPS_VARIABLE] = { 'Fn::Join': ['', [parts[0], { Ref: 'When' }, parts[1]]] };
      }),
      'the own function is the trigger': rewriting('AWS::Cognito::UserPool', 'AuthPreTokenGeneration', 'Own'),
    },
  },
]); // prettier-ignore

describe('threat 38, what leaves a handler', () => {
  type Handler = (event: FixtureEvent) => Promise<unknown>;
  /** A handler of a trigger whose only step throws something. */
  type Maker = (trigger: (typeof TRIGGERS)[number], thrown: unknown) => Handler;

  const variable = JSON.stringify(envelope([{ step: 'invoke', key: 'k', sources: ['*'], config: {} }]));
  const ofLibrary: Maker = (trigger, thrown) => {
    const invoke = () => {
      throw thrown;
    };
    const handler = chain(trigger, { invoke } as never, { variable, portsFor: () => ({}) as never });
    return async (event) => handler(event as never, CONTEXT);
  };

  const NEUTRAL = /^(?:Sign-up|Sign-in|Account set-up) is not possible right now\. Please try again later$/;
  const text = fc.oneof(fc.string(), fc.constantFrom('ann@example.com', 'arn:aws:iam::111122223333:role/x'));
  const thrown = fc.oneof(
    fc.tuple(text, text).map(([message, name]) => Object.assign(new Error(message), { name })),
    text.map((cause) => new TypeError('no such row', { cause })),
    text.map((message) => Object.assign(new Error(message), { name: 'UserFacingError', reason: 'notMember' })),
    fc.record({ name: fc.constant('UserFacingError'), message: text }),
    fc.anything(),
  );
  const called = fc.constantFrom(...EVENTS.filter(({ trigger }) => TRIGGERS.includes(trigger)));

  beforeEach(() => jest.spyOn(console, 'error').mockImplementation(() => undefined));
  afterEach(() => jest.restoreAllMocks());

  /** Something that a step may throw, and of which people would read. */
  async function leakOf(maker: Maker) {
    const holds = fc.asyncProperty(called, thrown, async ({ trigger, source, version }, error) => {
      const left: unknown = await maker(trigger, error)(eventOf(source, version)).then(
        () => undefined,
        (failure: unknown) => failure,
      );
      return left === undefined || (left instanceof UserFacingError && NEUTRAL.test(left.message));
    });
    return (await fc.check(holds, { numRuns: 500 })).counterexample;
  }

  test('is one neutral sentence, whatever a step throws', async () => {
    expect(await leakOf(ofLibrary)).toBeNull();
  });

  const failing = (say: (error: any) => string): Maker => (_, error) => async () => {
    throw Object.setPrototypeOf(new Error(say(error)), UserFacingError.prototype);
  };

  test.each<[string, Maker]>([
    ['lets everything through', (_, error) => async () => Promise.reject(error as Error)],
    ['believes a name', (trigger, error) => async (event) => {
      if ((error as Error | undefined)?.name === 'UserFacingError') throw error;
      return ofLibrary(trigger, error)(event);
    }],
    ['says the message', failing((error) => `${error?.message}`)],
    ['says the kind of failure', failing((error) => `Sign-in is not possible: ${error?.name}`)],
  ])('a handler that %s is found', async (_, maker) => {
    expect(await leakOf(maker)).not.toBeNull();
  });

  test.each(Object.values(refusals).map((refusal) => [refusal().message, refusal] as const))(
    'is "%s", when a step says that',
    async (sentence, refusal) => {
      const run = ofLibrary('PreSignUp', refusal())(eventOf('PreSignUp_SignUp'));
      await expect(run).rejects.toMatchObject({ name: 'UserFacingError', message: sentence });
    },
  );
}); // prettier-ignore

describe('threat 38, who makes sentences', () => {
  /** What the code says of sentences, beyond the closed list and the words of the application. */
  const sentencesIn = (code: string): string[] => {
    const made = [...code.matchAll(/UserFacingError\s*\.\s*(\w+)\s*\(([^)]*)\)/g)].map(([, how, what]) => `${how}(${what})`);
    const isKnown = /^(?:neutral\((?:trigger|'\w+')\)|relayed\((?:config\.)?(?:message|errorMessage)\))$/;
    return made.filter((each) => !isKnown.test(each));
  };
  const lambda = resolve(__dirname, '..', '..', 'lambda');
  const files = readdirSync(lambda, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));

  test.each(files.filter((name) => name !== join('runtime', 'refusals.ts')))('%s adds none to the list', (name) => {
    expect(sentencesIn(readFileSync(join(lambda, name), 'utf8'))).toEqual([]);
  });

  test.each([
    ['UserFacingError.refusal("late", `Too late, ${event.userName}`)'],
    ['UserFacingError.relayed(`${error.message}`)'],
    ['UserFacingError\n  .relayed(error.message)'],
    ['UserFacingError.neutral(event.triggerSource)'],
  ])('%j is found in a step', (code) => {
    expect(sentencesIn(`throw ${code};`)).toHaveLength(1);
  });
}); // prettier-ignore
