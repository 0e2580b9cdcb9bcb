import { sequence } from '../../../../lambda/steps/define-auth-challenge/sequence';
import type { AllowedChallenge } from '../../../../src/contract/custom-auth';
import { eventOf } from '../../events';

const custom = (about: string, passed: boolean): AllowedChallenge => ({ name: 'CUSTOM_CHALLENGE', about, passed });
const SRP: AllowedChallenge[] = [{ name: 'SRP_A', passed: true }, { name: 'PASSWORD_VERIFIER', passed: true }]; // prettier-ignore
const CODE = { sessions: [[custom('CODE', true)], [custom('CODE', false), custom('CODE', true)]] };
const PASSWORD = { sessions: [[...SRP, custom('CAPTCHA', true)]] };

const DONE: Readonly<Record<string, object>> = {
  right: { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'CODE' },
  wrong: { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false, challengeMetadata: 'CODE' },
  other: { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'OTHER' },
  untrue: { challengeName: 'CUSTOM_CHALLENGE', challengeResult: 'true', challengeMetadata: 'CODE' },
  solved: { challengeName: 'CUSTOM_CHALLENGE', challengeResult: true, challengeMetadata: 'CAPTCHA' },
  srp: { challengeName: 'SRP_A', challengeResult: true, challengeMetadata: null },
  password: { challengeName: 'PASSWORD_VERIFIER', challengeResult: true, challengeMetadata: '' },
  'no password': { challengeName: 'PASSWORD_VERIFIER', challengeResult: false },
};

function outcomeOf(config: object, names: readonly string[], more: object = {}) {
  const event = eventOf('DefineAuthChallenge_Authentication');
  event.request = { ...event.request, session: names.map((name) => DONE[name]), ...more };
  sequence(event as never, config as never);
  const { challengeName, issueTokens, failAuthentication } = event.response;
  if (issueTokens === true) return [failAuthentication, challengeName, 'tokens'];
  return failAuthentication === true ? [challengeName, 'fails'] : challengeName;
}
const TOKENS = [false, null, 'tokens'];
const FAILS = [null, 'fails'];

test.each<[string[], unknown]>([
  [[], 'CUSTOM_CHALLENGE'],
  [['right'], TOKENS],
  [['wrong'], 'CUSTOM_CHALLENGE'],
  [['wrong', 'right'], TOKENS],
  [['wrong', 'wrong'], FAILS],
  [['right', 'right'], FAILS],
  [['wrong', 'right', 'right'], FAILS],
  [['other'], FAILS],
  [['untrue'], 'CUSTOM_CHALLENGE'],
  [['srp'], FAILS],
])('one right answer of two: %j', (session, outcome) => {
  expect(outcomeOf(CODE, session)).toEqual(outcome);
});

test.each<[string[], unknown]>([
  [['srp'], 'PASSWORD_VERIFIER'],
  [['srp', 'password'], 'CUSTOM_CHALLENGE'],
  [['srp', 'password', 'solved'], TOKENS],
  [['srp', 'password', 'right'], FAILS],
  [['srp', 'no password'], FAILS],
  [['password'], FAILS],
  [['solved'], FAILS],
  // the client begins with it, and nobody else
  [[], FAILS],
])('a CAPTCHA after the password: %j', (session, outcome) => {
  expect(outcomeOf(PASSWORD, session)).toEqual(outcome);
});

test('who does not exist is asked the same, and gets no tokens', () => {
  const nobody = { userNotFound: true };
  expect(outcomeOf(CODE, ['wrong'], nobody)).toBe('CUSTOM_CHALLENGE');
  expect(outcomeOf(CODE, ['right'], nobody)).toEqual(FAILS);
});

test('a session that Cognito leaves out has just begun', () => {
  expect(outcomeOf(CODE, [], { session: null })).toBe('CUSTOM_CHALLENGE');
});

test('where nothing is allowed, nobody gets in', () => {
  expect(outcomeOf({ sessions: [] }, [])).toEqual(FAILS);
});
