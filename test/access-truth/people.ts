import { Keys, Person } from './model';
import { Context, WEB_IDENTITY } from '../support/iam';
import { REGION } from '../support/intrinsics';

const keysOf = (digit: string, tenant: string): Keys => ({
  identity: `${REGION}:${digit.repeat(8)}-aaaa-4aaa-8aaa-${digit.repeat(12)}`,
  sub: `${digit.repeat(8)}-bbbb-4bbb-8bbb-${digit.repeat(12)}`,
  tenant,
});

const ALICE = keysOf('1', 'acme');
const BOB = keysOf('2', 'globex');
const MONA = keysOf('3', 'acme');
const EDDA = keysOf('4', 'acme');
const DORA = keysOf('5', 'acme');
const TRIX = keysOf('6', 'acme');
const SLASH = keysOf('8', 'acme/eu');
const GUEST = keysOf('7', 'none');

/** What the identity pool puts into a session: the identity, and the claims that are mapped to tags. */
export function sessionOf({ identity, sub, tenant }: Keys): Context {
  return {
    [`${WEB_IDENTITY}:sub`]: identity,
    'aws:PrincipalTag/username': sub,
    'aws:PrincipalTag/tenant': tenant,
  };
}

export interface Roles {
  readonly authenticated: string;
  readonly moderators: string;
  readonly editors: string;
  readonly trainees: string;
  readonly guests: string;
  /** Of the identity pool that goes by rules. */
  readonly gold: string;
}

export const SIGNED_IN = 'signed-in user';
export const OTHER_USER = 'other user, other tenant';
export const MODERATOR = 'moderator';
export const EDITOR = 'editor';
export const BOTH = 'moderator and editor';
export const BOTH_AS_EDITOR = 'moderator and editor, as editor';
export const TRAINEE = 'trainee';
export const GUEST_USER = 'guest';
export const NO_TAGS = 'user without tags';
export const SLASH_TENANT = 'user of a tenant with a slash';
export const NO_CONTEXT = 'session without identity';
export const FOREIGNER = 'role of another account';

/** Whoever signed in, whichever role Cognito picked; but for trainees, whose role has a boundary: they can only read. */
export const EVERYBODY_SIGNED_IN = [SIGNED_IN, OTHER_USER, MODERATOR, EDITOR, BOTH, BOTH_AS_EDITOR];
/** A member of two groups holds one role at a time: that of the group of lowest precedence, unless they ask for another. */
export const MODERATORS = [MODERATOR, BOTH];
export const EDITORS = [EDITOR, BOTH_AS_EDITOR];

/** Everybody who asks. */
export function peopleOf(roles: Roles): readonly Person[] {
  const person = (name: string, role: string, own: Keys, other: Keys, changes: Partial<Person> = {}): Person => ({
    ...{ name, role, own, other, context: sessionOf(own) },
    ...changes,
  });
  const identityOf = ({ identity }: Keys): Context => ({ [`${WEB_IDENTITY}:sub`]: identity });
  return [
    person(SIGNED_IN, roles.authenticated, ALICE, BOB),
    person(OTHER_USER, roles.authenticated, BOB, ALICE),
    person(MODERATOR, roles.moderators, MONA, BOB),
    person(EDITOR, roles.editors, EDDA, BOB),
    person(BOTH, roles.moderators, DORA, BOB),
    person(BOTH_AS_EDITOR, roles.editors, DORA, BOB),
    person(TRAINEE, roles.trainees, TRIX, BOB),
    person(GUEST_USER, roles.guests, GUEST, ALICE, { context: identityOf(GUEST) }),
    person(NO_TAGS, roles.authenticated, ALICE, BOB, { context: identityOf(ALICE) }),
    person(SLASH_TENANT, roles.authenticated, SLASH, ALICE),
    person(NO_CONTEXT, roles.authenticated, ALICE, BOB, { context: {} }),
    person(FOREIGNER, roles.authenticated, ALICE, BOB, { account: '999988887777' }),
  ];
}
