import * as events from 'aws-cdk-lib/aws-events';

/**
 * What is told about a user.
 */
export interface UserTellingOptions {
  /**
   * Attributes of the user that are told, by Cognito's names (`email`, `custom:tenant`). They are personal data, which whoever
   * may read the events then has too; the values at sign-up are what somebody typed.
   *
   * @default - none: the user is named by `sub`
   */
  readonly attributes?: string[];
}

/**
 * Options of `PostAuthentication.toEventBridge`.
 */
export interface UserEventOptions extends UserTellingOptions {
  /**
   * The bus that gets the events. Pass one that does not refer to the user pool.
   *
   * @default - the default bus of the account and Region
   */
  readonly eventBus?: events.IEventBus;
}

/**
 * Options of `PostConfirmation.publishTo` and `PostConfirmation.sendTo`.
 */
export interface ConfirmationMessageOptions extends UserTellingOptions {
  /**
   * Whether passwords that were reset are told too.
   *
   * @default false
   */
  readonly includePasswordResets?: boolean;

  /**
   * Whether the person sees an error when it cannot be told. The account is confirmed all the same.
   *
   * @default false
   */
  readonly required?: boolean;
}

/**
 * Options of `PostConfirmation.toEventBridge`.
 */
export interface ConfirmationEventOptions extends UserEventOptions, ConfirmationMessageOptions {}
