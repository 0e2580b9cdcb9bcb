import { Secret, TOTP } from 'otpauth';
import { Operations } from '../kernel';
import { openChallenge } from './sign-in';
import { demand, User, UserPools } from './store';
import { personal, sessionOf } from './tokens';

// @missing SMS and e-mail as second factors
/** The 30-second step at which this code is right, one step of clock drift allowed; 0 if it is wrong. */
function stepOf(pools: UserPools, { secret }: { secret: string }, token = ''): number {
  const timestamp = pools.now();
  const delta = new TOTP({ secret: Secret.fromBase32(secret) }).validate({ token, window: 1, timestamp });
  return delta === null ? 0 : Math.floor(timestamp / 30_000) + delta;
}

export function checkTotp(pools: UserPools, { totp }: User, code: string): void {
  const step = stepOf(pools, totp!, code);
  demand(step, 'CodeMismatch', 'Invalid code received for user');
  demand(step > totp!.lastStep, 'ExpiredCode', 'Your software token has already been used once.');
  totp!.lastStep = step;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html — associate, verify, prefer
export function mfaOperations(pools: UserPools): Operations {
  /** A forced set-up happens in a challenge, a voluntary one in a session. */
  const owner = ({ AccessToken, Session }: any) =>
    Session ? openChallenge(pools, Session, 'MFA_SETUP') : sessionOf(pools, AccessToken).user;
  return {
    AssociateSoftwareToken(input) {
      const secret = new Secret({ size: 32 }).base32;
      // @assumed a forced set-up also makes the token the preferred factor
      owner(input).totp = { secret, verified: false, preferred: Boolean(input.Session), lastStep: 0 };
      return { SecretCode: secret, Session: input.Session };
    },
    VerifySoftwareToken(input) {
      const { totp } = owner(input);
      const lastStep = totp ? stepOf(pools, totp, input.UserCode) : 0;
      demand(lastStep, 'EnableSoftwareTokenMFA', 'Code mismatch');
      Object.assign(totp!, { verified: true, lastStep });
      return { Status: 'SUCCESS', Session: input.Session };
    },
    SetUserMFAPreference: personal(pools, ({ user: { totp } }, { SoftwareTokenMfaSettings: settings }) => {
      const isReady = !settings?.Enabled || totp?.verified;
      demand(isReady, 'InvalidParameter', 'User has not verified software token mfa');
      if (totp && settings) totp.preferred = settings.Enabled === true;
    }),
  };
}
