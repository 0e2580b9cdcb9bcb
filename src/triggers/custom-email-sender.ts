import * as lambda from 'aws-cdk-lib/aws-lambda';
import { HandOverOptions } from './hand-over-options';
import { InvokeSenderOptions } from './invoke-sender-options';
import { checkedHandler } from './private/checked-handler';
import { emailSending } from './private/email-sending';
import { handOver } from './private/hand-over';
import { invokeSender } from './private/sender-step';
import { SesSenderOptions } from './ses-sender-options';
import { TriggerHandler } from './trigger-handler';

/**
 * Who sends e-mail in Cognito's place: all of it, so that a pool has one. Cognito encrypts each code with a key
 * (`customSenderKmsKey`), and does not wait: what fails is tried three times by Lambda, and can then go to a queue, with
 * `configureAsyncInvoke` of what `addTrigger` returns; with `provisionedConcurrentExecutions` the pool calls an alias, to which
 * that says nothing.
 *
 * Whoever deploys the pool needs `kms:CreateGrant` for the key, as CloudFormation's role has it after `cdk bootstrap`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-email-sender.html
 */
export class CustomEmailSender {
  /**
   * Through Amazon SES, with ready texts, your own, or templates that are kept in SES. Each message is sent once, though Lambda
   * may deliver it twice. Notices of risky sign-ins (`NotifyConfiguration`, which a pool of this library has not) are not sent.
   *
   * @param options from whom, and what it says
   */
  public static ses(options: SesSenderOptions): TriggerHandler {
    return checkedHandler('CustomEmailSender.ses', [options], () => emailSending(options));
  }

  /**
   * As an event of EventBridge, for a sender of another account or kind. The event has the code as Cognito encrypted it; whoever
   * sends decrypts it with the AWS Encryption SDK, and needs `kms:Decrypt` for the key. Its `id` is the same for each delivery.
   *
   * @param options bus, attributes
   */
  public static eventBridge(options: HandOverOptions = {}): TriggerHandler {
    return checkedHandler('CustomEmailSender.eventBridge', [options], () =>
      handOver('CustomEmailSender', 'CustomEmailSender.eventBridge', options),
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
    return checkedHandler('CustomEmailSender.invoke', [handler, options], () =>
      invokeSender('CustomEmailSender', handler, options),
    );
  }

  private constructor() {}
}
