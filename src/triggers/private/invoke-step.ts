import * as lambda from 'aws-cdk-lib/aws-lambda';
import { TriggerName } from '../../contract/steps';
import { TriggerHandler } from '../trigger-handler';
import { BoundHandler, Phase, TriggerStep } from './trigger-step';

/** The user's own function as a step of a chain: it gets the event, and what it answers is merged into the response. */
export function invokeStep(
  trigger: TriggerName,
  phase: Phase,
  sources: readonly string[],
  invoked: lambda.IFunction,
  more: Pick<TriggerStep, 'exclusive'> = {},
): TriggerHandler {
  return new BoundHandler(() => ({
    trigger,
    phase,
    // the ARN is the one token that travels: a validation proves that it does not lead back to the pool (law 2)
    wire: { step: 'invoke', key: invoked.node.path, sources, config: { functionArn: invoked.functionArn } },
    ports: ['lambda'],
    poolActions: [],
    invoked,
    ...more,
  }));
}
