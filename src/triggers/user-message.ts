import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { confirmations, sourcesOf, tellingConfig, tellingStep } from './private/telling';
import { BoundHandler } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';
import { ConfirmationMessageOptions } from './user-event-options';

const TRIGGER = 'PostConfirmation';

export function publishTo(topic: sns.ITopic, options: ConfirmationMessageOptions): TriggerHandler {
  const telling = confirmations('PostConfirmation.publishTo', options);
  return new BoundHandler((scope) => ({
    ...tellingStep(TRIGGER),
    wire: {
      step: 'publishTo',
      key: topic.node.path,
      sources: sourcesOf(TRIGGER, telling.types),
      config: { ...tellingConfig(scope, TRIGGER, telling), topicArn: topic.topicArn, fifo: topic.fifo },
    },
    ports: ['sns'],
    grant: (role) => void topic.grantPublish(role),
  }));
}

export function sendTo(queue: sqs.IQueue, options: ConfirmationMessageOptions): TriggerHandler {
  const telling = confirmations('PostConfirmation.sendTo', options);
  return new BoundHandler((scope) => ({
    ...tellingStep(TRIGGER),
    wire: {
      step: 'sendTo',
      key: queue.node.path,
      sources: sourcesOf(TRIGGER, telling.types),
      config: { ...tellingConfig(scope, TRIGGER, telling), queueUrl: queue.queueUrl, fifo: queue.fifo },
    },
    ports: ['sqs'],
    grant: (role) => void queue.grantSendMessages(role),
  }));
}
