import { isReservedClaim } from '../../src/contract/claims';

test.each(['sub', 'iss', 'exp', 'token_use', 'username', 'scope', 'cognito:groups', 'aws:tags', 'dev:custom:x'])(
  'Cognito keeps %s for itself',
  (name) => expect(isReservedClaim(name)).toBe(true),
);

test.each(['tenant', 'subject', 'custom:tenant', 'cognito', 'email', ''])('an application may set %j', (name) => {
  expect(isReservedClaim(name)).toBe(false);
});
