import type { LastSignInConfig } from '../../../src/contract/rows';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { keyOf } from '../../runtime/rows';

/** Notes the time in the row of the user; who has no row gets none, because a row with a time alone would be half a profile. */
export async function lastSignIn(
  event: TriggerEvents['PostAuthentication'],
  config: LastSignInConfig,
  ports: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  const time = new Date(Date.now()).toISOString();
  await ports.dynamodb.changeRow(config.table, keyOf(event, config), { [config.attribute]: time });
}
