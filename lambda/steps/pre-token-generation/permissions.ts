import type { PermissionsConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { addClaim, groupsIn } from '../../runtime/tokens';

/** Adds a claim with all that the user's groups permit; nobody else has a say in it. */
export function permissions(
  event: TriggerEvents['PreTokenGeneration'],
  config: PermissionsConfig,
  ports: Pick<Ports, 'read'>,
): void {
  const byGroup = ports.read(config.byGroup);
  const granted = groupsIn(event).flatMap((group) => (Object.hasOwn(byGroup, group) ? byGroup[group]! : []));
  const all = [...new Set(granted)].sort();
  // version 1 knows no lists
  const value = event.version === '1' ? all.join(' ') : all;
  addClaim(event, config.tokens, config.name, value);
}
