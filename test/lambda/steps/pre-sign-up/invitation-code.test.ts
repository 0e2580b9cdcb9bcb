import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { UserFacingError } from '../../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { invitationCode } from '../../../../lambda/steps/pre-sign-up/invitation-code';
import type { InvitationCodeConfig } from '../../../../src/contract/steps';
import { eventOf, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const CODES = ['spring-2f8c1d90ab', 'autumn-77e0b1c3f2'];
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const CONFIG: InvitationCodeConfig = { hashes: { inline: CODES.map(sha256) }, parameter: 'invitationCode' };
const REFUSED = 'Sign-up needs a valid invitation code';

function passes(request: object, config: Partial<InvitationCodeConfig> = {}, source = 'PreSignUp_SignUp'): boolean {
  const event = eventOf(source);
  Object.assign(event.request, request);
  const before = structuredClone(event);
  try {
    invitationCode(event as never as TriggerEvents['PreSignUp'], { ...CONFIG, ...config }, fakePorts().ports);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(UserFacingError);
    expect((error as Error).message).toBe(REFUSED);
    return false;
  } finally {
    expect(event).toEqual(before);
  }
}

describe.each(sourcesOf('PreSignUp'))('%s', (source) => {
  test('a code lets in', () => expect(passes({ clientMetadata: { invitationCode: CODES[0] } }, {}, source)).toBe(true));
  test('no code does not', () => expect(passes({}, {}, source)).toBe(false));
});

test.each([
  ['every code, in the metadata', { clientMetadata: { invitationCode: CODES[1] } }],
  ['a code in the validation data', { validationData: { invitationCode: CODES[0] } }],
  ['a code in the metadata, beside other validation data', { validationData: { other: 'x' }, clientMetadata: { invitationCode: CODES[0] } }],
])('lets in: %s', (_, request) => {
  expect(passes(request)).toBe(true);
}); // prettier-ignore

test.each([
  ['a wrong code', { clientMetadata: { invitationCode: 'guessed' } }],
  ['the hash of a code', { clientMetadata: { invitationCode: sha256(CODES[0]!) } }],
  ['another letter case', { clientMetadata: { invitationCode: CODES[0]!.toUpperCase() } }],
  ['a code and a space', { clientMetadata: { invitationCode: `${CODES[0]} ` } }],
  ['an empty code', { clientMetadata: { invitationCode: '' } }],
  ['a code of another name', { clientMetadata: { code: CODES[0] } }],
  ['a code that is not text', { clientMetadata: { invitationCode: [CODES[0]] } }],
  ['no metadata', { clientMetadata: null, validationData: null }],
  ['a wrong code before a good one', { validationData: { invitationCode: 'guessed' }, clientMetadata: { invitationCode: CODES[0] } }],
])('refuses: %s', (_, request) => {
  expect(passes(request)).toBe(false);
}); // prettier-ignore

test('the hash of nothing lets nobody in', () => {
  const hashes = { inline: [sha256('')] };
  expect(passes({}, { hashes })).toBe(false);
  expect(passes({ clientMetadata: { invitationCode: '' } }, { hashes })).toBe(false);
});

test('a text too long for a code is not hashed', () => {
  const long = 'x'.repeat(257);
  const hashes = { inline: [sha256(long), sha256(long.slice(1))] };
  expect(passes({ clientMetadata: { invitationCode: long } }, { hashes })).toBe(false);
  expect(passes({ clientMetadata: { invitationCode: long.slice(1) } }, { hashes })).toBe(true);
});

test.each(['constructor', 'toString', '__proto__'])(
  'a parameter named like a part of every object: %s',
  (parameter) => {
    expect(passes({ clientMetadata: {} }, { parameter })).toBe(false);
  },
);

test('a hash that is none breaks the sign-up instead of letting everybody in', () => {
  expect(() => passes({ clientMetadata: { invitationCode: 'x' } }, { hashes: { inline: ['abc'] } })).toThrow();
});

test('no guess passes', () => {
  const guess = fc.dictionary(fc.constantFrom('invitationCode', 'x', '__proto__'), fc.string(), { noNullPrototype: true });
  fc.assert(
    fc.property(guess, guess, (clientMetadata, validationData) => {
      expect(passes({ clientMetadata, validationData })).toBe(false);
    }),
  );
}); // prettier-ignore
