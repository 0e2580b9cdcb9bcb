import { CfnParameter, Stack } from 'aws-cdk-lib';
import { CustomSmsSender, SmsSender, SnsSenderOptions } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { NumberRanges } from '../../src/contract/senders';
import { CALLING_CODES, COSTLY_NUMBERS, SHARED_NUMBERS } from '../../src/triggers/private/calling-codes';
import { numberRanges } from '../../src/triggers/private/number-ranges';
import { newAuth } from '../support/auth';

const ranges = (countries: string[], refused: string[] = []) => numberRanges(new Stack(), 'sender', countries, refused);

/** What the Lambda decides: the longest beginning says whose a number is. */
function mayGet(countries: string[], number: string, refusedPrefixes: string[] = []): boolean {
  return isWithin(ranges(countries, refusedPrefixes), number);
}

function isWithin({ allowed, refused }: NumberRanges, number: string): boolean {
  const longest = (all: readonly string[]) => Math.max(0, ...all.map((each) => (number.startsWith(`+${each}`) ? each.length : 0))); // prettier-ignore
  return longest(allowed) > longest(refused);
}

test.each([
  ['DE', '+4915112345678', true],
  ['DE', '+499001234567', false],
  ['DE', '+4313456789', false],
  ['US', '+12065550100', true],
  ['US', '+14165550100', false],
  ['US', '+18095550100', false],
  ['US', '+18765550100', false],
  ['US', '+17875550100', false],
  ['US', '+19005550100', false],
  ['US', '+15005550100', false],
  ['CA', '+14165550100', true],
  ['CA', '+12065550100', false],
  ['DO', '+18495550100', true],
  ['PR', '+19395550100', true],
  ['GB', '+447400123456', true],
  ['GB', '+447012345678', false],
  ['GB', '+449012345678', false],
  ['GB', '+447797123456', false],
  ['GB', '+447624123456', false],
  ['JE', '+447797123456', true],
  ['IM', '+447624123456', true],
  ['RU', '+79123456789', true],
  ['RU', '+77012345678', false],
  ['RU', '+78091234567', false],
  ['KZ', '+77012345678', true],
  ['KZ', '+79123456789', false],
  ['IT', '+393123456789', true],
  ['IT', '+39899123456', false],
  ['FI', '+358412345678', true],
  ['RE', '+262692123456', true],
  ['RE', '+262639123456', false],
  ['YT', '+262639123456', true],
  ['SH', '+29051234', true],
])('to %s, %s: %s', (country, number, expected) => {
  expect(mayGet([country], number)).toBe(expected);
});

test.each(['+881612345678', '+870123456789', '+883510001234', '+979123456789', '+80012345678', '+88812345678'])(
  'no country of the world has %s',
  (number) => expect(mayGet([...CALLING_CODES.keys()], number)).toBe(false),
);

test('more numbers can be refused', () => {
  expect(mayGet(['DE'], '+4915112345678', ['+49151'])).toBe(false);
  expect(mayGet(['DE'], '+4916012345678', ['+49151'])).toBe(true);
});

describe('the table', () => {
  const all = [...CALLING_CODES.values()].flat();

  test('has every beginning once, and none that is costly', () => {
    expect(all).toEqual([...new Set(all)]);
    expect(all.filter((each) => COSTLY_NUMBERS.includes(each))).toEqual([]);
    expect([...all, ...COSTLY_NUMBERS].filter((each) => !/^[1-9]\d{0,7}$/.test(each))).toEqual([]);
  });

  test('has countries as ISO 3166 writes them, each once or in the numbers of another', () => {
    const shared = [...SHARED_NUMBERS.keys()];
    expect([...CALLING_CODES.keys(), ...shared].filter((country) => !/^[A-Z]{2}$/.test(country))).toEqual([]);
    expect(shared.filter((country) => CALLING_CODES.has(country))).toEqual([]);
    expect([...SHARED_NUMBERS.values()].filter((country) => !CALLING_CODES.has(country))).toEqual([]);
    expect(CALLING_CODES.size).toBeGreaterThan(230);
  });

  test('a number is of one country at most', () => {
    const each = [...CALLING_CODES.keys()].map((country) => ranges([country]));
    const numbers = fc
      .tuple(fc.constantFrom(...all), fc.stringMatching(/^\d{8}$/))
      .map((parts) => `+${parts.join('')}`);
    fc.assert(
      fc.property(numbers, (number) => {
        expect(each.filter((own) => isWithin(own, number)).length).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('the order of countries does not show', () => {
  expect(ranges(['US', 'DE'], ['+4915', '+1206'])).toEqual(ranges(['DE', 'US', 'DE'], ['+1206', '+4915']));
});

const OF = 'CustomSmsSender.sns';
const token = () => new CfnParameter(new Stack(), 'Token').valueAsString;
const A_TOKEN = 'is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.';

test.each<[string, Partial<SnsSenderOptions>, string]>([
  ['no countries', { countries: [] }, `${OF} has no countries, so that nobody would get an SMS. Pass at least one.`],
  ['a name of a country', { countries: ['Germany'] }, `${OF} has the country 'Germany', which is not known. Pass two capital letters (ISO 3166), such as DE.`],
  ['small letters', { countries: ['de'] }, `${OF} has the country 'de', which is not known. Pass two capital letters (ISO 3166), such as DE.`],
  ['a property of every object', { countries: ['constructor'] }, `${OF} has the country 'constructor', which is not known. Pass two capital letters (ISO 3166), such as DE.`],
  ['a country without numbers of its own', { countries: ['AX'] }, `${OF} has the country AX, whose numbers are those of FI. Pass FI.`],
  ['a country that is a token', { countries: [token()] }, `a country of ${OF} ${A_TOKEN}`],
  ['a prefix elsewhere', { refusedPrefixes: ['+33'] }, `${OF} refuses '+33', with which some numbers of its countries must begin. Write it like +4487.`],
  ['a prefix of all numbers', { refusedPrefixes: ['+49'] }, `${OF} refuses '+49', with which some numbers of its countries must begin. Write it like +4487.`],
  ['a prefix without a plus', { refusedPrefixes: ['4915'] }, `${OF} refuses '4915', with which some numbers of its countries must begin. Write it like +4487.`],
  ['a long sender', { senderId: 'AcmeAcmeAcme' }, `senderId of ${OF} is 'AcmeAcmeAcme'. Write it like Acme.`],
  ['a sender of digits', { senderId: '12345' }, `senderId of ${OF} is '12345'. Write it like Acme.`],
  ['a number that is none', { originationNumber: '12065550100' }, `originationNumber of ${OF} is '12065550100'. Write it like +12065550100.`],
  ['a number that is a token', { originationNumber: token() }, `originationNumber of ${OF} ${A_TOKEN}`],
  ['no price', { maxPriceUsd: 0 }, `maxPriceUsd of ${OF} is 0. Pass what one SMS may cost: up to 10 US dollars.`],
  ['a price that limits nothing', { maxPriceUsd: 11 }, `maxPriceUsd of ${OF} is 11. Pass what one SMS may cost: up to 10 US dollars.`],
  ['no number for a price', { maxPriceUsd: NaN }, `maxPriceUsd of ${OF} is NaN. Pass what one SMS may cost: up to 10 US dollars.`],
])('refuses %s', (_, options, sentence) => {
  const auth = newAuth({ sms: SmsSender.sns() });
  expect(() => auth.addTrigger(CustomSmsSender.sns({ countries: ['DE'], ...options }))).toThrow(new Error(`Stack/Auth: ${sentence}`));
}); // prettier-ignore
