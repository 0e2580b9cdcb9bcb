import * as events from 'aws-cdk-lib/aws-events';

/**
 * Options of `CustomEmailSender.eventBridge` and `CustomSmsSender.eventBridge`.
 */
export interface HandOverOptions {
  /**
   * The bus for the events. Whoever reads it sees addresses.
   *
   * @default - the default bus of the account
   */
  readonly eventBus?: events.IEventBus;

  /**
   * Attributes of the user that the event carries, such as `given_name`, beside those that every sender needs.
   *
   * @default - `sub`, `locale`, and `email` or `phone_number`
   */
  readonly attributes?: string[];
}
