import * as lambda from 'aws-cdk-lib/aws-lambda';
import { lastSignIn, LastSignInOptions } from './last-sign-in';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { signInLog, SignInLogOptions } from './sign-in-log';
import { TriggerHandler } from './trigger-handler';
import { signInEvent } from './user-event';
import { UserEventOptions } from './user-event-options';

/**
 * Handlers that run after somebody proved who they are, before they get tokens. Fails open: when a handler breaks or refuses,
 * the sign-in succeeds and an error line in the function's log says so, of which `alarmActions` of `triggerFunctions` make an
 * alarm. What must be able to refuse belongs into `PreAuthentication` or `PreTokenGeneration`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export class PostAuthentication {
  /**
   * Notes the time in the user's row of a DynamoDB table, such as the one of `PostConfirmation.profileRow`. Who has no row gets
   * none. It runs at sign-ins, not at refreshes.
   *
   * @param options table, key, and name of the attribute
   */
  public static lastSignIn(options: LastSignInOptions = {}): TriggerHandler {
    return checkedHandler('PostAuthentication.lastSignIn', [options], () => lastSignIn(options));
  }

  /**
   * Keeps an item in DynamoDB for each sign-in: `sub`, time to the second, client id, whether the device is new. It is personal
   * data without name or address (an event of Cognito has no IP address), and is deleted after the retention. Sign-ins of one
   * user through one client within a second are one item, so that a repeated attempt of Cognito's adds none; one that is
   * repeated after five seconds, because the function did not answer, adds a second item.
   *
   * @param options retention, table and key
   */
  public static signInLog(options: SignInLogOptions): TriggerHandler {
    return checkedHandler('PostAuthentication.signInLog', [options], () => signInLog(options));
  }

  /**
   * An event on a bus of EventBridge for each sign-in; that of `LifecycleEvents`, which tells more. It runs at sign-ins, not at
   * refreshes, and after all other handlers. An event that cannot be sent leaves a line in the function's log.
   *
   * @param options the bus, and what is told
   * @see https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html
   */
  public static toEventBridge(options: UserEventOptions = {}): TriggerHandler {
    return checkedHandler('PostAuthentication.toEventBridge', [options], () => signInEvent(options));
  }

  /**
   * Your own function. It gets Cognito's event and returns it. It shares the trigger's 5 seconds, for which people wait, and
   * Cognito may call up to three times: make it idempotent. Pass a function that does not refer to the user pool (the pool's
   * id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return checkedHandler('PostAuthentication.invoke', [handler], () =>
      invokeStep('PostAuthentication', 'EFFECT', ['PostAuthentication_Authentication'], handler),
    );
  }

  private constructor() {}
}
