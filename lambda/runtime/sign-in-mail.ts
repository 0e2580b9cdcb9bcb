import type { TriggerEvents } from './events';
import { logFailure } from './log';
import { decoysOf, issueSecret, type Secrets, withdrawSecret } from './one-time-secrets';
import type { Ports } from './ports';
import type { MailedSecretConfig, MailTexts } from '../../src/contract/custom-auth';
import { parseEmail } from '../../src/contract/email';
import type { Letter } from '../ports/ses';

type Event = TriggerEvents['CreateAuthChallenge'];
export type MailPorts = Pick<Ports, 'dynamodb' | 'read' | 'ses'>;

/** What a mail carries: the secrets that are kept as hashes, and what takes its place in the texts. */
export interface Mailed {
  /** Who sends it, for the log. */
  readonly step: string;
  readonly secrets: Secrets;
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Mails secrets to the verified address of a user who may have them. For everybody else everything happens but the mail, with
 * secrets that nobody can answer, and takes as long.
 */
export async function mailSecret(event: Event, config: MailedSecretConfig, mailed: Mailed, ports: MailPorts): Promise<void> {
  const enough = new Promise((resolve) => setTimeout(resolve, config.answerAfterMs));
  const to = verifiedAddress(event);
  const isNew = await issueSecret(config, event.userName, to ? mailed.secrets : decoysOf(mailed.secrets), ports);
  const letter = isNew && to ? { ...letterFor(event, config, mailed.values, ports), to } : undefined;
  if (letter && !(await isSent(event, letter, mailed.step, ports))) {
    // where that fails too, the secret that nobody has expires
    await withdrawSecret(config.table, event.userName, ports).catch(() => undefined);
  }
  await enough;
} // prettier-ignore

/** An error that only those meet who get mails would tell strangers who does: it is a line in the log. */
async function isSent({ triggerSource, region }: Event, letter: Letter, step: string, ports: MailPorts): Promise<boolean> {
  const start = performance.now();
  try {
    await ports.ses.sendEmail(letter);
    return true;
  } catch (error) {
    logFailure({ triggerSource, region, step }, error, performance.now() - start);
    return false;
  }
} // prettier-ignore

/** An address that only its owner reads: verified, of a user who is confirmed, and whom the pool keeps itself. */
function verifiedAddress({ request }: Event): string | undefined {
  const { email, email_verified: verified, 'cognito:user_status': status } = request.userAttributes ?? {};
  if (request.userNotFound === true || verified !== 'true' || status !== 'CONFIRMED') return undefined;
  return email !== undefined && parseEmail(email) ? email : undefined;
}

function letterFor({ request }: Event, config: MailedSecretConfig, values: Mailed['values'], ports: MailPorts) {
  const { from, region, configurationSet, validSeconds } = config;
  // Stryker disable next-line StringLiteral: any name of which there are no texts stands for everybody
  const { subject, html, text } = textsFor(ports.read(config.texts), `${request.userAttributes.locale ?? ''}`);
  const all = { ...values, minutes: `${Math.floor(validSeconds / 60)}` };
  return {
    from,
    region,
    configurationSet,
    subject: fill(subject, all),
    html: fill(html, all, escaped),
    text: fill(text, all),
  };
}

/** The language, where nothing is said for the country. */
function textsFor(texts: Readonly<Record<string, MailTexts>>, locale: string): MailTexts {
  const wanted = locale.toLowerCase().replaceAll('_', '-');
  const names = [wanted, wanted.split('-', 1)[0]!, ''];
  return texts[names.find((name) => Object.hasOwn(texts, name))!]!;
}

/** In one pass: what was filled in is not read again. */
function fill(text: string, values: Mailed['values'], write = (value: string) => value): string {
  return text.replace(/\{(####|link|minutes)\}/g, (_, name: string) => write(values[name]!));
}

function escaped(value: string): string {
  return value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
