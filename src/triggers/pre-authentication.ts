import * as lambda from 'aws-cdk-lib/aws-lambda';
import { maintenance, MaintenanceOptions } from './maintenance';
import { EVERY_SOURCE } from '../contract/steps';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that run before somebody's sign-in is checked. They see attributes, and neither groups nor refreshes of a session:
 * what must hold for these belongs into `PreTokenGeneration`, such as `PreTokenGeneration.requireGroup`. Fails closed: when a
 * handler breaks, nobody signs in.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-authentication.html
 */
export class PreAuthentication {
  /**
   * Nobody signs in; everybody reads why, whether the pool knows them or not. Sessions go on. To let some people in, and to
   * end sessions too, use `PreTokenGeneration.requireGroup` with a message instead: an event of this trigger has no groups.
   *
   * @param options what people read
   */
  public static maintenance(options: MaintenanceOptions): TriggerHandler {
    return maintenance(options);
  }

  /**
   * Your own function. It gets Cognito's event and returns it; an error of the name `UserFacingError` refuses the sign-in with
   * its message. Answer alike for users who do not exist (`request.userNotFound`). It shares the trigger's 5 seconds. Pass a
   * function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return invokeStep('PreAuthentication', 'GUARD', [EVERY_SOURCE], handler);
  }

  private constructor() {}
}
