import { Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { sourcesOf, Telling, tellingConfig, tellingStep, TellingTrigger } from './telling';
import { TriggerScope, TriggerStep } from './trigger-step';
import { EVENT_SOURCE } from '../../contract/user-events';

/** A step that puts events about users on a bus, the account's own default bus when none is given. */
export function eventStep(
  scope: TriggerScope,
  trigger: TellingTrigger,
  telling: Telling,
  eventBus?: events.IEventBus,
): TriggerStep {
  const { where } = scope;
  return {
    ...tellingStep(trigger),
    wire: {
      step: 'toEventBridge',
      key: eventBus?.node.path ?? 'default',
      sources: sourcesOf(trigger, telling.types),
      config: { ...tellingConfig(scope, trigger, telling), busArn: eventBus?.eventBusArn },
    },
    ports: ['events'],
    grant: (role) => void role.addToPrincipalPolicy(puttingEvents(eventBus?.eventBusArn ?? defaultBusArn(where))),
  };
}

/** Narrower than the L2's grant: with it the function could speak in the name of any other source. */
function puttingEvents(busArn: string): iam.PolicyStatement {
  return new iam.PolicyStatement({
    actions: ['events:PutEvents'],
    resources: [busArn],
    conditions: { StringEquals: { 'events:source': EVENT_SOURCE } },
  });
}

function defaultBusArn(where: IConstruct): string {
  return Stack.of(where).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
}
