import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { Pool } from './pool';
import { messages } from './private/messages';
import { passwordPolicy, passwordRelaxations } from './private/password-policy';
import { poolRelaxations } from './private/pool-relaxations';
import { respondToRisks } from './private/risk-configuration';
import { completeSchema, customAttributeFaults } from './private/schema';
import { signIn } from './private/sign-in';
import { signInFactors } from './private/sign-in-factors';
import { sendSms } from './private/sms-role';
import { threatProtection, threatRelaxations } from './private/threat-protection';
import type { CognitoAuthProps } from './user-pool-props';
import { AuthConfigError } from '../private/errors';
import { warnOfRelaxations } from '../private/relaxations';

/** The user pool with every default written out, so that nothing drifts when Cognito changes its own. */
export function createUserPool(scope: Construct, props: CognitoAuthProps, pool: Pool): cognito.UserPool {
  const { featurePlan, selfSignUpEnabled, removalPolicy } = pool;
  customAttributeFaults(props.customAttributes).forEach((fault) => pool.faults.add(fault));
  requireNoSnapshot(scope, removalPolicy);
  const policy = passwordPolicy(scope, featurePlan, props.passwordPolicy);
  const settings: cognito.UserPoolProps = {
    userPoolName: props.userPoolName,
    featurePlan,
    selfSignUpEnabled,
    passwordPolicy: policy,
    removalPolicy,
    deletionProtection: props.deletionProtection ?? removalPolicy !== RemovalPolicy.DESTROY,
    email: pool.email,
    ...signIn(scope, props, pool),
    ...messages(scope, props),
    ...signInFactors(scope, props),
    ...threatProtection(props, pool),
  };
  const userPool = new cognito.UserPool(scope, 'UserPool', settings);
  const resource = userPool.node.defaultChild as cognito.CfnUserPool;
  warnOfRelaxations(userPool, [
    ...passwordRelaxations(policy, settings.mfa),
    ...poolRelaxations(settings, pool, props.sms !== undefined),
    ...threatRelaxations(settings),
  ]);
  completeSchema(resource);
  respondToRisks(scope, userPool, settings);
  if (props.sms) sendSms(scope, resource, props.sms, removalPolicy);
  return userPool;
}

function requireNoSnapshot(scope: Construct, policy: RemovalPolicy): void {
  if (policy !== RemovalPolicy.SNAPSHOT) return;
  throw new AuthConfigError(
    scope,
    'removalPolicy is SNAPSHOT, and a user pool has no snapshots. Choose RETAIN or DESTROY.',
  );
}
