import type { SuppressScopesConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import { addToList, groupsIn } from '../../runtime/tokens';

/** Takes scopes from the access token, of everybody but the members of some groups. */
export function suppressScopes(event: TriggerEvents['PreTokenGeneration'], config: SuppressScopesConfig): void {
  const isExempt = groupsIn(event).some((group) => config.exceptGroups.includes(group));
  if (!isExempt) addToList(event, ['access'], 'scopesToSuppress', config.scopes);
}
