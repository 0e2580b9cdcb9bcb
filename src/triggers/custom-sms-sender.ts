import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HandOverOptions } from './hand-over-options';
import { InvokeSenderOptions } from './invoke-sender-options';
import { checkedHandler } from './private/checked-handler';
import { handOver } from './private/hand-over';
import { invokeSender } from './private/sender-step';
import { smsSending } from './private/sms-sending';
import { SnsSenderOptions } from './sns-sender-options';
import { TriggerHandler } from './trigger-handler';

/**
 * Who sends SMS in Cognito's place: all of them, so that a pool has one. Cognito encrypts each code with a key
 * (`customSenderKmsKey`), and does not wait: what fails is tried three times by Lambda, and can then go to a queue, with
 * `configureAsyncInvoke` of what `addTrigger` returns (which says nothing to the alias that `provisionedConcurrentExecutions`
 * makes). The pool needs `sms` all the same: without, Cognito knows no SMS.
 *
 * Whoever deploys the pool needs `kms:CreateGrant` for the key, as CloudFormation's role has it after `cdk bootstrap`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sms-sender.html
 */
export class CustomSmsSender {
  /**
   * Through Amazon SNS, to numbers of the countries that you name: bots make pools send SMS to numbers that earn them money, and
   * those are elsewhere. A number that is refused leaves a line in the log. Each message is sent once, though Lambda may deliver
   * it twice.
   *
   * @param options to whom, from whom, and what it says
   */
  public static sns(options: SnsSenderOptions): TriggerHandler {
    return checkedHandler('CustomSmsSender.sns', [options], () => smsSending(options));
  }

  /**
   * As an event of EventBridge, for a sender of another account or kind. The event has the code as Cognito encrypted it; whoever
   * sends decrypts it with the AWS Encryption SDK, and needs `kms:Decrypt` for the key. Its `id` is the same for each delivery.
   *
   * @param options bus, attributes
   */
  public static eventBridge(options: HandOverOptions = {}): TriggerHandler {
    return checkedHandler('CustomSmsSender.eventBridge', [options], () =>
      handOver('CustomSMSSender', 'CustomSmsSender.eventBridge', options),
    );
  }

  /**
   * Your own function. It gets Cognito's event, with time and attempts of its own, and may decrypt codes of this pool, with the
   * AWS Encryption SDK. Lambda may deliver an event twice: make it idempotent. Pass a function that does not refer to the user
   * pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   * @param options whether it may decrypt
   */
  public static invoke(handler: lambda.IFunction, options: InvokeSenderOptions = {}): TriggerHandler {
    return checkedHandler('CustomSmsSender.invoke', [handler, options], () =>
      invokeSender('CustomSMSSender', handler, options),
    );
  }

  private constructor() {}
}
