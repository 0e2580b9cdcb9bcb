import type { SuppressClaimsConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import { addToList } from '../../runtime/tokens';

/** Leaves claims out of the tokens. */
export function suppressClaims(event: TriggerEvents['PreTokenGeneration'], config: SuppressClaimsConfig): void {
  addToList(event, config.tokens, 'claimsToSuppress', config.claims);
}
