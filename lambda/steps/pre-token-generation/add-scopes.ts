import type { AddScopesConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import { addToList, groupsIn } from '../../runtime/tokens';

/** Adds scopes to the access token, of everybody or of the members of some groups. */
export function addScopes(event: TriggerEvents['PreTokenGeneration'], { scopes, groups }: AddScopesConfig): void {
  const isMeant = !groups || groupsIn(event).some((group) => groups.includes(group));
  if (isMeant) addToList(event, ['access'], 'scopesToAdd', scopes);
}
