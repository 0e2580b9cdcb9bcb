import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { createUserPool } from './create-user-pool';
import { PoolAttributes } from './pool-attributes';
import { CognitoAuthProps } from './user-pool-props';
import * as defaults from '../defaults';

/** The user pool and what the rooms must know of its settings, with the defaults filled in. */
export class Pool {
  readonly userPool: cognito.UserPool;
  readonly attributes: PoolAttributes;
  readonly featurePlan: cognito.FeaturePlan;
  readonly removalPolicy: RemovalPolicy;
  readonly selfSignUpEnabled: boolean;

  constructor(scope: Construct, props: CognitoAuthProps) {
    this.featurePlan = props.featurePlan ?? defaults.FEATURE_PLAN;
    this.removalPolicy = props.removalPolicy ?? defaults.REMOVAL_POLICY;
    this.selfSignUpEnabled = props.selfSignUpEnabled ?? defaults.SELF_SIGN_UP_ENABLED;
    this.attributes = new PoolAttributes(scope, props);
    this.userPool = createUserPool(scope, props, this);
  }
}
