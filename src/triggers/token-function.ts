import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { invokeStep } from './private/invoke-step';
import { MACHINE_SOURCE, TOKEN_SOURCES } from './private/token-sources';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreTokenGeneration.invoke`.
 */
export interface TokenFunctionOptions {
  /**
   * Whether the function also runs for every token of a machine client. With it the trigger uses version 3 of the event;
   * needs the ESSENTIALS plan.
   *
   * @default false
   */
  readonly includeMachineClients?: boolean;
}

export function tokenFunction(handler: lambda.IFunction, options: TokenFunctionOptions): TriggerHandler {
  const { includeMachineClients } = options;
  const sources = includeMachineClients ? [...TOKEN_SOURCES, MACHINE_SOURCE] : TOKEN_SOURCES;
  const invoked = invokeStep('PreTokenGeneration', 'SHAPE', sources, handler);
  return new BoundHandler((scope) => {
    if (includeMachineClients) {
      scope.pool.requirePlan(cognito.FeaturePlan.ESSENTIALS, 'PreTokenGeneration.invoke for machine clients');
    }
    return invoked._bind(scope);
  });
}
