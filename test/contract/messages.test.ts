import { CODE, USER_NAME } from '../../src/contract/messages';

test.each([
  ['{####}', true],
  ['Your code is {####}.', true],
  ['{##Confirm your address##}', true],
  ['{##}', false],
  ['{###}', false],
  ['####', false],
  ['{##a}{b##}', false],
  ['{## {x} ##}', false],
])('whether %s has a place for the code: %s', (text, expected) => {
  expect(CODE.test(text)).toBe(expected);
});

test('the place of the name is the one that Cognito fills', () => {
  expect(USER_NAME).toBe('{username}');
});
