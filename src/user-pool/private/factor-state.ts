import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { PasskeyFactor } from '../passkey-factor';
import type { Pool } from '../pool';

/** How people sign in, read from the pool as it will stand in the template, whoever wrote it there. */
export interface FactorState {
  readonly plan?: string;
  /** OFF, OPTIONAL or ON. */
  readonly mfa?: string;
  /** Of SMS_MFA, SOFTWARE_TOKEN_MFA and EMAIL_OTP. */
  readonly second: readonly string[];
  /** Of PASSWORD, EMAIL_OTP, SMS_OTP and WEB_AUTHN. */
  readonly first: readonly string[];
  readonly passkeyFactor?: PasskeyFactor;
  /** Of verified_email, verified_phone_number and admin_only; nothing where Cognito's oldest rule holds. */
  readonly recovery?: readonly string[];
  /** Attributes that Cognito verifies itself. */
  readonly verified: readonly string[];
  /** Attributes whose old value counts until the new one is verified. */
  readonly kept: readonly string[];
  readonly sendsSms: boolean;
  readonly usesSes: boolean;
}

export function factorState(resource: cognito.CfnUserPool, pool: Pool, passkeyFactor?: PasskeyFactor): FactorState {
  const { policies, accountRecoverySetting, emailConfiguration } = resource;
  return {
    plan: pool.plan,
    // where nothing is said, Cognito asks for none
    mfa: resource.mfaConfiguration ?? cognito.Mfa.OFF,
    second: resource.enabledMfas ?? [],
    first: signInPolicyOf(policies)?.allowedFirstAuthFactors ?? ['PASSWORD'],
    passkeyFactor,
    recovery: mechanismsOf(accountRecoverySetting),
    verified: resource.autoVerifiedAttributes ?? [],
    kept: keptIn(resource.userAttributeUpdateSettings),
    sendsSms: pool.sendsSms,
    usesSes:
      (emailConfiguration as cognito.CfnUserPool.EmailConfigurationProperty | undefined)?.emailSendingAccount ===
      'DEVELOPER',
  };
}

function signInPolicyOf(policies: cognito.CfnUserPool['policies']) {
  const { signInPolicy } = (policies ?? {}) as cognito.CfnUserPool.PoliciesProperty;
  return signInPolicy as cognito.CfnUserPool.SignInPolicyProperty | undefined;
}

function mechanismsOf(setting: cognito.CfnUserPool['accountRecoverySetting']): string[] | undefined {
  const { recoveryMechanisms } = (setting ?? {}) as cognito.CfnUserPool.AccountRecoverySettingProperty;
  if (!Array.isArray(recoveryMechanisms)) return undefined;
  return recoveryMechanisms.map((option) => (option as cognito.CfnUserPool.RecoveryOptionProperty).name ?? '');
}

function keptIn(settings: cognito.CfnUserPool['userAttributeUpdateSettings']): readonly string[] {
  const { attributesRequireVerificationBeforeUpdate: kept } = (settings ??
    {}) as Partial<cognito.CfnUserPool.UserAttributeUpdateSettingsProperty>;
  return kept ?? [];
}
