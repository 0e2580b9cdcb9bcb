import type { SendEmailConfig, SendSmsConfig } from '../../../../src/contract/senders';
import { eventOf, type FixtureEvent } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { memoryTable } from '../../ports/memory-table';
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

/** An event about a user who has these attributes beside the usual ones. */
export function about(source: string, attributes: object = {}, request: object = {}): FixtureEvent {
  const event = eventOf(source);
  event.request = { ...event.request, ...request, userAttributes: { ...event.request.userAttributes, ...attributes } };
  return event;
}

/** Ports whose table remembers, and whose codes are what the test says. */
export function senderPorts(text = '123456', context: Record<string, string> = { 'userpool-id': POOL }) {
  const { rows, dynamodb } = memoryTable();
  const decryptWith = async () => ({ text, context });
  return { rows, dynamodb, ...fakePorts({ dynamodb, decrypt: { decryptWith } }) };
}
