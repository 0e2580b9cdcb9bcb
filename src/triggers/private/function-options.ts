import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { TriggerName } from '../../contract/steps';
import { AuthConfigError } from '../../private/errors';
import { requireArguments } from '../../private/options';
import { TriggerFunctionOptions } from '../trigger-function-options';

interface Range {
  readonly name: 'memorySize' | 'provisionedConcurrentExecutions';
  readonly least: number;
  readonly most: number;
}

/** What Lambda takes. */
const RANGES: readonly Range[] = [
  { name: 'memorySize', least: 128, most: 10_240 },
  { name: 'provisionedConcurrentExecutions', least: 1, most: 100_000 },
];

/** What was said about all functions, and about those of one trigger; whoever asks late gets it all. */
export class FunctionOptions {
  private readonly own = new Map<TriggerName, TriggerFunctionOptions>();

  constructor(
    private readonly where: IConstruct,
    private readonly triggers: readonly TriggerName[],
    private readonly shared: TriggerFunctionOptions = {},
  ) {
    this.judge('triggerFunctions', shared);
  }

  configure(operation: cognito.UserPoolOperation, options: TriggerFunctionOptions): void {
    requireArguments(this.where, 'CognitoAuth.configureTrigger', [operation, options], ' of configureTrigger()');
    const { operationName } = operation;
    const trigger = this.triggers.find((name) => [name, `${name}Config`].some((each) => isSame(each, operationName)));
    if (!trigger) {
      throw new AuthConfigError(
        this.where,
        `configureTrigger() has '${operationName}', which is no trigger. Pass one such as cognito.UserPoolOperation.PRE_SIGN_UP.`,
      );
    }
    if (this.own.has(trigger)) {
      throw new AuthConfigError(this.where, `${trigger} was configured before. Call configureTrigger() once for each.`);
    }
    this.judge(`configureTrigger() of ${trigger}`, options);
    this.own.set(trigger, options);
  }

  of(trigger: TriggerName): TriggerFunctionOptions {
    const own = Object.entries(this.own.get(trigger) ?? {}).filter(([, value]) => value !== undefined);
    return { ...this.shared, ...Object.fromEntries(own) };
  }

  /** What was said about functions that are not there. */
  findings(isMade: (trigger: TriggerName) => boolean): string[] {
    return [...this.own.keys()]
      .filter((trigger) => !isMade(trigger))
      .map(
        (trigger) =>
          `configureTrigger() is about ${trigger}, which has no handler. Add one with addTrigger(), or leave the call out.`,
      );
  }

  private judge(what: string, options: TriggerFunctionOptions): void {
    for (const { name, least, most } of RANGES) {
      const value = options[name];
      if (value === undefined || Token.isUnresolved(value)) continue;
      if (Number.isInteger(value) && value >= least && value <= most) continue;
      throw new AuthConfigError(
        this.where,
        `${name} of ${what} is ${value}. Pass a whole number from ${least} to ${most}.`,
      );
    }
    const { metricNamespace } = options;
    if (metricNamespace === undefined || Token.isUnresolved(metricNamespace)) return;
    if (/^(?!AWS\/)[\w.\-/#]{1,255}$/.test(metricNamespace)) return;
    throw new AuthConfigError(
      this.where,
      `metricNamespace of ${what} is '${metricNamespace}'. Pass letters, digits and . - _ / #, such as Notes/SignIn; AWS/ is CloudWatch's own.`,
    );
  }
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
