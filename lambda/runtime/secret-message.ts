import { createHash } from 'node:crypto';
import { InternalError } from './errors';
import type { TriggerEvents } from './events';
import type { Ports } from './ports';
import { MESSAGES_EXPIRY, MESSAGES_KEY, POOL_IN_CONTEXT, type SendingConfig } from '../../src/contract/senders';

export type SenderEvent = TriggerEvents['CustomEmailSender' | 'CustomSMSSender'];
type Attributes = Readonly<Record<string, string | undefined>>;

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const CHARACTERS = Object.entries(ESCAPES).reverse();

/** Event of which nobody knows what a user wrote into it, read as what it is: texts. */
export function attributesOf({ request }: SenderEvent): Attributes {
  return (request.userAttributes ?? {}) as Attributes;
}

/** One message, whenever it is asked for: Lambda repeats events, and a new code is another secret. */
export function messageId(event: SenderEvent): string {
  const { triggerSource, userPoolId, userName, request } = event;
  const parts = [userPoolId, userName, triggerSource, request.code];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** The code, or the temporary password, that Cognito encrypted for this pool. */
export async function secretIn(event: SenderEvent, config: SendingConfig, ports: Pick<Ports, 'decrypt'>): Promise<string> {
  const { code } = event.request;
  if (typeof code !== 'string') throw new InternalError('the event has no code');
  const { text, context } = await ports.decrypt.decryptWith(config.keyArn, code);
  if (context[POOL_IN_CONTEXT] !== event.userPoolId) throw new InternalError('the code is of another user pool');
  // Cognito escapes what a temporary password may hold; the first of the characters comes last
  return CHARACTERS.reduce((plain, [character, escaped]) => plain.replaceAll(escaped, character), text);
} // prettier-ignore

/** The message for the user's locale: of the country, of the language, or for everybody. */
export function forLocale<Message>(byLocale: Readonly<Record<string, Message>>, attributes: Attributes): Message {
  // Stryker disable next-line StringLiteral: any name of which there is no message stands for everybody
  const locale = `${attributes.locale ?? ''}`.toLowerCase().replaceAll('_', '-');
  const names = [locale, locale.split('-', 1)[0]!, ''];
  return byLocale[names.find((name) => Object.hasOwn(byLocale, name))!]!;
}

/** A text with what belongs into it, in one pass: what was filled in is not read again. */
export function fill(text: string, code: string, username: string, write = (value: string) => value): string {
  return text.replace(/\{####\}|\{username\}/g, (place) => write(place === '{####}' ? code : username));
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}

/** With what the user signs in. */
export function nameOf(event: SenderEvent, { nameAttribute }: SendingConfig): string {
  return (nameAttribute && attributesOf(event)[nameAttribute]) ?? event.userName;
}

/**
 * Sends unless it was sent, or is being sent: Lambda may deliver an event twice, and repeats one that failed. Whoever breaks
 * off leaves the message to the next attempt, which comes after the lease.
 */
export async function once(id: string, config: SendingConfig, ports: Pick<Ports, 'dynamodb'>, send: () => Promise<void>): Promise<void> {
  const { table, leaseSeconds, keptSeconds } = config;
  const now = Math.floor(Date.now() / 1_000);
  const key = { [MESSAGES_KEY]: id };
  const sent = now + keptSeconds;
  const begun = { until: now + leaseSeconds, [MESSAGES_EXPIRY]: sent };
  if (!(await ports.dynamodb.putOnce(table, key, begun))) {
    const { until } = (await ports.dynamodb.readRow(table, key, ['until'])) ?? {};
    if (typeof until !== 'number' || until > now) return;
    if (!(await ports.dynamodb.putInPlaceOf(table, { ...key, ...begun }, { until }))) return;
  }
  await send();
  // it was sent, whatever becomes of this; without it, an event that is delivered late would send again
  await ports.dynamodb.changeRow(table, key, { until: sent }).catch(() => undefined);
} // prettier-ignore
