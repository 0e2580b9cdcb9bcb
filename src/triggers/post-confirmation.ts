import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { addToGroup } from './add-to-group';
import { AuthGroup } from '../groups/auth-group';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { profileRow, ProfileRowOptions } from './profile-row';
import { TriggerHandler } from './trigger-handler';
import { confirmationEvent } from './user-event';
import { ConfirmationEventOptions, ConfirmationMessageOptions } from './user-event-options';
import { publishTo, sendTo } from './user-message';

/**
 * Handlers that run after an account was confirmed: the user exists, and what fails here does not undo that.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-confirmation.html
 */
export class PostConfirmation {
  /**
   * Whoever signs up becomes a member of the group; federated users at their first sign-in. Users whom an administrator
   * creates are not confirmed in this way: add them yourself. When the call fails after three attempts, the user is
   * confirmed and not in the group, and an error line in the function's log says so.
   *
   * @param group a group of the same user pool
   */
  public static addToGroup(group: AuthGroup): TriggerHandler {
    return checkedHandler('PostConfirmation.addToGroup', [group], () => addToGroup(group));
  }

  /**
   * A row in DynamoDB for everybody who signs up; for federated users at their first sign-in. A row that is there is never
   * changed. Users whom an administrator creates are not confirmed in this way: make their rows where you create them. The
   * function may put items into that table, and nothing else. When it cannot, the user is confirmed and has no row, and an
   * error line in the function's log says so.
   *
   * @param options table, key, and which attributes of the user the row gets
   */
  public static profileRow(options: ProfileRowOptions = {}): TriggerHandler {
    return checkedHandler('PostConfirmation.profileRow', [options], () => profileRow(options));
  }

  /**
   * An event on a bus of EventBridge for each confirmed sign-up; that of `LifecycleEvents`, which tells more. Handlers that tell
   * somebody run after all others. An event that cannot be sent leaves a line in the function's log, and the person gets on.
   *
   * @param options the bus, and what is told
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
   */
  public static toEventBridge(options: ConfirmationEventOptions = {}): TriggerHandler {
    return checkedHandler('PostConfirmation.toEventBridge', [options], () => confirmationEvent(options));
  }

  /**
   * A message to a topic for each confirmed sign-up, the detail of that event as JSON: for work that takes longer than the
   * trigger's 5 seconds. From a FIFO topic it comes once, in order for each user; from others perhaps again, with the same
   * `id`. A message that cannot be sent leaves a line in the function's log, and the person gets on.
   *
   * @param topic a topic that does not refer to the user pool
   * @param options what is told
   * @see https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html
   */
  public static publishTo(topic: sns.ITopic, options: ConfirmationMessageOptions = {}): TriggerHandler {
    return checkedHandler('PostConfirmation.publishTo', [topic, options], () => publishTo(topic, options));
  }

  /**
   * A message to a queue for each confirmed sign-up, the detail of that event as JSON: for work that takes longer than the
   * trigger's 5 seconds. From a FIFO queue it comes once, in order for each user; from others perhaps again, with the same
   * `id`. A message that cannot be sent leaves a line in the function's log, and the person gets on.
   *
   * @param queue a queue that does not refer to the user pool
   * @param options what is told
   * @see https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/FIFO-queues-exactly-once-processing.html
   */
  public static sendTo(queue: sqs.IQueue, options: ConfirmationMessageOptions = {}): TriggerHandler {
    return checkedHandler('PostConfirmation.sendTo', [queue, options], () => sendTo(queue, options));
  }

  /**
   * Your own function. It gets Cognito's event and returns it; it runs for confirmed sign-ups and for confirmed new
   * passwords (`triggerSource` tells). It shares the trigger's 5 seconds, and Cognito may call up to three times: make it
   * idempotent. Pass a function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return checkedHandler('PostConfirmation.invoke', [handler], () =>
      invokeStep(
        'PostConfirmation',
        'EFFECT',
        ['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'],
        handler,
      ),
    );
  }

  private constructor() {}
}
