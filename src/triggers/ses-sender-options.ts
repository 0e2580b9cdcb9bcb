import { MessageOccasion, MessageTemplate } from './message-template';
import { MessageTexts } from '../user-pool/message-texts';

/**
 * A template that is kept in Amazon SES. It gets the values `code`, `username` and `locale`, escaped for HTML, because SES puts
 * values in as they are; and `codeText` and `usernameText`, as they are, for its plain text and subject.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/send-personalized-email-api.html
 */
export interface SesTemplate {
  /**
   * For which messages the template is.
   */
  readonly occasions: MessageOccasion[];

  /**
   * For whom: users whose attribute `locale` is this one (`de-AT`), or begins with it (`de`).
   *
   * @default - everybody for whom no other template of the occasion is meant
   */
  readonly locale?: string;

  /**
   * Name of the template in Amazon SES.
   */
  readonly templateName: string;
}

/**
 * Options of `CustomEmailSender.ses`.
 */
export interface SesSenderOptions {
  /**
   * Address from which mails come, such as `no-reply@example.com`, of an identity that is verified in Amazon SES.
   */
  readonly fromEmail: string;

  /**
   * Name of the sender, as people read it.
   *
   * @default - the address alone
   */
  readonly fromName?: string;

  /**
   * Address for answers.
   *
   * @default - that of `fromEmail`
   */
  readonly replyTo?: string;

  /**
   * The verified identity of Amazon SES that sends: a domain, or an address. The function may send as this one only.
   *
   * @default - the domain of `fromEmail`
   */
  readonly sesIdentity?: string;

  /**
   * Region in which the identity is verified, and in which templates are kept.
   *
   * @default - the Region of the stack
   */
  readonly sesRegion?: string;

  /**
   * Configuration set of Amazon SES, for events about bounces and complaints.
   *
   * @default - that of the identity, if it has one
   * @see https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html
   */
  readonly configurationSet?: string;

  /**
   * Ready texts for all that no template says.
   *
   * @default - MessageTexts.english()
   */
  readonly texts?: MessageTexts;

  /**
   * Texts of your own, by occasion and locale, with `emailSubject` and `emailHtml` alone.
   *
   * @default - none
   */
  readonly templates?: MessageTemplate[];

  /**
   * Values that `templates` name as `{{name}}`. They are escaped in HTML.
   *
   * @default - none
   */
  readonly brand?: { [name: string]: string };

  /**
   * Templates that are kept in Amazon SES, by occasion and locale.
   *
   * @default - none
   */
  readonly sesTemplates?: SesTemplate[];
}
