import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * Functions of your own for `CustomAuth.invoke`.
 */
export interface CustomAuthFunctions {
  /**
   * Decides what comes next: a challenge, tokens, or the end.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-define-auth-challenge.html
   */
  readonly define: lambda.IFunction;

  /**
   * Makes a challenge.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-create-auth-challenge.html
   */
  readonly create: lambda.IFunction;

  /**
   * Checks an answer.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-verify-auth-challenge-response.html
   */
  readonly verify: lambda.IFunction;
}
