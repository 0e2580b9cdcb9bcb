import type { TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * A ready-made behaviour for a Lambda trigger of the user pool. Give one to `auth.addTrigger(handler)`; several handlers of
 * one trigger share a function and run one after another: guards first, then what shapes the answer, then effects.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
 */
export abstract class TriggerHandler {
  /** @internal */
  public abstract _bind(scope: TriggerScope): readonly TriggerStep[];
}
