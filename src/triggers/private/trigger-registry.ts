import { Annotations, Lazy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { codeMinutes, customAuthFindings, customAuthRelaxations, CustomAuthState } from './custom-auth-rules';
import { TriggerName } from '../../contract/steps';
import { madeBy, requireKind } from '../../private/kinds';
import { warnOfRelaxations } from '../../private/relaxations';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';
import { Pool } from '../../user-pool/pool';
import { TriggerFunctionOptions } from '../trigger-function-options';
import { TriggerHandler } from '../trigger-handler';
import { federationFindings } from './federation-findings';
import { FunctionOptions } from './function-options';
import { claimedAttributes, MadeClaim, madeClaims } from './made-claims';
import { migrationFindings } from './migration-findings';
import { warnOfOpenDoors } from './open-doors';
import { pathToPool } from './path-to-pool';
import { warnOfRefusedProviders } from './refused-providers';
import { senderFindings, senderRelaxations } from './sender-findings';
import { MACHINE_SOURCE } from './token-sources';
import { TriggerFunction, TRIGGERS } from './trigger-function';
import { TriggerScope, TriggerStep } from './trigger-step';
import { warnOfWritableClaims } from './writable-claims';
import { ADVICE } from '../../private/advice';

const HANDLER = madeBy(TriggerHandler, ADVICE.TriggerHandler);

/** Who can come in: the providers of the pool, also those added later. */
export interface TriggerAudience {
  readonly providers: readonly AuthIdentityProvider[];
}

/** Where the pool's LambdaConfig names the function of a trigger. */
const LAMBDA_CONFIG: Record<TriggerName, (arn: string, version: () => string) => Record<string, unknown>> = {
  PreSignUp: (arn) => ({ PreSignUp: arn }),
  CustomMessage: (arn) => ({ CustomMessage: arn }),
  PreAuthentication: (arn) => ({ PreAuthentication: arn }),
  PostAuthentication: (arn) => ({ PostAuthentication: arn }),
  PostConfirmation: (arn) => ({ PostConfirmation: arn }),
  PreTokenGeneration: (arn, produce) => ({
    PreTokenGenerationConfig: { LambdaArn: arn, LambdaVersion: Lazy.string({ produce }) },
  }),
  DefineAuthChallenge: (arn) => ({ DefineAuthChallenge: arn }),
  CreateAuthChallenge: (arn) => ({ CreateAuthChallenge: arn }),
  VerifyAuthChallengeResponse: (arn) => ({ VerifyAuthChallengeResponse: arn }),
  UserMigration: (arn) => ({ UserMigration: arn }),
  CustomEmailSender: (arn) => ({ CustomEmailSender: { LambdaArn: arn, LambdaVersion: 'V1_0' } }),
  CustomSMSSender: (arn) => ({ CustomSMSSender: { LambdaArn: arn, LambdaVersion: 'V1_0' } }),
  InboundFederation: (arn) => ({ InboundFederation: { LambdaArn: arn, LambdaVersion: 'V1_0' } }),
};

/** One function per trigger, made with its first step. */
export class TriggerRegistry {
  private readonly functions = new Map<TriggerName, TriggerFunction>();

  private readonly scope: TriggerScope;

  /** How the functions run; asked when the app is prepared. */
  readonly options: FunctionOptions;

  constructor(
    private readonly where: Construct,
    private readonly pool: Pool,
    private readonly audience: TriggerAudience,
    options?: TriggerFunctionOptions,
  ) {
    this.options = new FunctionOptions(where, TRIGGERS, options);
    this.scope = { where, pool, shared: (id, make) => (where.node.tryFindChild(id) as never) ?? make(where, id) };
  }

  add(handler: TriggerHandler): lambda.Function {
    requireKind(this.where, 'the handler of addTrigger()', handler, HANDLER);
    const [first] = handler._bind(this.scope).map((step) => this.addStep(step));
    return first;
  }

  private addStep(step: TriggerStep): lambda.Function {
    const owner = this.functions.get(step.trigger) ?? this.create(step.trigger);
    owner.addStep(step);
    warnOfRelaxations(this.where, step.relaxations ?? []);
    this.warnOfManyInvocations(owner, step.trigger);
    return owner.function;
  }

  /** The user's own functions, for which the pool waits. */
  get invokedFunctions(): readonly lambda.IFunction[] {
    return [...this.functions.values()].flatMap(({ chain }) => chain.invocations.map(({ invoked }) => invoked!));
  }

  /** What bundled handlers put into tokens; what the user's own functions do cannot be seen. */
  get claims(): readonly MadeClaim[] {
    const wires = [...this.functions.values()].flatMap(({ chain }) => chain.wires);
    return madeClaims(this.where, wires);
  }

  findings(): string[] {
    return [...this.chainFindings(), ...this.partFindings()];
  }

  /** What a trigger needs of the rest of the pool. */
  private partFindings(): string[] {
    const federation = this.functions.get('InboundFederation')?.chain.wires ?? [];
    return [
      ...this.options.findings((trigger) => this.functions.has(trigger)),
      ...customAuthFindings(this.customAuth),
      ...(this.functions.has('UserMigration') ? migrationFindings(this.pool.userPool) : []),
      ...federationFindings(federation, this.audience.providers),
      ...senderFindings(this.pool, (trigger) => this.functions.get(trigger)?.chain),
    ];
  }

  private chainFindings(): string[] {
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
    preSignUp?.allowedDomains.forEach((guard) => warnOfRefusedProviders(guard, this.audience.providers));
    warnOfWritableClaims(this.where, this.pool.userPool, claimedAttributes(this.claims));
    warnOfRelaxations(this.where, customAuthRelaxations(this.customAuth));
    warnOfRelaxations(
      this.where,
      senderRelaxations(this.pool, (trigger) => this.functions.get(trigger)?.chain),
    );
  }

  private get customAuth(): CustomAuthState {
    const [wire] = this.functions.get('CreateAuthChallenge')?.chain.wires ?? [];
    const { userPool } = this.pool;
    return { userPool, triggers: [...this.functions.keys()], method: wire?.step, codeMinutes: codeMinutes(wire) };
  }

  private create(trigger: TriggerName): TriggerFunction {
    const { where, pool } = this;
    const created = new TriggerFunction(where, trigger, pool, () => this.options.of(trigger));
    this.functions.set(trigger, created);
    const resource = pool.userPool.node.defaultChild as cognito.CfnUserPool;
    const config = LAMBDA_CONFIG[trigger](created.calledArn, () => this.tokenVersion(created));
    for (const [key, value] of Object.entries(config)) {
      resource.addPropertyOverride(`LambdaConfig.${key}`, value);
    }
    return created;
  }

  /** Which version of the event the handlers of tokens need, and the plan has. */
  private tokenVersion({ chain }: TriggerFunction): string {
    if (!this.pool.hasPlan(cognito.FeaturePlan.ESSENTIALS)) return 'V1_0';
    return chain.answersTo(MACHINE_SOURCE) ? 'V3_0' : 'V2_0';
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
