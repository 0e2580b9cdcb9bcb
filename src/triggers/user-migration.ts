import * as lambda from 'aws-cdk-lib/aws-lambda';
import { fromUserPool, FromUserPoolOptions } from './from-user-pool';
import { checkedHandler } from './private/checked-handler';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers for people whom the pool does not know, and another directory does: they move when they sign in or forget their
 * password, one by one, and notice nothing. A pool has one of them. Fails closed: nobody moves when it breaks.
 *
 * Cognito needs the password for it, so that at least one client opens `USER_PASSWORD_AUTH` (`userPasswordAuth: true`, a
 * warned option), on managed login too. Close it, and take the handler out, when the migration has ended.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-import-using-lambda.html
 */
export class UserMigration {
  /**
   * People come from another user pool, of any account and Region. Their password is tried there with `USER_PASSWORD_AUTH`,
   * for which the function needs no permission; the only one it gets is to look users of that pool up who forgot theirs.
   *
   * Who is disabled or not confirmed there, or has a second factor, which cannot move, stays there, and reads what everybody
   * else reads whom it does not move. So does who signs in with an address or number that is not verified there: it could be
   * somebody else's. Cognito keeps the password as it is, also where it is weaker than the policy of this pool.
   *
   * Cognito asks only about names that it does not know. While people can sign up here, anybody can do so with an address that
   * has not moved yet, and keep its owner from moving: leave `selfSignUpEnabled` off until the migration has ended.
   *
   * @param options where from, until when, and which attributes
   */
  public static fromUserPool(options: FromUserPoolOptions): TriggerHandler {
    return checkedHandler('UserMigration.fromUserPool', [options], () => fromUserPool(options));
  }

  /**
   * Your own function, for any other directory. It gets Cognito's event, which has the password in plain text: never log it.
   * It answers with `userAttributes`, `finalUserStatus` and `messageAction: 'SUPPRESS'`; let it throw the same error for
   * everybody whom it does not move, and end some day. It shares the trigger's 5 seconds. Pass a function that does not refer
   * to the user pool (the pool's id is in the event as `userPoolId`).
   *
   * @param handler function in any language
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    const sources = ['UserMigration_Authentication', 'UserMigration_ForgotPassword'];
    return checkedHandler('UserMigration.invoke', [handler], () =>
      invokeStep('UserMigration', 'SHAPE', sources, handler, { exclusive: true }),
    );
  }

  private constructor() {}
}
