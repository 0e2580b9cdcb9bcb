import { Annotations, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { TriggerName } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { TriggerHandler } from '../trigger-handler';
import { pathToPool } from './path-to-pool';
import { TriggerFunction } from './trigger-function';
import { TriggerScope } from './trigger-step';

/** What the registry must know of the pool beyond what a handler may. */
export interface TriggerHost extends TriggerScope {
  readonly where: Construct;
  readonly userPool: cognito.UserPool;
  readonly removalPolicy: RemovalPolicy;
  readonly selfSignUpEnabled: boolean;
  hasProviders(): boolean;
  clients(): readonly cognito.UserPoolClient[];
}

/** Where the pool's LambdaConfig names the function of a trigger. */
const LAMBDA_CONFIG: Record<TriggerName, (arn: string) => Record<string, unknown>> = {
  PreSignUp: (arn) => ({ PreSignUp: arn }),
  PostConfirmation: (arn) => ({ PostConfirmation: arn }),
  PreTokenGeneration: (arn) => ({ PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: 'V2_0' } }),
};

/** One function per trigger, made with its first step. */
export class TriggerRegistry {
  private readonly functions = new Map<TriggerName, TriggerFunction>();

  constructor(private readonly host: TriggerHost) {}

  add(handler: TriggerHandler): lambda.Function {
    const step = handler._bind(this.host);
    this.requirePlan(step.trigger);
    const owner = this.functions.get(step.trigger) ?? this.create(step.trigger);
    owner.addStep(step);
    this.warnOfManyInvocations(owner, step.trigger);
    return owner.function;
  }

  findings(): string[] {
    return [...this.functions].flatMap(([trigger, { chain }]) => [
      ...chain.findings((source) => this.canFire(source)),
      ...this.rivalFindings(trigger),
      ...chain.invocations.flatMap(({ invoked }) => this.cycleFindings(trigger, invoked!)),
    ]);
  }

  /** What a back end may rely on should not be what the user typed. */
  warnOfWritableClaims(): void {
    for (const name of [...this.functions.values()].flatMap(({ chain }) => chain.claimedAttributes)) {
      const writers = this.host.clients().filter((client) => writes(client, name));
      if (!name.startsWith('custom:') || writers.length === 0) continue;
      Annotations.of(this.host.where).addWarningV2(
        `cdk-cognito-auth:claimFromWritableAttribute:${name}`,
        `a claim carries '${name}', which users may write through ${writers.map(({ node }) => node.id).join(', ')}. Do not authorize by it, or leave it out of writeAttributes.`,
      );
    }
  }

  private create(trigger: TriggerName): TriggerFunction {
    const { where, userPool, removalPolicy } = this.host;
    const created = new TriggerFunction(where, trigger, userPool, removalPolicy);
    this.functions.set(trigger, created);
    const resource = userPool.node.defaultChild as cognito.CfnUserPool;
    for (const [key, value] of Object.entries(LAMBDA_CONFIG[trigger](created.function.functionArn))) {
      resource.addPropertyOverride(`LambdaConfig.${key}`, value);
    }
    return created;
  }

  private requirePlan(trigger: TriggerName): void {
    if (trigger !== 'PreTokenGeneration' || this.host.featurePlan !== cognito.FeaturePlan.LITE) return;
    throw new AuthConfigError(
      this.host.where,
      'PreTokenGeneration uses version 2 of the event, which the LITE plan does not have. Choose featurePlan ESSENTIALS or PLUS.',
    );
  }

  private canFire(source: string): boolean {
    const { selfSignUpEnabled } = this.host;
    if (source === 'PreSignUp_SignUp') return selfSignUpEnabled;
    if (source === 'PreSignUp_ExternalProvider') return this.host.hasProviders();
    if (source === 'PostConfirmation_ConfirmSignUp') return selfSignUpEnabled || this.host.hasProviders();
    return true;
  }

  /** The L2's own triggers and ours would overwrite each other. */
  private rivalFindings(trigger: TriggerName): string[] {
    const { where, userPool } = this.host;
    const l2 = Stack.of(where).resolve((userPool.node.defaultChild as cognito.CfnUserPool).lambdaConfig) ?? {};
    const taken = Object.keys(l2).some((key) => key.toLowerCase().startsWith(trigger.toLowerCase()));
    if (!taken) return [];
    return [
      `the trigger ${trigger} was set on auth.userPool too. Give that function to auth.addTrigger(${trigger}.invoke(fn)), so that it joins the chain.`,
    ];
  }

  private cycleFindings(trigger: TriggerName, invoked: lambda.IFunction): string[] {
    const path = pathToPool(invoked, this.host.userPool);
    if (!path) return [];
    return [
      `${trigger}.invoke has ${invoked.node.path}, which leads back to the user pool (${path.join(' -> ')}), so that each would wait for the other. Read the pool's id from event.userPoolId, and grant on the pool with a policy beside the function: new iam.Policy(stack, id, { roles: [fn.role], … }).`,
    ];
  }

  private warnOfManyInvocations({ chain }: TriggerFunction, trigger: TriggerName): void {
    if (chain.invocations.length !== 2) return;
    Annotations.of(this.host.where).addWarningV2(
      `cdk-cognito-auth:invokeShares5Seconds:${trigger}`,
      `several functions are invoked by ${trigger} one after another; together they have the trigger's 5 seconds, cold starts included.`,
    );
  }
}

function writes(client: cognito.UserPoolClient, attribute: string): boolean {
  return (client.node.defaultChild as cognito.CfnUserPoolClient).writeAttributes?.includes(attribute) ?? false;
}
