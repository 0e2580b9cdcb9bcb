import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { CALL_LIMITS } from './limits';

const clients = new Map<string | undefined, SNSClient>();

export interface TopicMessage {
  readonly topicArn: string;
  readonly message: string;
  /** Of a FIFO topic: messages of one group stay in order. */
  readonly groupId?: string;
  /** Of a FIFO topic: within five minutes one message of this id is delivered. */
  readonly deduplicationId?: string;
}

export async function publish(message: TopicMessage, abortSignal: AbortSignal): Promise<void> {
  const { topicArn, message: Message, groupId, deduplicationId } = message;
  const command = new PublishCommand({
    TopicArn: topicArn,
    Message,
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
  });
  await clientIn(undefined).send(command, { abortSignal });
}

export interface Sms {
  readonly phoneNumber: string;
  readonly message: string;
  /** Where SNS sends, if not from the function's own Region. */
  readonly region?: string;
  readonly senderId?: string;
  readonly originationNumber?: string;
  /** The most that it may cost, in US dollars. */
  readonly maxPrice?: string;
}

/** Sends a code to a phone. A call that is repeated may send it twice. */
export async function sendSms(sms: Sms, abortSignal: AbortSignal): Promise<void> {
  const { phoneNumber: PhoneNumber, message: Message, senderId, originationNumber, maxPrice } = sms;
  const attributes = {
    'AWS.SNS.SMS.SMSType': 'Transactional',
    'AWS.SNS.SMS.SenderID': senderId,
    'AWS.MM.SMS.OriginationNumber': originationNumber,
    'AWS.SNS.SMS.MaxPrice': maxPrice,
  };
  const said = Object.entries(attributes).flatMap(([name, value]) => {
    const DataType = name === 'AWS.SNS.SMS.MaxPrice' ? 'Number' : 'String';
    return value === undefined ? [] : [[name, { DataType, StringValue: value }] as const];
  });
  const command = new PublishCommand({ PhoneNumber, Message, MessageAttributes: Object.fromEntries(said) });
  await clientIn(sms.region).send(command, { abortSignal });
}

function clientIn(region: string | undefined): SNSClient {
  const client = clients.get(region) ?? new SNSClient({ ...CALL_LIMITS, region });
  clients.set(region, client);
  return client;
}
