import { App, Stack } from 'aws-cdk-lib';
import { TriggerChain } from '../../src/triggers/private/trigger-chain';
import { Phase, TriggerStep } from '../../src/triggers/private/trigger-step';
import { functionIn } from '../support/auth';

const stack = new Stack(new App(), 'Stack');
const own = functionIn(stack);

/** Steps whose names say the opposite of their order. */
const step = (phase: Phase, name: string, others: Partial<TriggerStep> = {}): TriggerStep => ({
  trigger: 'PreSignUp',
  phase,
  wire: { step: name as 'invoke', key: '', sources: [], config: { functionArn: '' } },
  ports: [],
  poolActions: [],
  ...others,
});

function chainOf(...steps: TriggerStep[]): TriggerChain {
  const chain = new TriggerChain(stack, 'PreSignUp');
  steps.forEach((each) => chain.add(each));
  return chain;
}

const order = (chain: TriggerChain): string[] =>
  JSON.parse(stack.resolve(chain.encode())).steps.map((each: any) => each.step);

test('guards run before what shapes the answer, and that before effects, whatever they are called', () => {
  expect(order(chainOf(step('EFFECT', 'a'), step('SHAPE', 'b'), step('GUARD', 'c')))).toEqual(['c', 'b', 'a']);
});

test('own functions run last in their phase, whatever they are called', () => {
  const chain = chainOf(step('SHAPE', 'a', { invoked: own }), step('SHAPE', 'b'), step('EFFECT', 'c'));
  expect(order(chain)).toEqual(['b', 'a', 'c']);
});

test('what several steps need is there once, sorted', () => {
  const chain = chainOf(
    step('EFFECT', 'a', { ports: ['lambda'], poolActions: ['z:Z', 'a:A'], files: { 'a.json': '1' } }),
    step('EFFECT', 'b', { ports: ['cognito', 'lambda'], poolActions: ['a:A'], files: { 'b.json': '2' } }),
  );
  expect([chain.ports, chain.poolActions]).toEqual([
    ['cognito', 'lambda'],
    ['a:A', 'z:Z'],
  ]);
  expect(chain.files).toEqual({ 'a.json': '1', 'b.json': '2' });
});

test.each([
  ['it', {}, { exclusive: true as const }],
  ['the other', { exclusive: true as const }, {}],
])('two steps do not share a trigger when %s must be alone', (_, first, second) => {
  expect(() => chainOf(step('GUARD', 'a', first), step('GUARD', 'b', second))).toThrow(
    'PreSignUp.a cannot have PreSignUp.b beside it. Leave one of the two out.',
  );
  expect(() => chainOf(step('GUARD', 'a', first))).not.toThrow();
  expect(() => chainOf(step('GUARD', 'a'), step('GUARD', 'b'))).not.toThrow();
});
