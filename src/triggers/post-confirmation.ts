import * as lambda from 'aws-cdk-lib/aws-lambda';
import { addToGroup } from './add-to-group';
import { AuthGroup } from '../groups/auth-group';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

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
    return addToGroup(group);
  }

  /**
   * Your own function. It gets Cognito's event and returns it; it runs for confirmed sign-ups and for confirmed new
   * passwords (`triggerSource` tells). It shares the trigger's 5 seconds, and Cognito may call up to three times: make it
   * idempotent. Pass a function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return invokeStep(
      'PostConfirmation',
      'EFFECT',
      ['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'],
      handler,
    );
  }

  private constructor() {}
}
