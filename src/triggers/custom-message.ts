import * as lambda from 'aws-cdk-lib/aws-lambda';
import { messageTemplates, MessageTemplatesOptions } from './message-templates';
import { EVERY_SOURCE } from '../contract/steps';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that write the messages which Cognito sends: codes, invitations. Fails open: when a handler breaks, people get
 * the text of the user pool, and an error line in the function's log says so, of which `alarmActions` of `triggerFunctions`
 * make an alarm.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
 */
export class CustomMessage {
  /**
   * Texts by occasion and locale, checked at synth: the code stands in each, links are safe, values of the brand are escaped.
   * Nothing that users write about themselves enters a message, or your pool would send strangers' words to anybody.
   *
   * @param options the texts, and values that stand in them
   */
  public static templates(options: MessageTemplatesOptions): TriggerHandler {
    return checkedHandler('CustomMessage.templates', [options], () => messageTemplates(options));
  }

  /**
   * Your own function, after the templates. It gets Cognito's event and returns it; what it adds to `response` is merged, and
   * a text of a template stays. It shares the trigger's 5 seconds. Pass a function that does not refer to the user pool (the
   * pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return checkedHandler('CustomMessage.invoke', [handler], () =>
      invokeStep('CustomMessage', 'SHAPE', [EVERY_SOURCE], handler),
    );
  }

  private constructor() {}
}
