import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Pool } from './pool';
import { CognitoAuthProps } from './user-pool-props';
import * as defaults from '../defaults';
import { poolRelaxations } from './pool-relaxations';
import { AuthConfigError } from '../private/errors';
import { warnOfRelaxations } from '../private/relaxations';

const LONGEST_CUSTOM_NAME = 20;

/** The user pool with every default written out, so that nothing drifts when Cognito changes its own. */
export function createUserPool(
  scope: Construct,
  props: CognitoAuthProps,
  { featurePlan, selfSignUpEnabled, removalPolicy }: Omit<Pool, 'userPool'>,
): cognito.UserPool {
  requirePlainNames(scope, Object.keys(props.customAttributes ?? {}));
  requireNoSnapshot(scope, removalPolicy);
  const mfa = props.mfa ?? defaults.MFA;
  const policy = passwordPolicy(featurePlan, props.passwordPolicy);
  const userPool = new cognito.UserPool(scope, 'UserPool', {
    userPoolName: props.userPoolName,
    featurePlan,
    selfSignUpEnabled,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    keepOriginal: { email: true },
    passwordPolicy: policy,
    mfa,
    mfaSecondFactor: mfa === cognito.Mfa.OFF ? undefined : defaults.MFA_SECOND_FACTOR,
    email: cognito.UserPoolEmail.withCognito(),
    accountRecovery: defaults.ACCOUNT_RECOVERY,
    standardAttributes: props.standardAttributes,
    customAttributes: props.customAttributes,
    removalPolicy,
    deletionProtection: props.deletionProtection ?? removalPolicy !== RemovalPolicy.DESTROY,
    ...threatProtection(scope, featurePlan, props),
  });
  warnOfRelaxations(userPool, poolRelaxations(mfa, policy));
  completeSchema(userPool.node.defaultChild as cognito.CfnUserPool);
  return userPool;
}

/** An entry without its data type would make every later update of the pool fail, so standard attributes get theirs. */
function completeSchema(resource: cognito.CfnUserPool): void {
  const entries = resource.schema as cognito.CfnUserPool.SchemaAttributeProperty[] | undefined;
  resource.schema = entries?.map((entry) => ({ ...standardType(entry), ...entry }));
}

function standardType({ name }: cognito.CfnUserPool.SchemaAttributeProperty) {
  if (name === 'updated_at') return { attributeDataType: 'Number', numberAttributeConstraints: { minValue: '0' } };
  const [minLength, maxLength] = name === 'birthdate' ? ['10', '10'] : ['0', '2048'];
  return { attributeDataType: 'String', stringAttributeConstraints: { minLength, maxLength } };
}

/** Who pays for the PLUS plan gets what it is for: threats are blocked, not only counted. */
function threatProtection(scope: Construct, plan: cognito.FeaturePlan, props: CognitoAuthProps) {
  const hasPlus = plan === cognito.FeaturePlan.PLUS;
  const { standardThreatProtectionMode, customThreatProtectionMode } = props;
  if (!hasPlus && (standardThreatProtectionMode || customThreatProtectionMode)) {
    throw new AuthConfigError(scope, 'threat protection needs featurePlan PLUS. Choose it, or leave the mode out.');
  }
  if (!hasPlus) return {};
  return {
    standardThreatProtectionMode: standardThreatProtectionMode ?? defaults.STANDARD_THREAT_PROTECTION_MODE,
    customThreatProtectionMode: customThreatProtectionMode ?? defaults.CUSTOM_THREAT_PROTECTION_MODE,
  };
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

function requirePlainNames(scope: Construct, names: readonly string[]): void {
  const prefixed = names.find((name) => name.startsWith('custom:'));
  if (prefixed !== undefined) {
    throw new AuthConfigError(
      scope,
      `customAttributes has '${prefixed}'. Leave the prefix custom: out; Cognito adds it.`,
    );
  }
  const long = names.find((name) => name.length > LONGEST_CUSTOM_NAME);
  if (long === undefined) return;
  throw new AuthConfigError(
    scope,
    `the custom attribute '${long}' has ${long.length} characters. Cognito allows ${LONGEST_CUSTOM_NAME}: choose a shorter name.`,
  );
}
