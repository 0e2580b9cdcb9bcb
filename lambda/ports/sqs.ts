import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { CALL_LIMITS } from './limits';

const client = new SQSClient(CALL_LIMITS);

export interface QueueMessage {
  readonly queueUrl: string;
  readonly message: string;
  /** Of a FIFO queue: messages of one group stay in order. */
  readonly groupId?: string;
  /** Of a FIFO queue: within five minutes one message of this id is delivered. */
  readonly deduplicationId?: string;
}

export async function sendMessage(message: QueueMessage, abortSignal: AbortSignal): Promise<void> {
  const { queueUrl, message: MessageBody, groupId, deduplicationId } = message;
  const command = new SendMessageCommand({
    QueueUrl: queueUrl,
    MessageBody,
    MessageGroupId: groupId,
    MessageDeduplicationId: deduplicationId,
  });
  await client.send(command, { abortSignal });
}
