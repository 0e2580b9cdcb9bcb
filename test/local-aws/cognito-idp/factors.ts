import { randomBytes } from 'node:crypto';
import { Operations } from '../kernel';
import { openChallenge } from './sign-in';
import { demand, Pool, User, UserPools } from './store';
import { Grant, personal, sessionOf } from './tokens';
import { verifierOf } from '../../support/srp';
import { newTotpSecret, totpStep } from '../../support/totp';

// @assumed SRP-6a as amazon-cognito-identity-js computes it: test/support/srp.ts
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
export function setPassword(pool: Pool, user: User, password: string, temporary = false, unchecked = false): void {
  const policy = unchecked ? { MinimumLength: 0 } : policyOf(pool);
  const conforms = (isFit: boolean, reason: string) =>
    demand(isFit, 'InvalidPassword', `Password did not conform with policy: Password ${reason}`);
  conforms(password?.length >= policy.MinimumLength, 'not long enough');
  for (const [rule, pattern, kind] of CLASSES) {
    conforms(!policy[rule] || pattern.test(password), `must have ${kind} characters`);
  }
  user.password = verifierOf(pool.id, user.username, password);
  const days = policy.TemporaryPasswordValidityDays ?? 7;
  user.temporaryUntil = temporary ? pool.now() + days * 86_400_000 : Infinity;
}

export function generatePassword(pool: Pool): string {
  return `Aa1!${randomBytes(48).toString('base64url')}`.slice(0, Math.max(12, policyOf(pool).MinimumLength));
}

/** Throws unless the password was right. */
export function demandPassword(pool: Pool, user: User | undefined, isRight: boolean): asserts user is User {
  demand(user && isRight, 'NotAuthorized', 'Incorrect username or password.');
  const expired = 'Temporary password has expired and must be reset by an administrator.';
  demand(user.temporaryUntil >= pool.now(), 'NotAuthorized', expired);
}

export function checkTotp(pool: Pool, { totp }: User, code: string): void {
  const step = totpStep(totp!.secret, code, pool.now());
  demand(step, 'CodeMismatch', 'Invalid code received for user');
  demand(step > totp!.lastStep, 'ExpiredCode', 'Your software token has already been used once.');
  totp!.lastStep = step;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html — associate, verify, prefer
export function mfaOperations(pools: UserPools): Operations {
  /** Who sets a token up: a forced set-up happens in a challenge, a voluntary one in a session. */
  const owner = ({ AccessToken = '', Session }: any): Pick<Grant, 'pool'> & { user: Pick<User, 'totp'> } => {
    const pool = pools.withChallenge(Session);
    return pool ? { pool, user: openChallenge(pool, Session, 'MFA_SETUP') } : sessionOf(pools, AccessToken);
  };
  return {
    AssociateSoftwareToken(input) {
      const secret = newTotpSecret();
      // @assumed a forced set-up also makes the token the preferred factor
      owner(input).user.totp = { secret, verified: false, preferred: Boolean(input.Session), lastStep: 0 };
      return { SecretCode: secret, Session: input.Session };
    },
    VerifySoftwareToken(input) {
      const { pool, user } = owner(input);
      const lastStep = user.totp ? totpStep(user.totp.secret, input.UserCode, pool.now()) : 0;
      demand(lastStep, 'EnableSoftwareTokenMFA', 'Code mismatch');
      Object.assign(user.totp!, { verified: true, lastStep });
      return { Status: 'SUCCESS', Session: input.Session };
    },
    SetUserMFAPreference: personal(pools, ({ user: { totp } }, { SoftwareTokenMfaSettings: settings }) => {
      const isReady = !settings?.Enabled || totp?.verified;
      demand(isReady, 'InvalidParameter', 'User has not verified software token mfa');
      if (totp && settings) totp.preferred = settings.Enabled === true;
    }),
  };
}
