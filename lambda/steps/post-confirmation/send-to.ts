import type { SendToConfig } from '../../../src/contract/user-events';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { tell } from '../../runtime/tell';

/** Sends a message about the user to a queue of SQS; a FIFO queue delivers it once, whatever the attempts. */
export async function sendTo(
  event: TriggerEvents['PostConfirmation'],
  config: SendToConfig,
  ports: Pick<Ports, 'sqs'>,
  deadline: number,
): Promise<void> {
  const { queueUrl, fifo } = config;
  await tell('sendTo', event, config, deadline, async (told) =>
    ports.sqs.sendMessage({
      queueUrl,
      message: JSON.stringify(told),
      ...(fifo && { groupId: told.user, deduplicationId: told.id }),
    }),
  );
}
