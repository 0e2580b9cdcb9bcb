import fc from 'fast-check';
import { CONTRACT_VERSION, decode, envelope, STEPS_VARIABLE, STEPS_VARIABLE_LIMIT } from '../../src/contract/codec';
import type { Step } from '../../src/contract/steps';

const STEP: Step = {
  step: 'claim',
  key: 'tenant',
  sources: ['TokenGeneration_Authentication'],
  config: { name: 'tenant' },
};
const KNOWN = ['claim', 'invoke'];

const encoded = (change: object) => JSON.stringify({ v: CONTRACT_VERSION, steps: [STEP], ...change });

test('the name of the variable stays: a deployment changes the variable and the code one after the other', () => {
  expect(STEPS_VARIABLE).toBe('COGNITO_AUTH_STEPS');
});

test('what one side encodes, the other decodes', () => {
  const step = fc.record({
    step: fc.constantFrom(...KNOWN),
    key: fc.string(),
    sources: fc.array(fc.string(), { minLength: 1 }),
    config: fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (steps) => {
      const travelled = decode(JSON.stringify(envelope(steps)), KNOWN);
      expect(travelled).toEqual(JSON.parse(JSON.stringify(steps)));
    }),
  );
});

test('accepts the version and the steps it knows', () => {
  expect(decode(encoded({}), KNOWN)).toEqual([STEP]);
});

test.each([
  ['an older version', { v: 0 }, /has version 0, this code reads 1/],
  ['a newer version', { v: 2 }, /has version 2, this code reads 1/],
  ['a version that only looks the same', { v: '1' }, /has version 1, this code reads 1/],
  ['no version', { v: undefined }, /has version undefined, this code reads 1/],
  ['an unknown step', { steps: [STEP, { ...STEP, step: 'linkAccounts' }] }, /unknown step linkAccounts/],
  [
    'a step named like a part of every object',
    { steps: [{ ...STEP, step: 'constructor' }] },
    /unknown step constructor/,
  ],
  ['a step without a name', { steps: [{ ...STEP, step: undefined }] }, /unknown step undefined/],
  ['an empty chain', { steps: [] }, /has no steps/],
  ['a step without sources', { steps: [{ ...STEP, sources: [] }] }, /one without sources/],
  ['a step without sources after one with', { steps: [STEP, { ...STEP, sources: [] }] }, /one without sources/],
  [
    'a step whose sources are a text',
    { steps: [{ ...STEP, sources: 'TokenGeneration_Authentication' }] },
    /one without sources/,
  ],
  ['no list of steps', { steps: undefined }, TypeError],
  ['a list with a hole', { steps: [null] }, TypeError],
])('refuses %s', (_, change, error) => {
  expect(() => decode(encoded(change), KNOWN)).toThrow(error);
});

test('refuses a variable that is not set', () => {
  expect(() => decode(undefined, KNOWN)).toThrow(`${STEPS_VARIABLE} is not set`);
});

test.each(['', 'null', '{"v":1,"steps":['])('refuses %j', (text) => {
  expect(() => decode(text, KNOWN)).toThrow();
});

test('leaves room for the variables of Lambda, which allows 4 KB', () => {
  expect(STEPS_VARIABLE_LIMIT).toBeLessThan(4_096);
});
