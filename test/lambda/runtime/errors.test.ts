import { UserFacingError } from '../../../lambda/runtime/errors';
import * as refusals from '../../../lambda/runtime/refusals';

/** All that the library itself may ever show to a person. */
const CLOSED_LIST: Readonly<Record<string, string>> = {
  accountExists: 'There is an account with this e-mail address. Sign in as you did before',
  linkedNow: 'Your accounts are linked now. Please sign in again',
  emailNotAllowed: 'Sign-up with this e-mail address is not allowed',
  notInvited: 'Sign-up needs a valid invitation code',
  notMember: 'This account may not sign in here',
  linkNotValid: 'This link is not valid any more. Please ask for a new one',
  suspended: 'This account is suspended',
  tooManyAttempts: 'Too many attempts to sign in. Please try again later',
  numberRefused: 'This phone number gets no messages',
};

test('every text of the library is on the closed list, under its own name', () => {
  const made = Object.values(refusals).map((refusal) => refusal());
  expect(Object.fromEntries(made.map(({ reason, message }) => [reason, message]))).toEqual(CLOSED_LIST);
  expect(made.map(({ reason }) => reason)).toEqual(Object.keys(refusals));
});

test.each([
  ['PreSignUp', 'Sign-up is not possible right now. Please try again later'],
  ['PostConfirmation', 'Account set-up is not possible right now. Please try again later'],
  ['PreAuthentication', 'Sign-in is not possible right now. Please try again later'],
  ['PreTokenGeneration', 'Sign-in is not possible right now. Please try again later'],
] as const)('what breaks in %s has one neutral sentence', (trigger, sentence) => {
  expect(UserFacingError.neutral(trigger)).toMatchObject({ message: sentence, reason: 'neutral' });
});

test('the error tells Lambda its name, also when the class is minified', () => {
  expect(Object.hasOwn(refusals.emailNotAllowed(), 'name')).toBe(true);
});
