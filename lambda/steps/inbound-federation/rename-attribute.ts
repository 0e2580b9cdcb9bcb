import type { RenameAttributeConfig } from '../../../src/contract/federation';
import type { TriggerEvents } from '../../runtime/events';
import { answer, attributesIn } from '../../runtime/federated-answer';
import { concerns } from '../../runtime/federation';

/** Gives an attribute another name. What the provider itself says under that name is gone, also where it says nothing else. */
export function renameAttribute(event: TriggerEvents['InboundFederation'], config: RenameAttributeConfig): void {
  if (!concerns(event, config)) return;
  const { from, to } = config;
  // the provider has verified what it calls so itself: its word would vouch for any text that takes that place
  const verdict = `${to}_verified`;
  const others = Object.entries(attributesIn(event)).filter(([name]) => name !== to);
  answer(
    event,
    others.map(([name, value]) => [name === from ? to : name, name === verdict ? 'false' : value]),
  );
}
