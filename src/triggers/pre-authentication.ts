import * as lambda from 'aws-cdk-lib/aws-lambda';
import { lockout, LockoutOptions } from './lockout';
import { maintenance, MaintenanceOptions } from './maintenance';
import { EVERY_SOURCE } from '../contract/steps';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { suspendedUsers, SuspendedUsersOptions } from './suspended-users';
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
    return checkedHandler('PreAuthentication.maintenance', [options], () => maintenance(options));
  }

  /**
   * Nobody whom a row in DynamoDB suspends signs in, or gets new tokens for old ones: the guard stands in this trigger and in
   * `PreTokenGeneration`. Here it refuses before the password is checked and before any code is sent, so that whoever types the
   * name of a suspended account learns that it is one; `PreTokenGeneration.suspendedUsers` alone tells only its owner. People
   * whom the pool does not know get the same answer as those who are not suspended. Access tokens that are out stay valid until
   * they expire.
   *
   * @param options table, key, attributes, and what people read
   */
  public static suspendedUsers(options: SuspendedUsersOptions = {}): TriggerHandler {
    return checkedHandler('PreAuthentication.suspendedUsers', [options], () =>
      suspendedUsers(['PreAuthentication', 'PreTokenGeneration'], options),
    );
  }

  /**
   * Locks a user out of one client for a while after too many attempts, beside Cognito's own protection. Attempts count when they
   * begin, by whatever factor, because Cognito has no trigger for those that fail; a success (in `PostAuthentication`, which
   * this handler joins too) forgets them. People whom the pool does not know are counted and refused alike. Rows have a hash in
   * place of the name, and go by themselves.
   *
   * Anybody who knows a name can lock its owner out with it, again and again: an event has no IP address. Hence it is not there
   * unless you add it, no lock lasts longer than 15 minutes, and a rate rule of AWS WAF is the better answer to many attempts
   * of one address. Fails closed: nobody signs in whose attempt cannot be counted. An attempt that Cognito repeats, because the
   * function did not answer within five seconds, counts again.
   *
   * @param options attempts, window, and how long a lock lasts
   */
  public static lockout(options: LockoutOptions = {}): TriggerHandler {
    return checkedHandler('PreAuthentication.lockout', [options], () => lockout(options));
  }

  /**
   * Your own function. It gets Cognito's event and returns it; an error of the name `UserFacingError` refuses the sign-in with
   * its message. Answer alike for users who do not exist (`request.userNotFound`). It shares the trigger's 5 seconds. Pass a
   * function that does not refer to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return checkedHandler('PreAuthentication.invoke', [handler], () =>
      invokeStep('PreAuthentication', 'GUARD', [EVERY_SOURCE], handler),
    );
  }

  private constructor() {}
}
