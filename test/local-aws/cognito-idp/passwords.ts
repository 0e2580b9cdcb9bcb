import { randomBytes } from 'node:crypto';
import { verifierOf } from './srp';
import { demand, Pool, User, UserPools } from './store';

const CLASSES = [
  ['RequireUppercase', /[A-Z]/, 'uppercase'],
  ['RequireLowercase', /[a-z]/, 'lowercase'],
  ['RequireNumbers', /[0-9]/, 'numeric'],
  ['RequireSymbols', /[-^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+ ]/, 'symbol'],
] as const;
// @assumed a pool without a password policy demands eight characters of all four classes
const DEFAULT_POLICY = Object.fromEntries(CLASSES.map(([rule]) => [rule, true]));
const policyOf = ({ props }: Pool): any => ({
  MinimumLength: 8,
  ...(props.Policies?.PasswordPolicy ?? DEFAULT_POLICY),
});

export function isPassword(pool: Pool, { username, password: stored }: User, password: string): boolean {
  return stored !== undefined && verifierOf(pool.id, username, password, stored.salt).value === stored.value;
}

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html — length, character classes, validity of temporary passwords
// @missing password history, the lock after several wrong passwords
export function setPassword(pools: UserPools, pool: Pool, user: User, password: string, temporary = false): void {
  const policy = policyOf(pool);
  const conforms = (isFit: boolean, reason: string) =>
    demand(isFit, 'InvalidPassword', `Password did not conform with policy: Password ${reason}`);
  conforms(password?.length >= policy.MinimumLength, 'not long enough');
  for (const [rule, pattern, kind] of CLASSES) {
    conforms(!policy[rule] || pattern.test(password), `must have ${kind} characters`);
  }
  user.password = verifierOf(pool.id, user.username, password);
  const days = policy.TemporaryPasswordValidityDays ?? 7;
  user.temporaryUntil = temporary ? pools.now() + days * 86_400_000 : Infinity;
}

export function generatePassword(pool: Pool): string {
  return `Aa1!${randomBytes(48).toString('base64url')}`.slice(0, Math.max(12, policyOf(pool).MinimumLength));
}

/** Throws unless the password was right. */
export function demandPassword(pools: UserPools, user: User | undefined, isRight: boolean): asserts user is User {
  demand(user && isRight, 'NotAuthorized', 'Incorrect username or password.');
  const expired = 'Temporary password has expired and must be reset by an administrator.';
  demand(user.temporaryUntil >= pools.now(), 'NotAuthorized', expired);
}
