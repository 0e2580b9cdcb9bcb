import * as lambda from 'aws-cdk-lib/aws-lambda';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that run after somebody proved who they are, before they get tokens. Fails open: when a handler breaks or refuses,
 * the sign-in succeeds and an error line in the function's log says so. What must be able to refuse belongs into
 * `PreAuthentication` or `PreTokenGeneration`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-post-authentication.html
 */
export class PostAuthentication {
  /**
   * Your own function. It gets Cognito's event and returns it. It shares the trigger's 5 seconds, for which people wait, and
   * Cognito may call up to three times: make it idempotent. Pass a function that does not refer to the user pool (the pool's
   * id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return invokeStep('PostAuthentication', 'EFFECT', ['PostAuthentication_Authentication'], handler);
  }

  private constructor() {}
}
