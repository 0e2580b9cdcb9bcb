import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Rule } from './factor-rules';
import type { FactorState } from './factor-state';
import { PasskeyFactor } from '../passkey-factor';
import type { SignInFactorOptions } from '../sign-in-factor-options';

/** What may not follow a password, or not beside this way to recover one. */
export function secondFactorRules(state: FactorState, options: SignInFactorOptions): Rule[] {
  const { mfa, second, recovery } = state;
  const isOff = mfa === cognito.Mfa.OFF;
  // with MFA off the template has none, whatever was asked for
  const asksForSome = second.length > 0 || Object.values(options.mfaSecondFactor ?? {}).some(Boolean);
  const [bySms, byEmail] = [second.includes('SMS_MFA'), second.includes('EMAIL_OTP')];
  return [
    {
      isBroken: isOff && asksForSome,
      sentence: 'mfa is OFF, and mfaSecondFactor names a second factor. Leave one of the two out.',
    },
    {
      isBroken: isOff && state.passkeyFactor === PasskeyFactor.MULTI_FACTOR_WITH_USER_VERIFICATION,
      sentence: 'mfa is OFF, and passkeyFactor lets a passkey satisfy it. Leave one of the two out.',
    },
    {
      isBroken: !isOff && second.length === 0,
      sentence: `mfa is ${mfa === cognito.Mfa.REQUIRED ? 'REQUIRED' : mfa}, and mfaSecondFactor names no factor. Name one, such as otp, or make mfa OFF.`,
    },
    {
      isBroken: bySms && !state.sendsSms,
      sentence: 'SMS is a second factor, and the pool cannot send any. Pass sms, or leave sms out of mfaSecondFactor.',
    },
    {
      isBroken: bySms && Boolean(recovery?.includes('verified_phone_number')),
      sentence:
        'SMS is a second factor, and then Cognito recovers no password by phone. Make accountRecovery EMAIL_ONLY, or leave sms out of mfaSecondFactor.',
    },
    {
      isBroken: byEmail && isEmailOnly(recovery) && options.emailMfaWithEmailRecovery !== true,
      sentence:
        'e-mail is a second factor, and then Cognito recovers no password by e-mail, the only way of accountRecovery. Choose EMAIL_AND_PHONE_WITHOUT_MFA or NONE, or say emailMfaWithEmailRecovery: true.',
    },
    {
      isBroken: byEmail && !state.usesSes,
      sentence:
        "e-mail is a second factor, which Cognito's own sender does not send. Pass email: UserPoolEmail.withSES({ … }), or leave email out of mfaSecondFactor.",
    },
    {
      isBroken: byEmail && state.plan === cognito.FeaturePlan.LITE,
      sentence:
        'the LITE plan has no e-mail as second factor. Choose another featurePlan, or leave email out of mfaSecondFactor.',
    },
  ];
}

export function isEmailOnly(recovery: readonly string[] = []): boolean {
  return recovery.length === 1 && recovery[0] === 'verified_email';
}
