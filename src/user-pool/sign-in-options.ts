import type * as cognito from 'aws-cdk-lib/aws-cognito';

/**
 * By what people sign in, how they come back, and what the pool knows about them.
 */
export interface SignInOptions {
  /**
   * By what people sign in. Without `username`, their address or number is the user name (one address is one account); with
   * it, the app makes up user names, and e-mail, phone and preferred user name are aliases of them. Cognito cannot change it
   * for a pool that exists.
   *
   * @default - e-mail, which is the user name
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html#user-pool-settings-aliases
   */
  readonly signInAliases?: cognito.SignInAliases;

  /**
   * Whether `Ann` and `ann` are two user names. Cognito cannot change it for a pool that exists.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-case-sensitivity.html
   */
  readonly signInCaseSensitive?: boolean;

  /**
   * What Cognito verifies itself, with a code or a link. Whatever people sign in by, or are sent codes to, must be verified;
   * phone numbers need `sms`. Where both are, Cognito verifies at sign-up whichever it can send to, the phone first.
   *
   * @default - e-mail, and the phone where people sign in by it or SMS is a factor
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
   */
  readonly autoVerify?: cognito.AutoVerifiedAttrs;

  /**
   * Whether the old address or number counts until the new one is verified.
   *
   * @default - true for whatever is verified
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html
   */
  readonly keepOriginal?: cognito.KeepOriginalAttrs;

  /**
   * Where the code goes when somebody forgot the password.
   *
   * @default cognito.AccountRecovery.EMAIL_ONLY
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
   */
  readonly accountRecovery?: cognito.AccountRecovery;

  /**
   * Whether Cognito remembers devices. One that is remembered can replace the second factor (`challengeRequiredOnNewDevice`).
   *
   * @default - devices are not remembered
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-device-tracking.html
   */
  readonly deviceTracking?: cognito.DeviceTracking;

  /**
   * Standard attributes that sign-up requires or that cannot change afterwards. Cognito can change neither for a pool that
   * exists.
   *
   * @default - all standard attributes are optional and mutable
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
   */
  readonly standardAttributes?: cognito.StandardAttributes;

  /**
   * Custom attributes by name, without the prefix `custom:`; at most 50, at most 20 characters each. Clients may read them;
   * only administrators write them, unless a client opens one with `writeAttributes`. More can be added at any time; none is
   * ever changed or removed.
   *
   * A pool that came from elsewhere may answer every update with "Invalid AttributeDataType input": entries of its schema lack
   * what Cognito filled in. Then leave the schema out of updates, with
   * `(auth.userPool.node.defaultChild as cognito.CfnUserPool).addPropertyDeletionOverride('Schema')`; attributes stay, and new
   * ones are added in the console.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
   */
  readonly customAttributes?: { [name: string]: cognito.ICustomAttribute };

  /**
   * Attributes that decide what a user may do, by Cognito's name (`custom:tenant`). A client that could write one is refused,
   * whoever made it for this pool in the app; what `addPropertyOverride` writes into a client is not seen, and neither is a
   * client elsewhere.
   *
   * @default - none
   */
  readonly authorizationAttributes?: string[];
}
