import type { NumberRanges, SendSmsConfig } from '../../../src/contract/senders';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import { logFailure } from '../../runtime/log';
import type { Ports } from '../../runtime/ports';
import { numberRefused } from '../../runtime/refusals';
import { attributesOf, fill, forLocale, messageId, nameOf, once, secretIn } from '../../runtime/secret-message';

type Event = TriggerEvents['CustomSMSSender'];

/** A number as E.164 writes it. */
const E164 = /^\+([1-9]\d{6,14})$/;

/** Sends an SMS of Cognito's through Amazon SNS, to numbers of the countries that are allowed. */
export async function sendSms(
  event: Event,
  config: SendSmsConfig,
  ports: Pick<Ports, 'decrypt' | 'dynamodb' | 'read' | 'sns'>,
): Promise<void> {
  const attributes = attributesOf(event);
  const { phone_number: phoneNumber } = attributes;
  if (!phoneNumber) throw new InternalError('the user has no phone number');
  if (!isAllowed(phoneNumber, ports.read(config.numbers))) {
    const { triggerSource, region } = event;
    // not thrown: Lambda would repeat the event, and it would be refused again
    return logFailure({ triggerSource, region, step: 'sendSms' }, numberRefused(), 0);
  }
  const text = forLocale(ports.read(config.messages)[event.triggerSource]!, attributes);
  await once(messageId(event), config, ports, async () => {
    const code = await secretIn(event, config, ports);
    const { region, senderId, originationNumber, maxPrice } = config;
    const message = fill(text, code, nameOf(event, config));
    await ports.sns.sendSms({ phoneNumber, message, region, senderId, originationNumber, maxPrice });
  });
}

/** The longest beginning says whose a number is. */
function isAllowed(phoneNumber: string, { allowed, refused }: NumberRanges): boolean {
  const digits = E164.exec(phoneNumber)?.[1];
  if (digits === undefined) return false;
  const longest = (beginnings: readonly string[]) =>
    Math.max(0, ...beginnings.map((beginning) => (digits.startsWith(beginning) ? beginning.length : 0)));
  return longest(allowed) > longest(refused);
}
