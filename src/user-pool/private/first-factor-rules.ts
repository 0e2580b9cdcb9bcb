import * as cognito from 'aws-cdk-lib/aws-cognito';
import { choicesOf, optionNames, type Rule } from './factor-rules';
import type { FactorState } from './factor-state';
import { PasskeyFactor } from '../passkey-factor';
import type { SignInFactorOptions } from '../sign-in-factor-options';

/** What may not begin a sign-in, or not in this pool. */
export function firstFactorRules(state: FactorState, options: SignInFactorOptions): Rule[] {
  const { first } = state;
  const { passkeyFactor, passkeyRelyingPartyId, passkeyUserVerification } = options;
  const isRequired = state.mfa === cognito.Mfa.REQUIRED;
  const hasPasskeys = first.includes('WEB_AUTHN');
  const oneTime = first.filter((factor) => factor.endsWith('_OTP'));
  const aboutPasskeys = [passkeyFactor, passkeyRelyingPartyId, passkeyUserVerification];
  return [
    {
      isBroken: !first.includes('PASSWORD'),
      sentence: 'allowedFirstAuthFactors has no password, which Cognito cannot turn off. Make password true.',
    },
    {
      isBroken: isRequired && oneTime.length > 0,
      sentence: `mfa is REQUIRED, with which Cognito allows no one-time password as first factor (${optionNames(oneTime)}). Leave it out, or make mfa OPTIONAL.`,
    },
    {
      isBroken: isRequired && hasPasskeys && state.passkeyFactor === PasskeyFactor.SINGLE_FACTOR,
      sentence:
        'mfa is REQUIRED, with which Cognito allows no passkey that counts as one factor. Make passkeyFactor MULTI_FACTOR_WITH_USER_VERIFICATION, or leave it out.',
    },
    {
      isBroken: first.includes('SMS_OTP') && !state.sendsSms,
      sentence: 'smsOtp is a first factor, and the pool cannot send SMS. Pass sms, or leave smsOtp out.',
    },
    {
      isBroken: state.plan === cognito.FeaturePlan.LITE && choicesOf(first).length > 0,
      sentence: `the LITE plan has passwords only (not ${optionNames(choicesOf(first))}). Choose another featurePlan, or leave it out of signInPolicy.`,
    },
    {
      isBroken: !hasPasskeys && aboutPasskeys.some((option) => option !== undefined),
      sentence:
        'an option about passkeys is set, and signInPolicy allows none. Add passkey to allowedFirstAuthFactors, or leave the option out.',
    },
  ];
}
