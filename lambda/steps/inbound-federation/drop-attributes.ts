import type { AttributeNamesConfig } from '../../../src/contract/federation';
import type { TriggerEvents } from '../../runtime/events';
import { answer, attributesIn } from '../../runtime/federated-answer';
import { concerns } from '../../runtime/federation';

/** Takes the named attributes away. */
export function dropAttributes(event: TriggerEvents['InboundFederation'], config: AttributeNamesConfig): void {
  if (!concerns(event, config)) return;
  answer(
    event,
    Object.entries(attributesIn(event)).filter(([name]) => !config.attributes.includes(name)),
  );
}
