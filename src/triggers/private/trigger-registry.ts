import { Annotations, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { ClaimConfig, TriggerName } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { Pool } from '../../user-pool/pool';
import { TriggerHandler } from '../trigger-handler';
import { warnOfOpenDoors } from './open-doors';
import { pathToPool } from './path-to-pool';
import { TriggerFunction } from './trigger-function';

/** Who can come in, and who can write what: the clients of the pool and its providers, also those added later. */
export interface TriggerAudience {
  readonly providers: readonly unknown[];
  readonly clients: readonly cognito.UserPoolClient[];
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

  constructor(
    private readonly where: Construct,
    private readonly pool: Pool,
    private readonly audience: TriggerAudience,
  ) {}

  add(handler: TriggerHandler): lambda.Function {
    const step = handler._bind({ where: this.where, pool: this.pool });
    this.requirePlan(step.trigger);
    const owner = this.functions.get(step.trigger) ?? this.create(step.trigger);
    owner.addStep(step);
    this.warnOfManyInvocations(owner, step.trigger);
    return owner.function;
  }

  /** The user's own functions, for which the pool waits. */
  get invokedFunctions(): readonly lambda.IFunction[] {
    return [...this.functions.values()].flatMap(({ chain }) => chain.invocations.map(({ invoked }) => invoked!));
  }

  /** What bundled handlers put into tokens; what the user's own functions do cannot be seen. */
  get claims(): readonly ClaimConfig[] {
    return [...this.functions.values()].flatMap(({ chain }) => chain.claims);
  }

  findings(): string[] {
    return [...this.functions].flatMap(([trigger, { function: own, chain }]) => [
      ...chain.findings((source) => this.canFire(source)),
      ...this.rivalFindings(trigger),
      ...this.cycleFindings(`the function of ${trigger}`, own),
      ...chain.invocations.flatMap(({ invoked }) =>
        this.cycleFindings(`${trigger}.invoke has ${invoked!.node.path}, which`, invoked!),
      ),
    ]);
  }

  /** What deploys, and is not what most people mean. */
  warn(): void {
    const { selfSignUpEnabled } = this.pool;
    const preSignUp = this.functions.get('PreSignUp')?.chain;
    const isGuarded = (source: string) => preSignUp?.guards(source) ?? false;
    warnOfOpenDoors(this.where, selfSignUpEnabled, this.audience.providers.length > 0, isGuarded);
    this.warnOfWritableClaims();
  }

  /** What a back end may rely on should not be what the user typed. */
  private warnOfWritableClaims(): void {
    for (const name of [...this.functions.values()].flatMap(({ chain }) => chain.claimedAttributes)) {
      const writers = this.audience.clients.filter((client) => writes(client, name));
      if (!name.startsWith('custom:') || writers.length === 0) continue;
      Annotations.of(this.where).addWarningV2(
        `cdk-cognito-auth:claimFromWritableAttribute:${name}`,
        `a claim carries '${name}', which users may write through ${writers.map(({ node }) => node.id).join(', ')}. Do not authorize by it, or leave it out of writeAttributes.`,
      );
    }
  }

  private create(trigger: TriggerName): TriggerFunction {
    const { where, pool } = this;
    const created = new TriggerFunction(where, trigger, pool);
    this.functions.set(trigger, created);
    const resource = pool.userPool.node.defaultChild as cognito.CfnUserPool;
    for (const [key, value] of Object.entries(LAMBDA_CONFIG[trigger](created.function.functionArn))) {
      resource.addPropertyOverride(`LambdaConfig.${key}`, value);
    }
    return created;
  }

  private requirePlan(trigger: TriggerName): void {
    if (trigger !== 'PreTokenGeneration' || this.pool.featurePlan !== cognito.FeaturePlan.LITE) return;
    throw new AuthConfigError(
      this.where,
      'PreTokenGeneration uses version 2 of the event, which the LITE plan does not have. Choose featurePlan ESSENTIALS or PLUS.',
    );
  }

  private canFire(source: string): boolean {
    const { selfSignUpEnabled } = this.pool;
    const hasProviders = this.audience.providers.length > 0;
    if (source === 'PreSignUp_SignUp') return selfSignUpEnabled;
    if (source === 'PreSignUp_ExternalProvider') return hasProviders;
    if (source === 'PostConfirmation_ConfirmSignUp') return selfSignUpEnabled || hasProviders;
    return true;
  }

  /** The L2's own triggers and ours would overwrite each other. */
  private rivalFindings(trigger: TriggerName): string[] {
    const { where, pool } = this;
    const l2 = Stack.of(where).resolve((pool.userPool.node.defaultChild as cognito.CfnUserPool).lambdaConfig) ?? {};
    const taken = Object.keys(l2).some((key) => key.toLowerCase().startsWith(trigger.toLowerCase()));
    if (!taken) return [];
    return [
      `the trigger ${trigger} was set on auth.userPool too. Give that function to auth.addTrigger(${trigger}.invoke(fn)), so that it joins the chain.`,
    ];
  }

  private cycleFindings(what: string, waited: lambda.IFunction): string[] {
    const path = pathToPool(waited, this.pool.userPool);
    // through an invoked function the path is told once, from there
    if (!path || this.invokedFunctions.some((other) => other !== waited && path.includes(other.node.path))) return [];
    return [
      `${what} leads back to the user pool (${path.join(' -> ')}), so that each would wait for the other. Read the pool's id from event.userPoolId, and grant on the pool with auth.grantReadUsers(fn) or one of its siblings, or with a policy beside the function: new iam.Policy(stack, id, { roles: [fn.role], … }).`,
    ];
  }

  private warnOfManyInvocations({ chain }: TriggerFunction, trigger: TriggerName): void {
    if (chain.invocations.length !== 2) return;
    Annotations.of(this.where).addWarningV2(
      `cdk-cognito-auth:invokeShares5Seconds:${trigger}`,
      `several functions are invoked by ${trigger} one after another; together they have the trigger's 5 seconds, cold starts included.`,
    );
  }
}

function writes(client: cognito.UserPoolClient, attribute: string): boolean {
  return (client.node.defaultChild as cognito.CfnUserPoolClient).writeAttributes?.includes(attribute) ?? false;
}
