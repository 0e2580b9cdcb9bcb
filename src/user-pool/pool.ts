import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as kms from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { createUserPool } from './create-user-pool';
import { PoolAttributes } from './pool-attributes';
import * as defaults from '../defaults';
import { emailSender, isSes } from './private/email-sender';
import { linkWithoutDomain, signInCodeInEnglish, signInTexts } from './private/messages';
import { historyFaults } from './private/password-policy';
import { PlanUse } from './private/plan-use';
import { customNames, longNames } from './private/schema';
import { autoVerified } from './private/sign-in';
import { FirstFactors, firstFactors, SignInFactors } from './private/sign-in-factors';
import { signInFaults } from './private/sign-in-faults';
import { threatFaults } from './private/threat-protection';
import { CognitoAuthProps } from './user-pool-props';
import { Findings } from '../private/findings';
import { requireArguments } from '../private/options';
import { warnOfRelaxations } from '../private/relaxations';

/** The user pool and what the rooms must know of its settings, with the defaults filled in. */
export class Pool {
  readonly userPool: cognito.UserPool;
  readonly attributes: PoolAttributes;
  readonly featurePlan: cognito.FeaturePlan;
  readonly removalPolicy: RemovalPolicy;
  readonly selfSignUpEnabled: boolean;
  /** By what people sign in. */
  readonly signInAliases: cognito.SignInAliases;
  /** What Cognito verifies itself. */
  readonly autoVerify: cognito.AutoVerifiedAttrs;
  readonly email: cognito.UserPoolEmail;
  /** Whether Amazon SES sends e-mail, and not Cognito itself. */
  readonly usesSes: boolean;
  /** With what Cognito encrypts codes for custom senders, where somebody said so. */
  readonly customSenderKmsKey?: kms.IKey;
  /** With what people may begin to sign in; anything beside the password makes clients offer the choice. */
  readonly firstFactors: FirstFactors;
  /** The custom domain of managed login; the login room says it when one is added. */
  loginDomainName?: string;
  /** The prefix of the prefix domain, said likewise. */
  loginDomainPrefix?: string;
  /** What is found wrong with the pool while rooms are made. */
  readonly faults = new Findings();
  private readonly planUse: PlanUse;

  constructor(scope: Construct, props: CognitoAuthProps) {
    requireArguments(scope, 'CognitoAuth', [props]);
    this.featurePlan = props.featurePlan ?? defaults.FEATURE_PLAN;
    this.removalPolicy = props.removalPolicy ?? defaults.REMOVAL_POLICY;
    this.selfSignUpEnabled = props.selfSignUpEnabled ?? defaults.SELF_SIGN_UP_ENABLED;
    this.signInAliases = props.signInAliases ?? defaults.SIGN_IN_ALIASES;
    this.autoVerify = autoVerified(props);
    this.email = emailSender(scope, props.email);
    this.usesSes = isSes(scope, this.email);
    this.customSenderKmsKey = props.customSenderKmsKey;
    this.planUse = new PlanUse(() => this.plan);
    this.attributes = new PoolAttributes(scope, props);
    this.firstFactors = firstFactors(props);
    this.userPool = createUserPool(scope, props, this);
    new SignInFactors(scope, props, this);
    signInTexts(this, props);
    this.faults.tellAt(scope);
    scope.node.addValidation({ validate: () => this.findings(scope, props) });
  }

  /** The plan that will stand in the template, whoever wrote it there; Cognito's default where nobody did. */
  get plan(): string {
    return this.userPool ? (this.resource.userPoolTier ?? cognito.FeaturePlan.ESSENTIALS) : this.featurePlan;
  }

  /** Custom attributes as they will stand in the template, with their prefix: an escape hatch may have added some. */
  get declaredAttributes(): string[] {
    return customNames(this.resource.schema).map((name) => `custom:${name}`);
  }

  /** Whether the pool can send SMS, through `sms` or an escape hatch. */
  get sendsSms(): boolean {
    return this.resource.smsConfiguration !== undefined;
  }

  /**
   * Says that a feature is used, and which plan it needs: a lesser one is a finding, with all others of the synth.
   *
   * @param plan the cheapest plan that has the feature
   * @param what the feature and who uses it, as the subject of a sentence: `the claim 'tenant' in access tokens`
   */
  requirePlan(plan: cognito.FeaturePlan, what: string): void {
    this.planUse.add(plan, what);
  }

  /** Whether the plan has what the given plan has. */
  hasPlan(plan: cognito.FeaturePlan): boolean {
    return this.planUse.includes(plan);
  }

  private findings(scope: Construct, props: CognitoAuthProps): string[] {
    warnOfRelaxations(this.userPool, [
      ...this.planUse.relaxations(),
      linkWithoutDomain(scope, props),
      signInCodeInEnglish(this, props),
    ]);
    return [
      ...this.planUse.findings(),
      ...historyFaults(this.resource, this),
      ...threatFaults(this.resource, this, props),
      ...longNames(this.resource),
      ...signInFaults(this, props),
    ];
  }

  private get resource(): cognito.CfnUserPool {
    return this.userPool.node.defaultChild as cognito.CfnUserPool;
  }
}
