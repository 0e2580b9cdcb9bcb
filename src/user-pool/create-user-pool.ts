import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { CognitoAuthProps } from './user-pool-props';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';

const LONGEST_CUSTOM_NAME = 20;

/** The user pool with every default written out, so that nothing drifts when Cognito changes its own. */
export function createUserPool(scope: Construct, props: CognitoAuthProps): cognito.UserPool {
  requireShortNames(scope, Object.keys(props.customAttributes ?? {}));
  const removalPolicy = props.removalPolicy ?? defaults.REMOVAL_POLICY;
  const mfa = props.mfa ?? defaults.MFA;
  return new cognito.UserPool(scope, 'UserPool', {
    userPoolName: props.userPoolName,
    featurePlan: props.featurePlan ?? defaults.FEATURE_PLAN,
    selfSignUpEnabled: props.selfSignUpEnabled ?? defaults.SELF_SIGN_UP_ENABLED,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    keepOriginal: { email: true },
    passwordPolicy: passwordPolicy(props),
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

function passwordPolicy(props: CognitoAuthProps): cognito.PasswordPolicy {
  const remembersPasswords = props.featurePlan !== cognito.FeaturePlan.LITE;
  return {
    ...defaults.PASSWORD_POLICY,
    passwordHistorySize: remembersPasswords ? defaults.PASSWORD_HISTORY_SIZE : undefined,
    ...given(props.passwordPolicy ?? {}),
  };
}

/** Without the members that are undefined: spread over the defaults they would erase them, and the L2's are weaker. */
function given<T extends object>(options: T): Partial<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Partial<T>;
}

function requireShortNames(scope: Construct, names: readonly string[]): void {
  const long = names.find((name) => name.length > LONGEST_CUSTOM_NAME);
  if (long === undefined) return;
  throw new AuthConfigError(
    scope,
    `the custom attribute '${long}' has ${long.length} characters. Cognito allows ${LONGEST_CUSTOM_NAME}: choose a shorter name.`,
  );
}
