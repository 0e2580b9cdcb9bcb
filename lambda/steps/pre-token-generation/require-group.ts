import type { RequireGroupConfig } from '../../../src/contract/steps';
import { UserFacingError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import { notMember } from '../../runtime/refusals';
import { membershipsIn } from '../../runtime/tokens';

/** Refuses tokens, also new ones for old, to whom is in none of the groups; machines are in no group. */
export function requireGroup(event: TriggerEvents['PreTokenGeneration'], config: RequireGroupConfig): void {
  const isMachine = event.triggerSource === 'TokenGeneration_ClientCredentials';
  if (isMachine || membershipsIn(event).some((group) => config.groups.includes(group))) return;
  throw config.message ? UserFacingError.relayed(config.message) : notMember();
}
