import type { MaintenanceConfig } from '../../../src/contract/steps';
import { UserFacingError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';

/** Refuses every sign-in alike, of users whom the pool knows and of others. */
export function maintenance(_event: TriggerEvents['PreAuthentication'], { message }: MaintenanceConfig): void {
  throw UserFacingError.relayed(message);
}
