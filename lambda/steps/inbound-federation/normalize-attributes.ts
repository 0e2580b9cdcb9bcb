import type { NormalizeAttributesConfig } from '../../../src/contract/federation';
import type { TriggerEvents } from '../../runtime/events';
import { answer, attributesIn } from '../../runtime/federated-answer';
import { concerns } from '../../runtime/federation';

/** What Unicode's forms would make characters of ASCII of: an address with one of them would become that of somebody else. */
const LOOK_ALIKES = /[\u037e\u1fef\u212a]/;

/** Writes the named texts in one way, and cuts those that are too long; what is no text stays as it is. */
export function normalizeAttributes(
  event: TriggerEvents['InboundFederation'],
  config: NormalizeAttributesConfig,
): void {
  if (!concerns(event, config)) return;
  const normal = ([name, value]: [string, unknown]) =>
    [name, typeof value === 'string' && config.attributes.includes(name) ? normalized(value, config) : value] as const;
  answer(event, Object.entries(attributesIn(event)).map(normal));
}

function normalized(text: string, { lowerCase, maxLength }: NormalizeAttributesConfig): string {
  if (LOOK_ALIKES.test(text)) return text;
  const [whole, narrow] = [text.normalize('NFC'), /\s+/g] as const;
  const trimmed = whole.replace(narrow, ' ').trim();
  return [...(lowerCase ? trimmed.toLowerCase() : trimmed)].slice(0, maxLength).join('');
}
