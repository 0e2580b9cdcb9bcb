import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { distinct } from './content-list';
import { SenderKey } from './sender-key';
import { senderStep, SenderTrigger, sourcesOf } from './sender-step';
import { BoundHandler, TriggerScope, TriggerStep } from './trigger-step';
import { HAND_OVER_SOURCE } from '../../contract/senders';
import { requireLiteral } from '../../private/tokens';
import { HandOverOptions } from '../hand-over-options';
import { TriggerHandler } from '../trigger-handler';

const NEEDED = {
  CustomEmailSender: ['email', 'locale', 'sub'],
  CustomSMSSender: ['locale', 'phone_number', 'sub'],
};

/** Events with the encrypted code, which only the holder of a permission for the key can read. */
export function handOver(trigger: SenderTrigger, handler: string, options: HandOverOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, trigger, handler, options));
}

function bind(scope: TriggerScope, trigger: SenderTrigger, handler: string, options: HandOverOptions): TriggerStep {
  const { where, pool } = scope;
  const { eventBus, attributes = [] } = options;
  const named = attributes.map((name) => requireLiteral(where, `an attribute of ${handler}`, name));
  named.forEach((name) => pool.attributes.requireKnown(where, handler, name));
  const busArn = eventBus?.eventBusArn;
  const usual = Stack.of(where).formatArn({ service: 'events', resource: 'event-bus', resourceName: 'default' });
  SenderKey.of(scope);
  return {
    ...senderStep(trigger),
    wire: {
      step: 'handOver',
      key: eventBus?.node.path ?? 'default',
      sources: sourcesOf(trigger),
      config: { busArn, attributes: distinct([...NEEDED[trigger], ...named]) },
    },
    ports: ['events'],
    grant: (role) => {
      const statement = new iam.PolicyStatement({
        actions: ['events:PutEvents'],
        resources: [busArn ?? usual],
        conditions: { StringEquals: { 'events:source': HAND_OVER_SOURCE } },
      });
      role.addToPrincipalPolicy(statement);
    },
  };
}
