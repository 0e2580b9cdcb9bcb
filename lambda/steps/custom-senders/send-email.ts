import type { EmailMessage, SendEmailConfig } from '../../../src/contract/senders';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { attributesOf, escapeHtml, fill, forLocale, messageId, nameOf, once, secretIn } from '../../runtime/secret-message'; // prettier-ignore

type Event = TriggerEvents['CustomEmailSender'];

/** Sends an e-mail of Cognito's through Amazon SES. */
export async function sendEmail(
  event: Event,
  config: SendEmailConfig,
  ports: Pick<Ports, 'decrypt' | 'dynamodb' | 'read' | 'ses'>,
): Promise<void> {
  const attributes = attributesOf(event);
  const { email: to } = attributes;
  if (!to) throw new InternalError('the user has no e-mail address');
  const message = forLocale(ports.read(config.messages)[event.triggerSource]!, attributes);
  await once(messageId(event), config, ports, async () => {
    const code = await secretIn(event, config, ports);
    const { from, replyTo, region, configurationSet } = config;
    await ports.ses.sendEmail({ from, to, replyTo, region, configurationSet, ...contentOf(event, config, message, code) });
  });
} // prettier-ignore

/** SES puts values into the HTML of its templates as they are, so they come escaped, and once more as they are. */
function contentOf(event: Event, config: SendEmailConfig, message: EmailMessage, code: string) {
  const username = nameOf(event, config);
  if ('sesTemplate' in message) {
    const { locale = '' } = attributesOf(event);
    const plain = { code, username, locale };
    const escaped = Object.entries(plain).map(([name, value]) => [name, escapeHtml(value)]);
    const values = { ...Object.fromEntries(escaped), codeText: code, usernameText: username };
    return { template: { name: message.sesTemplate, values } };
  }
  return { subject: message.subject, html: fill(message.html, code, username, escapeHtml) };
}
