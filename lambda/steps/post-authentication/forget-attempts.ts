import type { ForgetAttemptsConfig } from '../../../src/contract/rows';
import { attemptsKey } from '../../runtime/attempts';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

/** After a success nothing is held against the user in this client. */
export async function forgetAttempts(
  event: TriggerEvents['PostAuthentication'],
  { table }: ForgetAttemptsConfig,
  ports: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  await ports.dynamodb.deleteRow(table, attemptsKey(event));
}
