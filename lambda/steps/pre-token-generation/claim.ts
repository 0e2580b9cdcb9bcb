import type { ClaimConfig, ClaimSource, TokenUse } from '../../../src/contract/steps';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import { addMissing } from '../../runtime/merge';

type Event = TriggerEvents['PreTokenGeneration'];

const GENERATION: Readonly<Record<TokenUse, string>> = { id: 'idTokenGeneration', access: 'accessTokenGeneration' };

/** Adds a claim to the tokens. Its value never comes from `clientMetadata`, which the caller writes as they like. */
export function claim(event: Event, config: ClaimConfig): void {
  // Cognito would ignore what is written below, and an application could miss a claim that it relies on
  if (event.version === '1') throw new InternalError('the trigger must be of version V2_0 or later');
  const value = valueOf(config.value, event);
  if (value !== undefined) config.tokens.forEach((token) => addClaim(event.response, token, config.name, value));
}

function valueOf(source: ClaimSource, event: Event): string | undefined {
  if ('literal' in source) return source.literal;
  // a machine client has no attributes at all
  const attributes: Readonly<Record<string, unknown>> = event.request.userAttributes ?? {};
  const value = attributes[source.attribute];
  return typeof value === 'string' ? value : undefined;
}

function addClaim(response: Event['response'], token: TokenUse, name: string, value: string): void {
  const generation = { claimsToAddOrOverride: { [name]: value } };
  addMissing(response, { claimsAndScopeOverrideDetails: { [GENERATION[token]]: generation } });
}
