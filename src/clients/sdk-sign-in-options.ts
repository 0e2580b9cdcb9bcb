import { Duration } from 'aws-cdk-lib';

/**
 * Options of app clients whose users can sign in on pages of the app, by an SDK, as well as on managed login.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
 */
export interface SdkSignInOptions {
  /**
   * Closes the sign-in flows of the SDK, so that every token comes from managed login and carries only the scopes of the
   * client. A client needs this before an identity provider may write attributes that you authorize by. Cognito has no
   * rotation of refresh tokens without such a flow.
   *
   * @default false
   */
  readonly managedLoginOnly?: boolean;

  /**
   * Opens `CUSTOM_AUTH`, by which users sign in with the method that was added as `auth.addTrigger(CustomAuth.…)`, before or
   * after the client. Refused without one.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html
   */
  readonly customAuth?: boolean;

  /**
   * Opens `USER_SRP_AUTH`, in which an app proves that it knows the password. Closed, users sign in by what else is open, such
   * as `customAuth`, and on managed login.
   *
   * @default true
   */
  readonly userSrpAuth?: boolean;

  /**
   * Opens `USER_PASSWORD_AUTH`, in which the app sends the password to Cognito instead of a proof that it knows it
   * (SRP). User migration needs it. Warned about.
   *
   * @default false
   */
  readonly userPasswordAuth?: boolean;

  /**
   * Whether a refresh token is replaced each time it is used, so that a stolen one is noticed. Old SDKs that refresh with
   * `REFRESH_TOKEN_AUTH` need it off. Warned about when off.
   *
   * @default - true, or false with the LITE plan, which has no rotation, and with managedLoginOnly
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
   */
  readonly refreshTokenRotation?: boolean;

  /**
   * How long a rotated refresh token still works, for answers that are lost on the way; at most 60 seconds. Without
   * rotation this must be left out.
   *
   * @default Duration.seconds(10)
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
   */
  readonly refreshTokenRotationGracePeriod?: Duration;
}
