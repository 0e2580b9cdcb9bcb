import { EVENT_SOURCE, type EventConfig } from '../../src/contract/user-events';
import type { Ports } from '../runtime/ports';
import { tell } from '../runtime/tell';
import type { TellingEvent } from '../runtime/user-event';

/** Puts an event about the user on a bus of EventBridge. */
export async function toEventBridge(
  event: TellingEvent,
  config: EventConfig,
  ports: Pick<Ports, 'events'>,
  deadline: number,
): Promise<void> {
  await tell('toEventBridge', event, config, deadline, async (told) =>
    ports.events.putEvent({
      busArn: config.busArn,
      source: EVENT_SOURCE,
      detailType: told.type,
      detail: JSON.stringify(told),
    }),
  );
}
