import type { PublishToConfig } from '../../../src/contract/user-events';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { tell } from '../../runtime/tell';

/** Publishes a message about the user to a topic of SNS; a FIFO topic delivers it once, whatever the attempts. */
export async function publishTo(
  event: TriggerEvents['PostConfirmation'],
  config: PublishToConfig,
  ports: Pick<Ports, 'sns'>,
  deadline: number,
): Promise<void> {
  const { topicArn, fifo } = config;
  await tell('publishTo', event, config, deadline, async (told) =>
    ports.sns.publish({
      topicArn,
      message: JSON.stringify(told),
      ...(fifo && { groupId: told.user, deduplicationId: told.id }),
    }),
  );
}
