import { UserFacingError } from '../../../lambda/runtime/errors';

/** All that the library itself may ever show to a person. */
const CLOSED_LIST = [
  'Sign-up with this e-mail address is not allowed',
  'Sign-up is not possible right now. Please try again later',
  'Account set-up is not possible right now. Please try again later',
  'Sign-in is not possible right now. Please try again later',
];

test('every text of the library is on the closed list', () => {
  const texts = [
    UserFacingError.refusal('emailNotAllowed'),
    ...(['PreSignUp', 'PostConfirmation', 'PreTokenGeneration'] as const).map((name) => UserFacingError.neutral(name)),
  ].map(({ message }) => message);
  expect(texts).toEqual(CLOSED_LIST);
});

test('the error tells Lambda its name, also when the class is minified', () => {
  expect(Object.hasOwn(UserFacingError.refusal('emailNotAllowed'), 'name')).toBe(true);
});
