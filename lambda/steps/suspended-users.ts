import type { SuspendedUsersConfig } from '../../src/contract/rows';
import type { Row } from '../ports/dynamodb';
import { UserFacingError } from '../runtime/errors';
import type { TriggerEvents } from '../runtime/events';
import type { Ports } from '../runtime/ports';
import { suspended } from '../runtime/refusals';
import { keyOf, keyOfNobody, secondsOf } from '../runtime/rows';

/** Refuses who is suspended: before a sign-in is checked, and whenever tokens are issued, also new ones for old. */
export async function suspendedUsers(
  event: TriggerEvents['PreAuthentication' | 'PreTokenGeneration'],
  config: SuspendedUsersConfig,
  { dynamodb }: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  // a machine is no user
  if (event.triggerSource === 'TokenGeneration_ClientCredentials') return;
  const isUnknown = 'userNotFound' in event.request && event.request.userNotFound === true;
  // who does not exist waits as long as who does
  const key = isUnknown ? keyOfNobody(config) : keyOf(event, config);
  const row = await dynamodb.readRow(config.table, key, [config.attribute, config.untilAttribute]);
  if (isUnknown || !row || !isSuspended(row, config)) return;
  throw config.message ? UserFacingError.relayed(config.message) : suspended();
}

/** In doubt yes: a row that says it in another way than it should does so for a reason. */
function isSuspended(row: Row, { attribute, untilAttribute }: SuspendedUsersConfig): boolean {
  const isSaid = Object.hasOwn(row, attribute) && row[attribute] !== false && row[attribute] !== null;
  const until = row[untilAttribute];
  return isSaid && !(typeof until === 'number' && until <= secondsOf(Date.now()));
}
