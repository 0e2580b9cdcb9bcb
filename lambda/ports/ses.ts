import { type EmailContent, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { CALL_LIMITS } from './limits';

/** A mail to one person: with texts, or with a template of Amazon SES and its values. */
export interface Letter {
  /** An address, or a name and an address: `Notes <no-reply@example.com>`. */
  readonly from: string;
  readonly to: string;
  readonly replyTo?: string;
  /** Where SES sends, if not from the function's own Region. */
  readonly region?: string;
  readonly configurationSet?: string;
  readonly subject?: string;
  readonly html?: string;
  readonly text?: string;
  readonly template?: { readonly name: string; readonly values: Readonly<Record<string, string>> };
}

const clients = new Map<string | undefined, SESv2Client>();

/** Hands a mail to Amazon SES. A call that is repeated may send it twice. */
export async function sendEmail(letter: Letter, abortSignal: AbortSignal): Promise<void> {
  const { from, to, replyTo, region, configurationSet } = letter;
  const command = new SendEmailCommand({
    FromEmailAddress: from,
    Destination: { ToAddresses: [to] },
    ReplyToAddresses: replyTo === undefined ? undefined : [replyTo],
    ConfigurationSetName: configurationSet,
    // a link that SES rewrites leads over a server of its own, and its events tell the link: whoever reads them could sign in
    ConfigurationOverrides: { Tracking: { ClickTrackingEnabled: 'DISABLED' } },
    Content: contentOf(letter),
  });
  await clientIn(region).send(command, { abortSignal });
}

function clientIn(region: string | undefined): SESv2Client {
  const client = clients.get(region) ?? new SESv2Client({ ...CALL_LIMITS, region });
  clients.set(region, client);
  return client;
}

function contentOf({ subject, html, text, template }: Letter): EmailContent {
  if (template) return { Template: { TemplateName: template.name, TemplateData: JSON.stringify(template.values) } };
  const part = (Data: string | undefined) => (Data === undefined ? undefined : { Data, Charset: 'UTF-8' });
  return { Simple: { Subject: part(subject), Body: { Html: part(html), Text: part(text) } } };
}
