/**
 * Options of `SmsSender.sns`.
 */
export interface SnsOptions {
  /**
   * Region of SNS. Pools in a few Regions, such as Seoul, send through another one.
   *
   * @default - the Region of the pool
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-sms-settings.html
   */
  readonly region?: string;
}

/**
 * Options of `SmsSender.endUserMessaging`.
 */
export interface EndUserMessagingOptions {
  /**
   * From whom messages come: the ARN of a phone number, a sender id or a pool of numbers, or a phone number (`+12065550100`).
   * With an ARN that is not a parameter, Cognito may send from that identity only. Some countries demand one.
   *
   * @default - AWS End User Messaging chooses
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/phone-numbers-sms-by-country.html
   */
  readonly originationIdentity?: string;

  /**
   * Name of the configuration set, which says where logs and events go.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/configuration-sets.html
   */
  readonly configurationSetName?: string;

  /**
   * Region of AWS End User Messaging. Cognito accepts that of the pool only.
   *
   * @default - the Region of the pool
   */
  readonly region?: string;

  /**
   * Id of the sender in India's register (principal entity, DLT).
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-sms-senderid-india.html
   */
  readonly indiaEntityId?: string;

  /**
   * Id of the template in India's register (DLT).
   *
   * @default - none
   * @see https://docs.aws.amazon.com/sms-voice/latest/userguide/registrations-sms-senderid-india.html
   */
  readonly indiaTemplateId?: string;
}
