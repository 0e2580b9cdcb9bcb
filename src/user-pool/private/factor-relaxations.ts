import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { FactorState } from './factor-state';
import { isEmailOnly } from './second-factor-rules';
import type { Relaxation } from '../../private/relaxations';
import type { SignInFactorOptions } from '../sign-in-factor-options';

/** What the factors give up against the defaults, each with the attack or the failure that it invites. */
export function factorRelaxations(state: FactorState, options: SignInFactorOptions): Relaxation[] {
  const { first, second, recovery } = state;
  return [
    {
      isMade: state.mfa === cognito.Mfa.OFF,
      id: 'mfaOff',
      sentence:
        'a stolen password is enough to sign in. Offer a second factor (mfa OPTIONAL), or acknowledge the warning.',
    },
    {
      isMade: second.length > 0 && !second.includes('SOFTWARE_TOKEN_MFA'),
      id: 'mfaWithoutTotp',
      sentence:
        'second factors are messages only: phone numbers are ported away, mailboxes are read, and CloudFormation has failed to create pools with e-mail alone. Add otp to mfaSecondFactor, or acknowledge the warning.',
    },
    {
      isMade: first.includes('SMS_OTP'),
      id: 'signInBySms',
      sentence:
        'whoever takes over a phone number signs in with it alone. Prefer emailOtp or passkey, or acknowledge the warning.',
    },
    {
      isMade: second.includes('SMS_MFA') && recovery === undefined,
      id: 'smsMfaWithPhoneRecovery',
      sentence:
        'the phone that gets the second factor also recovers the password, so that whoever holds it has the account. Make accountRecovery EMAIL_ONLY, or acknowledge the warning.',
    },
    {
      isMade: second.includes('EMAIL_OTP') && isEmailOnly(recovery) && options.emailMfaWithEmailRecovery === true,
      id: 'emailMfaWithEmailRecovery',
      sentence:
        'users whose second factor is e-mail cannot recover a forgotten password themselves. Choose another accountRecovery, or acknowledge the warning.',
    },
    {
      isMade: first.includes('EMAIL_OTP') && !state.usesSes,
      id: 'emailOtpWithoutSes',
      sentence:
        "Cognito's own sender sends 50 e-mails a day, and then nobody can sign in with emailOtp. Pass email: UserPoolEmail.withSES({ … }), or acknowledge the warning.",
    },
  ];
}
