import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, IConstruct } from 'constructs';
import { AnyStep, TriggerName } from '../../contract/steps';
import { Relaxation } from '../../private/relaxations';
import { Pool } from '../../user-pool/pool';
import { TriggerHandler } from '../trigger-handler';

/**
 * The phases of a chain in their order: security never depends on the order in which somebody wrote two lines. REPORT tells
 * others what has happened; END has the last word: it refuses what had to happen first, or overrides what others made.
 */
export const PHASES = ['GUARD', 'SHAPE', 'EFFECT', 'REPORT', 'END'] as const;
export type Phase = (typeof PHASES)[number];

/** A bundled AWS client that a step calls; its file joins the function's code only when a step needs it. */
export type Port =
  | 'captcha'
  | 'cognito'
  | 'decrypt'
  | 'dynamodb'
  | 'events'
  | 'lambda'
  | 'migration'
  | 's3'
  | 'secrets'
  | 'ses'
  | 'sns'
  | 'sqs'
  | 'ssm';

/** What a handler may know of its pool while it binds. */
export interface TriggerScope {
  /** Where the handler was added, for errors. */
  readonly where: IConstruct;
  readonly pool: Pool;
  /** What several handlers use and nobody else has, such as a table: made beside the pool by the first that asks for the id. */
  readonly shared: <T extends Construct>(id: string, make: (scope: Construct, id: string) => T) => T;
}

/** What a handler returns: data. The registry makes the function, the statements and the files of it. */
export interface TriggerStep {
  readonly trigger: TriggerName;
  readonly phase: Phase;
  /** What travels to the Lambda. */
  readonly wire: AnyStep;
  /** The call that it comes from, as people write it; the trigger and the step where nothing else is said. */
  readonly handler?: string;
  readonly ports: readonly Port[];
  /** Actions on the pool itself; their statement stands beside the function (law 3). */
  readonly poolActions: readonly string[];
  /** What else the function may do, on resources that do not lead back to the pool (law 2): in the policy of its role. */
  readonly grant?: (role: iam.IRole) => void;
  /** A statement that names the pool in another way; it stands beside the function, too (law 3). */
  readonly beside?: (pool: cognito.IUserPool) => iam.PolicyStatement;
  /** The trigger cannot have another step beside this one. */
  readonly exclusive?: true;
  /** Long literals that travel as files beside the code: name to content. */
  readonly files?: Readonly<Record<string, string>>;
  /** The user's own function that the step calls. */
  readonly invoked?: lambda.IFunction;
  /** What the step takes lightly, for which it was asked. */
  readonly relaxations?: readonly Relaxation[];
}

/** A handler out of a function that binds; factories need no class each. */
export class BoundHandler extends TriggerHandler {
  constructor(private readonly bind: (scope: TriggerScope) => TriggerStep | readonly TriggerStep[]) {
    super();
  }

  /** @internal */
  public _bind(scope: TriggerScope): readonly TriggerStep[] {
    const bound = this.bind(scope);
    return isOne(bound) ? [bound] : bound;
  }
}

function isOne(bound: TriggerStep | readonly TriggerStep[]): bound is TriggerStep {
  return !Array.isArray(bound);
}
