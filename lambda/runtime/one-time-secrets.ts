import { createHash, randomBytes, randomInt, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Ports } from './ports';
import { SECRETS_EXPIRY, SECRETS_KEY, type SecretKind } from '../../src/contract/custom-auth';

type TablePorts = Pick<Ports, 'dynamodb'>;

/** Every string of eight digits, tried within the minutes that a code works, would take thousands of machines. */
const SCRYPT = { N: 8_192, r: 8, p: 1 };
const HASH_BYTES = 32;
/** Cognito gives up three attempts of five seconds each; after them nobody asks again for a good reason. */
const REPEATED_SECONDS = 20;
/** For who finds a mail too late; who asks more often without an answer is hardly its owner. */
const MAILS_IN_A_ROW = 3;

/** What one mail carries. */
export type Secrets = Readonly<Partial<Record<SecretKind, string>>>;

/** The row of a user: what is outstanding of one mail, or was used last. No name, no address, no secret. */
interface SecretRow {
  /** Changes with every write, so that of two writers who saw the same row one fails. */
  readonly version: string;
  readonly salt: string;
  readonly codeHash?: string;
  readonly tokenHash?: string;
  readonly sentAt: number;
  readonly expires: number;
  readonly attempts: number;
  /** How many were sent in a row, this one too, to which nobody had the answer. */
  readonly unanswered: number;
  /** Which challenge it passed; '' while it passed none. */
  readonly usedBy: string;
}

const ATTRIBUTES = [
  'version',
  'salt',
  'codeHash',
  'tokenHash',
  'sentAt',
  SECRETS_EXPIRY,
  'attempts',
  'unanswered',
  'usedBy',
];

/** Nobody can guess it: the token of a link, and what takes the place of a code that is never sent. */
export function unguessable(): string {
  return randomBytes(HASH_BYTES).toString('base64url');
}

/** Somebody types it, so attempts are counted. */
export function codeOf(digits: number): string {
  return `${randomInt(10 ** digits)}`.padStart(digits, '0');
}

/** Whose secret it is; the table learns no names. */
function keyOf(userName: string): { readonly [SECRETS_KEY]: string } {
  return { [SECRETS_KEY]: createHash('sha256').update(userName).digest('base64url') };
}

/** In place of what is never sent: as many, so that it takes as long. */
export function decoysOf(secrets: Secrets): Secrets {
  return Object.fromEntries(Object.keys(secrets).map((kind) => [kind, unguessable()]));
}

/**
 * Keeps the hashes of a mail's secrets in place of the user's last ones, and tells whether it did: not while one was sent a moment ago
 * and still waits for its answer, so that whatever Cognito or a client repeats causes one mail.
 */
export async function issueSecret(
  { table, validSeconds, coolDownSeconds }: { table: string; validSeconds: number; coolDownSeconds: number },
  userName: string,
  secrets: Secrets,
  { dynamodb }: TablePorts,
): Promise<boolean> {
  const sentAt = now();
  const key = keyOf(userName);
  const seen = await readSecret(table, userName, { dynamodb });
  const waiting = seen?.usedBy === '' ? seen : undefined;
  if (waiting && sentAt < waiting.sentAt + waitAfter(waiting, coolDownSeconds)) return false;
  const salt = unguessable();
  const expires = sentAt + validSeconds;
  const hashes = Object.entries(secrets).map(([kind, one]) => [`${kind}Hash`, hashOf(one, salt).toString('base64url')]);
  const unanswered = (waiting?.unanswered ?? 0) + 1;
  const row = {
    version: randomUUID(),
    salt,
    ...Object.fromEntries(hashes),
    sentAt,
    expires,
    attempts: 0,
    unanswered,
    usedBy: '',
  };
  if (!seen) return dynamodb.putOnce(table, key, row);
  return dynamodb.putInPlaceOf(table, { ...key, ...row }, { version: seen.version });
}

/** Longer with each mail that nobody answers, and never longer than the last secret works: its owner can still use that. */
function waitAfter({ sentAt, expires, unanswered }: SecretRow, coolDownSeconds: number): number {
  return Math.min(expires - sentAt, coolDownSeconds * 2 ** Math.max(0, unanswered - MAILS_IN_A_ROW));
}

/** As if nothing had been sent, because nothing could be. */
export async function withdrawSecret(table: string, userName: string, { dynamodb }: TablePorts): Promise<void> {
  await dynamodb.deleteRow(table, keyOf(userName));
}

/**
 * Whether an answer is the user's outstanding secret, which then is used up, with whatever else was in its mail. One write counts the attempt and marks the use:
 * of answers at the same moment one wins. Cognito may ask again about the challenge that it passed, and nobody about another.
 */
export async function redeemSecret(
  table: string,
  userName: string,
  {
    kind,
    attempts = Infinity,
    answer,
    challenge,
  }: { kind: SecretKind; attempts?: number; answer: string; challenge: string },
  { dynamodb }: TablePorts,
): Promise<boolean> {
  const row = await readSecret(table, userName, { dynamodb });
  const hash = row?.[`${kind}Hash`];
  if (!row || !hash || row.expires <= now() || row.attempts >= attempts) return false;
  const isRight = timingSafeEqual(hashOf(answer, row.salt), Buffer.from(hash, 'base64url'));
  if (row.usedBy !== '') return isRight && row.usedBy === challenge;
  // what nobody can guess needs no count, and nobody can use it up for others
  if (!isRight && attempts === Infinity) return false;
  const used = { usedBy: challenge, expires: Math.min(row.expires, now() + REPEATED_SECONDS) };
  const next = { ...row, version: randomUUID(), attempts: row.attempts + 1, ...(isRight ? used : {}) };
  const isFirst = await dynamodb.putInPlaceOf(table, { ...keyOf(userName), ...next }, { version: row.version });
  return isFirst && isRight;
}

async function readSecret(table: string, userName: string, { dynamodb }: TablePorts): Promise<SecretRow | undefined> {
  // our own functions wrote it
  return (await dynamodb.readRow(table, keyOf(userName), ATTRIBUTES)) as SecretRow | undefined;
}

function hashOf(secret: string, salt: string): Buffer {
  return scryptSync(secret, salt, HASH_BYTES, SCRYPT);
}

function now(): number {
  return Math.floor(Date.now() / 1_000);
}
