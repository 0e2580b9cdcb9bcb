import type { GroupsConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import { narrowGroups } from '../../runtime/tokens';

/** Names only some of the user's groups in the tokens. */
export function limitGroups(event: TriggerEvents['PreTokenGeneration'], { groups }: GroupsConfig): void {
  narrowGroups(event, groups);
}
