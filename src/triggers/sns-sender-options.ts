import { MessageTemplate } from './message-template';
import { MessageTexts } from '../user-pool/message-texts';
import { SnsOptions } from '../user-pool/sms-options';

/**
 * Options of `CustomSmsSender.sns`.
 */
export interface SnsSenderOptions extends SnsOptions {
  /**
   * To whose numbers SMS may go: two letters each (ISO 3166), such as `DE`. All others are refused, and so are numbers of premium
   * rates in these countries, satellites and international networks. `US` are the numbers of the area codes that no other
   * country of +1 has; `CA`, `PR` and the rest are named by themselves.
   */
  readonly countries: string[];

  /**
   * More numbers that get none, as they begin: `+4487`.
   *
   * @default - none
   */
  readonly refusedPrefixes?: string[];

  /**
   * Name that phones show as the sender, up to 11 letters and digits, where the country allows one.
   *
   * @default - that of the account, else a number
   * @see https://docs.aws.amazon.com/sns/latest/dg/channels-sms-senderid.html
   */
  readonly senderId?: string;

  /**
   * Number from which SMS come (`+12065550100`), of those that the account has.
   *
   * @default - SNS chooses
   */
  readonly originationNumber?: string;

  /**
   * The most that one SMS may cost, in US dollars. SNS does not send what costs more.
   *
   * @default - no limit but that of the account
   * @see https://docs.aws.amazon.com/sns/latest/dg/sms_publish-to-phone.html
   */
  readonly maxPriceUsd?: number;

  /**
   * Ready texts for all that no template says.
   *
   * @default - MessageTexts.english()
   */
  readonly texts?: MessageTexts;

  /**
   * Texts of your own, by occasion and locale, with `sms` alone.
   *
   * @default - none
   */
  readonly templates?: MessageTemplate[];

  /**
   * Values that `templates` name as `{{name}}`.
   *
   * @default - none
   */
  readonly brand?: { [name: string]: string };
}
