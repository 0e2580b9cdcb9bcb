import { MagicLinkOptions } from 'cdk-cognito-auth';
import { magicLink } from './sign-in-methods';
import { newAuth } from '../support/auth';
import { stepsOf, withTriggers } from '../support/triggers';

const stepOf = (trigger: string, options: Partial<MagicLinkOptions>) =>
  stepsOf(
    withTriggers((auth) => auth.addTrigger(magicLink(options)), {}),
    trigger,
  )[0].config;
const message = (others: object) => ({ subject: 'Hi', html: '{link} {####}', text: '{link} {####}', ...others });

test('a code stands beside the link where it is asked for', () => {
  expect(stepOf('CreateAuthChallenge', { codeDigits: 6 }).digits).toBe(6);
  expect(stepOf('VerifyAuthChallengeResponse', { codeDigits: 6 }).answers).toEqual([
    { kind: 'token', about: ['MAGIC_LINK_START', 'MAGIC_LINK'], form: '^[\\w-]{43}$' },
    { kind: 'code', about: ['MAGIC_LINK'], form: '^\\d{6}$', attempts: 5 },
  ]);
  expect(stepOf('DefineAuthChallenge', { codeDigits: 6 }).sessions.map(({ length }: []) => length)).toEqual([
    1, 2, 3, 4,
  ]);
});

test('and nowhere else', () => {
  expect(stepOf('CreateAuthChallenge', {})).not.toHaveProperty('digits');
  expect(stepOf('VerifyAuthChallengeResponse', {}).answers.map(({ kind }: any) => kind)).toEqual(['token']);
  expect(stepOf('DefineAuthChallenge', {}).sessions.map(({ length }: []) => length)).toEqual([1, 2]);
});

test.each([5, 13, 7.5, NaN])('refuses a code of %p digits', (codeDigits) => {
  expect(() => newAuth().addTrigger(magicLink({ codeDigits }))).toThrow(
    `Stack/Auth: codeDigits of CustomAuth.magicLink is ${codeDigits}. Choose from 6 to 12: fewer could be guessed, more are not typed.`,
  );
});

test.each<[string, object, string]>([
  ['no link', { text: '{####}' }, 'text without {link}, so that nobody could sign in with it'],
  ['no code', { html: '{link}' }, 'html without {####}, so that nobody could sign in with it'],
  ['the code in its subject', { subject: '{####}' }, '{####} in subject, which is shown on locked screens'],
  ['a gap that nothing fills', { text: '{link} {####} {x}' }, 'for which nothing is there. Use {link} and {####} and {minutes}.'],
])('refuses a message with %s', (_, others, sentence) => {
  expect(() => newAuth().addTrigger(magicLink({ codeDigits: 8, messages: [message(others)] }))).toThrow(sentence);
}); // prettier-ignore

test('a mail without a code has no place for one', () => {
  expect(() => newAuth().addTrigger(magicLink({ messages: [message({})] }))).toThrow(
    '{####} in html, for which nothing is there',
  );
});
