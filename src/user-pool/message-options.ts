import type * as cognito from 'aws-cdk-lib/aws-cognito';
import type * as kms from 'aws-cdk-lib/aws-kms';
import type { MessageTexts } from './message-texts';
import type { SmsSender } from './sms-sender';

/**
 * What Cognito writes to people, and through whom.
 */
export interface MessageOptions {
  /**
   * Who sends e-mail: Cognito itself, a few dozen a day for trying things out, or Amazon SES. Without `sesRegion`, SES is that
   * of the pool's Region.
   *
   * @default cognito.UserPoolEmail.withCognito()
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-email.html
   */
  readonly email?: cognito.UserPoolEmail;

  /**
   * Who sends SMS. SMS cost money, and bots make pools send them to numbers that earn money: without a sender there are none.
   *
   * @default - no SMS
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-sms-settings.html
   */
  readonly sms?: SmsSender;

  /**
   * How people prove that an address or number is theirs: by code or, for e-mail, by link (which leads to the pool's domain).
   * The body needs `{####}`, where the code stands, or `{##Verify Email##}`, the words to click on.
   *
   * @default - by code, with the texts of `messageTexts`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
   */
  readonly userVerification?: cognito.UserVerificationConfig;

  /**
   * What Cognito writes to users whom an administrator creates. Bodies need `{username}` and `{####}`, the temporary password.
   *
   * @default - the texts of `messageTexts`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
   */
  readonly userInvitation?: cognito.UserInvitationConfig;

  /**
   * The key with which Cognito encrypts codes and temporary passwords for `CustomEmailSender` and `CustomSmsSender`: symmetric,
   * in the Region of the pool. Its policy is completed where it can be; an imported one is warned of, with the statement that
   * it needs.
   *
   * @default - with the first custom sender a key is made, which rotates and stays as long as the pool
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-sender-triggers.html
   */
  readonly customSenderKmsKey?: kms.IKey;

  /**
   * Ready texts in one language, such as `MessageTexts.german()`.
   *
   * @default - Cognito's own, in English
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
   */
  readonly messageTexts?: MessageTexts;
}
