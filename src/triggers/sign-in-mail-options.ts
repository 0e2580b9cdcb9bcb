/**
 * What a mail for signing in says, in one language. `{minutes}` is how long the code or the link works.
 */
export interface SignInMessage {
  /**
   * For whom: users whose attribute `locale` is this one (`de-AT`), or begins with it (`de`).
   *
   * @default - everybody for whom no other message is meant
   */
  readonly locale?: string;

  /**
   * Subject, from 1 to 140 characters, without the code and the link: it is shown on locked screens.
   */
  readonly subject: string;

  /**
   * The mail in HTML, at most 20,000 characters, with `{####}` where the code goes, and `{link}` where the link does.
   */
  readonly html: string;

  /**
   * The mail as plain text, likewise.
   */
  readonly text: string;
}

/**
 * What `CustomAuth.emailCode` and `CustomAuth.magicLink` need to send mail through Amazon SES.
 *
 * @see https://docs.aws.amazon.com/ses/latest/dg/creating-identities.html
 */
export interface SignInMailOptions {
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
   * The verified identity of Amazon SES that sends: a domain, or an address. The function may send as this one only.
   *
   * @default - the domain of `fromEmail`
   */
  readonly sesIdentity?: string;

  /**
   * Region in which the identity is verified.
   *
   * @default - the Region of the stack
   */
  readonly sesRegion?: string;

  /**
   * Configuration set of Amazon SES, for events about bounces and complaints. Clicks are not tracked, whatever it says: SES
   * would write links, with which anybody could sign in, into its events.
   *
   * @default - that of the identity, if it has one
   * @see https://docs.aws.amazon.com/ses/latest/dg/using-configuration-sets.html
   */
  readonly configurationSet?: string;

  /**
   * What mails say, one message per locale; without one that has no locale, English is for everybody else.
   *
   * @default - a short text in English
   */
  readonly messages?: SignInMessage[];
}
