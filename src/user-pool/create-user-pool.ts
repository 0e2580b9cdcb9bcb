import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Pool } from './pool';
import { CognitoAuthProps } from './user-pool-props';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';

const LONGEST_CUSTOM_NAME = 20;

/** The user pool with every default written out, so that nothing drifts when Cognito changes its own. */
export function createUserPool(
  scope: Construct,
  props: CognitoAuthProps,
  { featurePlan, selfSignUpEnabled, removalPolicy }: Omit<Pool, 'userPool'>,
): cognito.UserPool {
  requireShortNames(scope, Object.keys(props.customAttributes ?? {}));
  requireNoSnapshot(scope, removalPolicy);
  const mfa = props.mfa ?? defaults.MFA;
  return new cognito.UserPool(scope, 'UserPool', {
    userPoolName: props.userPoolName,
    featurePlan,
    selfSignUpEnabled,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    keepOriginal: { email: true },
    passwordPolicy: passwordPolicy(featurePlan, props.passwordPolicy),
    mfa,
    mfaSecondFactor: mfa === cognito.Mfa.OFF ? undefined : defaults.MFA_SECOND_FACTOR,
    email: cognito.UserPoolEmail.withCognito(),
    accountRecovery: defaults.ACCOUNT_RECOVERY,
    standardAttributes: props.standardAttributes,
    customAttributes: props.customAttributes,
    removalPolicy,
    deletionProtection: props.deletionProtection ?? removalPolicy !== RemovalPolicy.DESTROY,
  });
}

function passwordPolicy(plan: cognito.FeaturePlan, chosen: cognito.PasswordPolicy = {}): cognito.PasswordPolicy {
  const remembersPasswords = plan !== cognito.FeaturePlan.LITE;
  return {
    ...defaults.PASSWORD_POLICY,
    passwordHistorySize: remembersPasswords ? defaults.PASSWORD_HISTORY_SIZE : undefined,
    ...given(chosen),
  };
}

/** Without the members that are undefined: spread over the defaults they would erase them, and the L2's are weaker. */
function given<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function requireNoSnapshot(scope: Construct, policy: RemovalPolicy): void {
  if (policy !== RemovalPolicy.SNAPSHOT) return;
  throw new AuthConfigError(
    scope,
    'removalPolicy is SNAPSHOT, and a user pool has no snapshots. Choose RETAIN or DESTROY.',
  );
}

function requireShortNames(scope: Construct, names: readonly string[]): void {
  const long = names.find((name) => name.length > LONGEST_CUSTOM_NAME);
  if (long === undefined) return;
  throw new AuthConfigError(
    scope,
    `the custom attribute '${long}' has ${long.length} characters. Cognito allows ${LONGEST_CUSTOM_NAME}: choose a shorter name.`,
  );
}
