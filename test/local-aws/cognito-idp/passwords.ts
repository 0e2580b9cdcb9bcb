import { randomBytes } from 'node:crypto';
import { Verifier, verifierOf } from './srp';
import { Pool, refuse, User, UserPools } from './store';

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

export const isPassword = (pool: Pool, user: User, password: string, stored: Verifier = user.password!) =>
  verifierOf(pool.id, user.username, password, stored.salt).value === stored.value;

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html — length, character classes, history, validity of temporary passwords
export function setPassword(pools: UserPools, pool: Pool, user: User, password: string, temporary = false): void {
  const policy = policyOf(pool);
  const unfit = (reason: string) =>
    refuse('InvalidPassword', `Password did not conform with policy: Password ${reason}`);
  if (typeof password !== 'string' || password.length < policy.MinimumLength) unfit('not long enough');
  for (const [rule, pattern, kind] of CLASSES) {
    if (policy[rule] && !pattern.test(password)) unfit(`must have ${kind} characters`);
  }
  const recent = policy.PasswordHistorySize ? user.history.slice(-policy.PasswordHistorySize) : [];
  const used = recent.some((old) => isPassword(pool, user, password, old));
  if (used) refuse('PasswordHistoryPolicyViolation', 'Password has previously been used');
  user.password = verifierOf(pool.id, user.username, password);
  // @assumed temporary passwords do not enter the history
  if (!temporary) user.history.push(user.password);
  const days = policy.TemporaryPasswordValidityDays ?? 7;
  user.temporaryUntil = temporary ? pools.now() + days * 86_400_000 : Infinity;
}

export function generatePassword(pool: Pool): string {
  return `Aa1!${randomBytes(48).toString('base64url')}`.slice(0, Math.max(12, policyOf(pool).MinimumLength));
}

/** Counts a try at the password and throws unless it was right. */
export function tryPassword(
  pools: UserPools,
  user: User | undefined,
  isRight: (user: User) => boolean,
): asserts user is User {
  // @assumed five failures lock, from one second doubling up to 15 minutes; a locked user's tries are not counted
  if (user && user.lockedUntil > pools.now()) refuse('NotAuthorized', 'Password attempts exceeded');
  if (!user?.password || !isRight(user)) {
    if (user && ++user.failures >= 5) user.lockedUntil = pools.now() + Math.min(900, 2 ** (user.failures - 5)) * 1000;
    return refuse('NotAuthorized', 'Incorrect username or password.');
  }
  user.failures = 0;
  const expired = user.temporaryUntil < pools.now();
  if (expired) refuse('NotAuthorized', 'Temporary password has expired and must be reset by an administrator.');
}
