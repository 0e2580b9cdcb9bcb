import type { ClaimConfig, ClaimSource } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import { addClaim, groupsIn } from '../../runtime/tokens';

type Event = TriggerEvents['PreTokenGeneration'];

/** Adds a claim to the tokens. Its value never comes from `clientMetadata`, which the caller writes as they like. */
export function claim(event: Event, config: ClaimConfig): void {
  const value = valueOf(config.value, event);
  if (value !== undefined) addClaim(event, config.tokens, config.name, value);
}

function valueOf(source: ClaimSource, event: Event): string | undefined {
  if ('literal' in source) return source.literal;
  if ('memberOf' in source) return `${groupsIn(event).includes(source.memberOf)}`;
  // a machine client has no attributes at all
  const attributes: Readonly<Record<string, unknown>> = event.request.userAttributes ?? {};
  const value = attributes[source.attribute];
  return typeof value === 'string' ? value : undefined;
}
