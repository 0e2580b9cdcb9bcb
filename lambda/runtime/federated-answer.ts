import { InternalError } from './errors';
import type { TriggerEvents } from './events';
import { saidBy } from './federation';
import { isRecord } from './merge';

type Event = TriggerEvents['InboundFederation'];

/** What the provider says, or what earlier steps left of it. */
export function attributesIn(event: Event): Readonly<Record<string, unknown>> {
  const mapped: unknown = event.response.userAttributesToMap;
  return isRecord(mapped) && Object.keys(mapped).length > 0 ? mapped : saidBy(event);
}

/** The whole of what Cognito may take over. Nothing at all would mean everything to it. */
export function answer(event: Event, attributes: readonly (readonly [string, unknown])[]): void {
  if (attributes.length === 0) throw new InternalError('no attribute is left, which Cognito would take for all');
  event.response = { ...event.response, userAttributesToMap: Object.fromEntries(attributes) as Record<string, string> };
}
