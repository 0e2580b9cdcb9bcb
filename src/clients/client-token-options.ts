import { Duration } from 'aws-cdk-lib';

/**
 * How long the tokens of an app client are valid, in whole minutes.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export interface ClientTokenOptions {
  /**
   * How long an access token is valid: from 5 minutes to 1 day, and no longer than the refresh token.
   *
   * @default Duration.minutes(60)
   */
  readonly accessTokenValidity?: Duration;

  /**
   * How long an ID token is valid: from 5 minutes to 1 day, and no longer than the refresh token.
   *
   * @default Duration.minutes(60)
   */
  readonly idTokenValidity?: Duration;

  /**
   * How long a user can stay away without signing in again, from 60 minutes to 10 years.
   *
   * @default Duration.days(30)
   */
  readonly refreshTokenValidity?: Duration;

  /**
   * How long a user may take for each step of a sign-in, such as finding the code in a mailbox, from 3 to 15 minutes.
   *
   * @default - 3 minutes; 15 minutes with customAuth, which may wait for a mail as long
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow.html
   */
  readonly authSessionValidity?: Duration;
}
