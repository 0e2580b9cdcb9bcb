import type { OverrideAttributeConfig } from '../../../src/contract/federation';
import type { TriggerEvents } from '../../runtime/events';
import { answer, attributesIn } from '../../runtime/federated-answer';
import { concerns } from '../../runtime/federation';

/** Gives an attribute the value that the pool's owner says, whatever the provider says under that name. */
export function overrideAttribute(event: TriggerEvents['InboundFederation'], config: OverrideAttributeConfig): void {
  if (!concerns(event, config)) return;
  const said = Object.entries(attributesIn(event));
  // of whom the provider says nothing, nobody else does
  if (said.length === 0) return answer(event, said);
  answer(event, [...said, [config.name, config.value]]);
}
