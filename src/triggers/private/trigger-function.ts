import { Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { applySettings, warmAlias } from './function-settings';
import { watch } from './function-watch';
import { TriggerChain } from './trigger-chain';
import { TriggerCode } from './trigger-code';
import { TriggerStep } from './trigger-step';
import { STEPS_VARIABLE } from '../../contract/codec';
import { TriggerName } from '../../contract/steps';
import * as defaults from '../../defaults';
import { onPrepare, shareRemovalPolicy } from '../../private/late-children';
import { Pool } from '../../user-pool/pool';
import { TriggerFunctionOptions } from '../trigger-function-options';

/** Folder of each trigger's bundle below assets/triggers. */
const BUNDLES: Record<TriggerName, string> = {
  PreSignUp: 'pre-sign-up',
  CustomMessage: 'custom-message',
  PreAuthentication: 'pre-authentication',
  PostAuthentication: 'post-authentication',
  PostConfirmation: 'post-confirmation',
  PreTokenGeneration: 'pre-token-generation',
  DefineAuthChallenge: 'define-auth-challenge',
  CreateAuthChallenge: 'create-auth-challenge',
  VerifyAuthChallengeResponse: 'verify-auth-challenge-response',
  UserMigration: 'user-migration',
  CustomEmailSender: 'custom-email-sender',
  CustomSMSSender: 'custom-sms-sender',
  InboundFederation: 'inbound-federation',
};

export const TRIGGERS = Object.keys(BUNDLES) as TriggerName[];

/** The bundled function of one trigger, with a role of its own: least privilege is why there is one per trigger. */
export class TriggerFunction extends Construct {
  readonly function: lambda.Function;
  readonly chain: TriggerChain;
  private readonly role: iam.Role;
  private readonly logGroup: logs.LogGroup;
  private alias?: lambda.Alias;
  private poolAccess?: iam.Policy;
  private beside?: iam.Policy;

  constructor(
    scope: Construct,
    trigger: TriggerName,
    private readonly pool: Pool,
    options: () => TriggerFunctionOptions,
  ) {
    super(scope, trigger);
    this.chain = new TriggerChain(scope, trigger);
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `The ${trigger} trigger of a user pool`,
    });
    this.logGroup = new logs.LogGroup(this, 'Logs', { retention: defaults.TRIGGER_LOG_RETENTION });
    this.logGroup.grantWrite(this.role);
    this.function = this.createFunction(trigger);
    this.permitPool();
    shareRemovalPolicy(this, pool.removalPolicy);
    onPrepare(this, () => this.settle(options()));
    // beside the function: nobody needs an alarm about a pool whose stack is gone
    const watched = new Construct(scope, `${trigger}Watch`);
    onPrepare(watched, () => watch(watched, trigger, this.logGroup, options()));
  }

  addStep(step: TriggerStep): void {
    this.chain.add(step);
    if (step.poolActions.length > 0) this.ensurePoolAccess();
    if (step.beside) this.addBeside(step.beside(this.pool.userPool));
    step.grant?.(this.role);
    if (step.invoked) {
      // in the role's default policy, so that the function waits for it
      this.role.addToPrincipalPolicy(
        new iam.PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [step.invoked.functionArn] }),
      );
    }
  }

  /** What the pool calls; whether there is an alias is known when the app is prepared. */
  get calledArn(): string {
    return Lazy.string({ produce: () => (this.alias ?? this.function).functionArn });
  }

  private settle(options: TriggerFunctionOptions): void {
    const parts = { scope: this, function: this.function, role: this.role, logGroup: this.logGroup };
    applySettings(parts, options);
    this.alias = warmAlias(parts, options);
  }

  private createFunction(trigger: TriggerName): lambda.Function {
    const { logGroup } = this;
    const code = new TriggerCode(this, BUNDLES[trigger], this.chain);
    onPrepare(this, () => code.stage());
    return new lambda.Function(this, 'Function', {
      description: `The ${trigger} trigger of a user pool`,
      code,
      handler: 'index.handler',
      role: this.role,
      logGroup,
      runtime: defaults.TRIGGER_RUNTIME,
      architecture: defaults.TRIGGER_ARCHITECTURE,
      memorySize: defaults.TRIGGER_MEMORY_SIZE,
      timeout: defaults.TRIGGER_TIMEOUT,
      environment: { [STEPS_VARIABLE]: Lazy.string({ produce: () => this.chain.encode() }) },
    });
  }

  /** Ours, because the L2 names the pool but not the account. */
  private permitPool(): void {
    new lambda.CfnPermission(this, 'Permission', {
      action: 'lambda:InvokeFunction',
      functionName: this.calledArn,
      principal: 'cognito-idp.amazonaws.com',
      sourceArn: this.pool.userPool.userPoolArn,
      sourceAccount: Stack.of(this).account,
    });
  }

  /** Law 3 for a statement that names the pool in its condition. */
  private addBeside(statement: iam.PolicyStatement): void {
    this.beside ??= new iam.Policy(this, 'Beside', { roles: [this.role] });
    this.beside.addStatements(statement);
  }

  /** Law 3: a statement that names the pool stands beside the function; in its role's policy it would close a cycle. */
  private ensurePoolAccess(): void {
    this.poolAccess ??= new iam.Policy(this, 'PoolAccess', {
      roles: [this.role],
      document: new iam.PolicyDocument({
        statements: [
          new iam.PolicyStatement({
            actions: Lazy.list({ produce: () => [...this.chain.poolActions] }),
            resources: [this.pool.userPool.userPoolArn],
          }),
        ],
      }),
    });
  }
}
