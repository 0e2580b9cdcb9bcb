import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import * as defaults from '../../defaults';
import { AuthConfigError } from '../../private/errors';
import { Relaxation } from '../../private/relaxations';
import type { Pool } from '../pool';

/** What Cognito takes as `minLength`. */
const [SHORTEST, LONGEST] = [6, 99];

/** From where on NIST wants no rules about classes: for a password alone, and where everybody has a second factor. */
const [LENGTH_ALONE, LENGTH_BESIDE_MFA] = [15, 8];

/** The chosen policy, filled up with the defaults. */
export function passwordPolicy(
  scope: Construct,
  plan: cognito.FeaturePlan,
  chosen: cognito.PasswordPolicy = {},
): cognito.PasswordPolicy {
  const remembersPasswords = plan !== cognito.FeaturePlan.LITE;
  if (!remembersPasswords && chosen.passwordHistorySize !== undefined) {
    throw new AuthConfigError(
      scope,
      'passwordHistorySize needs featurePlan ESSENTIALS, and the plan is LITE. Choose another plan, or leave the option out.',
    );
  }
  requireNumbers(scope, chosen);
  return {
    ...defaults.PASSWORD_POLICY,
    passwordHistorySize: remembersPasswords ? defaults.PASSWORD_HISTORY_SIZE : undefined,
    ...given(chosen),
  };
}

/** A lesser plan that an escape hatch chose, below the history that was written with the plan before. */
export function historyFaults({ policies }: cognito.CfnUserPool, pool: Pool): string[] {
  if (pool.featurePlan === cognito.FeaturePlan.LITE || pool.hasPlan(cognito.FeaturePlan.ESSENTIALS)) return [];
  const { passwordPolicy: written } = (policies ?? {}) as cognito.CfnUserPool.PoliciesProperty;
  const history = (written as cognito.CfnUserPool.PasswordPolicyProperty | undefined)?.passwordHistorySize;
  if (history === undefined) return [];
  return [
    `passwordHistorySize is ${history}, which needs featurePlan ESSENTIALS, and the plan is LITE. Choose another plan, or pass LITE as featurePlan, which leaves the history out.`,
  ];
}

/** Without the members that are undefined: spread over the defaults they would erase them, and the L2's are weaker. */
function given<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** The L2 checks the same, without saying where or what to do. */
function requireNumbers(scope: Construct, { minLength, passwordHistorySize: history }: cognito.PasswordPolicy): void {
  if (minLength !== undefined && !Token.isUnresolved(minLength) && (minLength < SHORTEST || minLength > LONGEST)) {
    throw new AuthConfigError(scope, `minLength is ${minLength}. Choose ${SHORTEST} to ${LONGEST}.`);
  }
  if (
    history !== undefined &&
    !Token.isUnresolved(history) &&
    (history < 0 || history > defaults.PASSWORD_HISTORY_SIZE)
  ) {
    throw new AuthConfigError(
      scope,
      `passwordHistorySize is ${history}. Choose 0 to ${defaults.PASSWORD_HISTORY_SIZE}, the most that Cognito remembers.`,
    );
  }
}

/**
 * What a policy gives up against the default, each with the attack that it invites. Long passwords need no classes: NIST
 * SP 800-63B says that nobody shall ask for them, from 15 characters, or from 8 where everybody has a second factor.
 *
 * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
 */
export function passwordRelaxations(policy: cognito.PasswordPolicy, mfa?: cognito.Mfa): Relaxation[] {
  const secure = defaults.PASSWORD_POLICY;
  const { minLength = secure.minLength, passwordHistorySize: history } = policy;
  const classes = ['requireLowercase', 'requireUppercase', 'requireDigits', 'requireSymbols'] as const;
  const left = classes.filter((name) => policy[name] === false);
  return [
    {
      isMade: minLength < secure.minLength,
      id: 'shortPasswords',
      sentence: `passwords of ${minLength} characters can be guessed from a stolen list. Leave minLength at ${secure.minLength}, or acknowledge the warning.`,
    },
    {
      isMade: left.length > 0 && minLength < (mfa === cognito.Mfa.REQUIRED ? LENGTH_BESIDE_MFA : LENGTH_ALONE),
      id: 'fewCharacterClasses',
      sentence: `passwords need not have every class of characters (${left.join(', ')}). Leave the option out, ask for ${LENGTH_ALONE} characters, or acknowledge the warning.`,
    },
    {
      isMade:
        (policy.tempPasswordValidity ?? secure.tempPasswordValidity).toDays() > secure.tempPasswordValidity.toDays(),
      id: 'longTemporaryPasswords',
      sentence: `an invitation that nobody answers stays open for ${policy.tempPasswordValidity?.toDays()} days. Leave tempPasswordValidity at ${secure.tempPasswordValidity.toDays()}, or acknowledge the warning.`,
    },
    {
      isMade: history !== undefined && history < defaults.PASSWORD_HISTORY_SIZE,
      id: 'shortPasswordHistory',
      sentence: `an old password may come back after ${history} others. Leave passwordHistorySize out, or acknowledge the warning.`,
    },
  ];
}
