import type { SendEmailConfig, SendSmsConfig } from '../../../../src/contract/senders';
import { eventOf, type FixtureEvent } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { KEY, POOL } from '../../sender-codes';

export const SENDING = { keyArn: KEY, table: 'Sent', leaseSeconds: 10, keptSeconds: 86_400 };
export const EMAIL: SendEmailConfig = {
  ...SENDING,
  from: 'no-reply@example.com',
  messages: {
    inline: {
      CustomEmailSender_SignUp: {
        '': { subject: 'Your code', html: '<p>{####} {username}</p>' },
        de: { subject: 'Ihr Code', html: '<p>{####}!</p>' },
        fr: { sesTemplate: 'welcome-fr' },
      },
      CustomEmailSender_AdminCreateUser: { '': { subject: 'Welcome', html: '<p>{username}: {####} {####}</p>' } },
    },
  },
};
export const SMS: SendSmsConfig = {
  ...SENDING,
  numbers: { inline: { allowed: ['1', '49'], refused: ['1900', '1809', '49900'] } },
  messages: { inline: { CustomSMSSender_SignUp: { '': '{####} is your code', de: '{####} ist Ihr Code' } } },
};

/** The table of messages, in memory, with the semantics of the port. */
export function sentTable() {
  const rows = new Map<string, Record<string, unknown>>();
  const dynamodb = {
    putOnce: async (_: string, { id }: any, others: any) => !rows.has(id) && Boolean(rows.set(id, { id, ...others })),
    readRow: async (_: string, { id }: any) => rows.get(id) as never,
    putInPlaceOf: async (_: string, row: any, seen: any) =>
      rows.get(row.id)?.until === seen.until && Boolean(rows.set(row.id, row)),
    changeRow: async (_: string, { id }: any, changes: any) =>
      rows.has(id) && Boolean(rows.set(id, { ...rows.get(id), ...changes })),
  };
  return { rows, dynamodb };
}

/** An event about a user who has these attributes beside the usual ones. */
export function about(source: string, attributes: object = {}, request: object = {}): FixtureEvent {
  const event = eventOf(source);
  event.request = { ...event.request, ...request, userAttributes: { ...event.request.userAttributes, ...attributes } };
  return event;
}

/** Ports whose table remembers, and whose codes are what the test says. */
export function senderPorts(text = '123456', context: Record<string, string> = { 'userpool-id': POOL }) {
  const { rows, dynamodb } = sentTable();
  const decryptWith = async () => ({ text, context });
  return { rows, dynamodb, ...fakePorts({ dynamodb, decrypt: { decryptWith } }) };
}
