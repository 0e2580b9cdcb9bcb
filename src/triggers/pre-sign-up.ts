import * as lambda from 'aws-cdk-lib/aws-lambda';
import { allowEmailDomains, AllowEmailDomainsOptions } from './allow-email-domains';
import { invokeStep } from './private/invoke-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Handlers that run before somebody is signed up: they refuse, or settle how the account begins. Fails closed: when a
 * handler breaks, nobody is signed up.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html
 */
export class PreSignUp {
  /**
   * Only addresses of these e-mail domains may sign up, directly or through an identity provider.
   *
   * @param options the domains, and how they are compared
   */
  public static allowEmailDomains(options: AllowEmailDomainsOptions): TriggerHandler {
    return allowEmailDomains(options);
  }

  /**
   * Your own function, after the guards. It gets Cognito's event and returns it; what it adds to `response` is merged, and
   * an error of the name `UserFacingError` refuses with its message. It shares the trigger's 5 seconds. Pass a function that
   * does not refer to the user pool (the pool's id is in the event as `userPoolId`): the pool would wait for itself.
   *
   * @param handler function in any language
   */
  public static invoke(handler: lambda.IFunction): TriggerHandler {
    return invokeStep(
      'PreSignUp',
      'SHAPE',
      ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider'],
      handler,
    );
  }

  private constructor() {}
}
