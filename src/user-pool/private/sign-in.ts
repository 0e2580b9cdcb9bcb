import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import * as defaults from '../../defaults';
import { AuthConfigError } from '../../private/errors';
import type { Pool } from '../pool';
import type { SignInFactorOptions } from '../sign-in-factor-options';
import type { SignInOptions } from '../sign-in-options';

/** By what people sign in, and how they come back, as props of the L2, every default written out. */
export function signIn(scope: Construct, options: SignInOptions, pool: Pool): cognito.UserPoolProps {
  const { signInAliases, autoVerify } = pool;
  requireNames(scope, signInAliases);
  return {
    signInAliases,
    signInCaseSensitive: options.signInCaseSensitive ?? defaults.SIGN_IN_CASE_SENSITIVE,
    autoVerify,
    keepOriginal: {
      email: options.keepOriginal?.email ?? autoVerify.email,
      phone: options.keepOriginal?.phone ?? autoVerify.phone,
    },
    accountRecovery: options.accountRecovery ?? defaults.ACCOUNT_RECOVERY,
    deviceTracking: options.deviceTracking,
    standardAttributes: options.standardAttributes,
    customAttributes: options.customAttributes,
  };
}

/** E-mail is always worth verifying, because recovery goes there; the phone where people sign in by it, or by codes sent to it. */
export function autoVerified(options: SignInOptions & SignInFactorOptions) {
  const { signInAliases: aliases = defaults.SIGN_IN_ALIASES, autoVerify: chosen } = options;
  return { email: chosen?.email ?? true, phone: chosen?.phone ?? Boolean(aliases.phone || codesBySms(options)) };
}

function codesBySms({ mfaSecondFactor, signInPolicy }: SignInFactorOptions): boolean {
  return Boolean(mfaSecondFactor?.sms || signInPolicy?.allowedFirstAuthFactors?.smsOtp);
}

/** What no later call can mend. */
function requireNames(scope: Construct, aliases: cognito.SignInAliases): void {
  if (aliases.preferredUsername && !aliases.username) {
    throw new AuthConfigError(
      scope,
      'signInAliases has preferredUsername without username, of which it is an alias. Add username: true, or leave it out.',
    );
  }
  if (aliases.username || aliases.email || aliases.phone) return;
  throw new AuthConfigError(scope, 'signInAliases names nothing to sign in by. Choose email, phone or username.');
}
