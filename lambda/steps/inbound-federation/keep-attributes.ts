import { type AttributeNamesConfig, SUBJECTS } from '../../../src/contract/federation';
import type { TriggerEvents } from '../../runtime/events';
import { answer, attributesIn } from '../../runtime/federated-answer';
import { concerns } from '../../runtime/federation';

/** Leaves the named attributes, and by what the provider knows the person. */
export function keepAttributes(event: TriggerEvents['InboundFederation'], config: AttributeNamesConfig): void {
  if (!concerns(event, config)) return;
  const kept = [...SUBJECTS, ...config.attributes];
  answer(
    event,
    Object.entries(attributesIn(event)).filter(([name]) => kept.includes(name)),
  );
}
