/**
 * When Cognito sends a message.
 */
export enum MessageOccasion {
  /** Somebody signed up, and gets a code. */
  SIGN_UP = 'SignUp',
  /** Somebody who signed up asks for the code again. */
  RESEND_CODE = 'ResendCode',
  /** Somebody forgot the password, and gets a code. */
  FORGOT_PASSWORD = 'ForgotPassword',
  /** An administrator created a user, who gets a user name and a temporary password. */
  INVITATION = 'AdminCreateUser',
  /** Somebody changed their address or number, and gets a code there. */
  ATTRIBUTE_CHANGE = 'UpdateUserAttribute',
  /** Somebody asks for a code to verify their address or number. */
  ATTRIBUTE_VERIFICATION = 'VerifyUserAttribute',
  /** Somebody signs in with a code. */
  SIGN_IN = 'Authentication',
}

/**
 * The texts of some messages. `{####}` is where the code goes (or the temporary password), `{username}` where an invitation
 * has the name to sign in with, and `{{name}}` where a value of the brand stands.
 */
export interface MessageTemplate {
  /**
   * For which messages the texts are.
   */
  readonly occasions: MessageOccasion[];

  /**
   * For whom: users whose attribute `locale` is this one (`de-AT`), or begins with it (`de`).
   *
   * @default - everybody for whom no other template of the occasion is meant
   */
  readonly locale?: string;

  /**
   * Subject of the e-mail, at most 140 characters.
   *
   * @default - that of the user pool
   */
  readonly emailSubject?: string;

  /**
   * The e-mail in HTML, at most 20,000 characters, with `{####}`; values of the brand are escaped. Needs Amazon SES.
   *
   * @default - that of the user pool
   */
  readonly emailHtml?: string;

  /**
   * The SMS, at most 140 characters, with `{####}`.
   *
   * @default - that of the user pool
   */
  readonly sms?: string;
}
