import fc from 'fast-check';
import { rewriting } from './mutants';
import { authenticatedRoleOf, ME, MY_FOLDER, OTHER, Session, sessionOf } from './user-folders';
import { notesTemplate } from '../support/auth';

const template = notesTemplate();
const role = authenticatedRoleOf(template)!;
const session = sessionOf(template, role);

/** Keys out of pieces that have fooled filters: siblings, parents, encodings, policy variables, case. */
const hostileKey = fc
  .array(
    fc.oneof(
      fc.constantFrom('users', 'Users', 'users/', '/', '//', '..', '../', '%2F', '%2e%2e/', '\\'),
      fc.constantFrom(ME, OTHER, ME.toUpperCase(), `${ME}-evil`, ME.split(':')[1], MY_FOLDER, MY_FOLDER, `users/${ME}`),
      fc.constantFrom('${cognito-identity.amazonaws.com:sub}', '\0', '\t', 'ü', ' '),
      fc.string({ maxLength: 5 }),
    ),
    { minLength: 1, maxLength: 5 },
  )
  // the simulator reads a wildcard in the resource of a call as a pattern, and its own wildcard stops at a line's end
  .map((pieces) => pieces.join('').replace(/[*?\r\n\u2028\u2029]/g, '_'));

/** A key is open exactly when it lies in the own folder, byte for byte. */
function escapes({ may, mayList }: Session): string | undefined {
  let escaped: string | undefined;
  fc.check(
    fc.property(hostileKey, (key) => {
      const isMine = key.startsWith(MY_FOLDER);
      const holds =
        may('s3:GetObject', key) === isMine && may('s3:PutObject', key) === isMine && mayList(key) === isMine;
      if (!holds) escaped = key;
      return holds;
    }),
    { numRuns: 600 },
  );
  return escaped;
}

test('no hostile key leaves the own folder, and none inside it is refused', () => {
  expect(escapes(session)).toBeUndefined();
});

test.each([
  ['without the slash', ':sub}/*', ':sub}*'],
  ['without the user', '/users/${cognito-identity.amazonaws.com:sub}/*', '/users/*'],
])('the same keys find a policy %s', (_, from, to) => {
  expect(escapes(sessionOf(rewriting('AWS::IAM::ManagedPolicy', from, to)(template), role))).toBeDefined();
});

test("another identity has its own folder, and not the first one's", () => {
  const other = sessionOf(template, role, OTHER);
  expect([other.may('s3:GetObject', `users/${OTHER}/note`), other.may('s3:GetObject', `${MY_FOLDER}note`)]).toEqual([
    true,
    false,
  ]);
});
