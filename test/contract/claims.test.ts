import { isReservedClaim, isSuppressible } from '../../src/contract/claims';

test.each(['sub', 'iss', 'exp', 'token_use', 'username', 'scope', 'cognito:groups', 'aws:tags', 'dev:custom:x'])(
  'Cognito keeps %s for itself',
  (name) => expect(isReservedClaim(name)).toBe(true),
);

test.each(['email', 'email_verified', 'phone_number', 'phone_number_verified', '__proto__'])(
  'nobody but Cognito says who a person is: %s',
  (name) => expect(isReservedClaim(name)).toBe(true),
);

test.each(['tenant', 'subject', 'custom:tenant', 'cognito', 'e-mail', ''])('an application may set %j', (name) => {
  expect(isReservedClaim(name)).toBe(false);
});

test.each([
  ['email', true],
  ['phone_number_verified', true],
  ['custom:tenant', true],
  ['sub', false],
  ['exp', false],
  ['cognito:username', false],
  ['__proto__', false],
])('whether a token can do without %s: %s', (name, expected) => {
  expect(isSuppressible(name)).toBe(expected);
});
