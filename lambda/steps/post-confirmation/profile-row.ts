import type { ProfileRowConfig } from '../../../src/contract/rows';
import type { TriggerEvents } from '../../runtime/events';
import { logFailure } from '../../runtime/log';
import type { Ports } from '../../runtime/ports';
import { keyOf } from '../../runtime/rows';

/**
 * Makes a row for the confirmed user, once; one that is there stays as it is. The user is confirmed already, and no other
 * attempt would follow an error: so it is a line in the log, and not an error that people see.
 */
export async function profileRow(
  event: TriggerEvents['PostConfirmation'],
  config: ProfileRowConfig,
  ports: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  const start = performance.now();
  try {
    const attributes: Readonly<Record<string, unknown>> = event.request.userAttributes;
    const mapped = Object.entries(config.attributes).flatMap(([name, source]): [string, string][] => {
      const value = attributes[source];
      return typeof value === 'string' && value !== '' ? [[name, value]] : [];
    });
    const others = { ...Object.fromEntries(mapped), [config.createdAt]: new Date(Date.now()).toISOString() };
    await ports.dynamodb.putOnce(config.table, keyOf(event, config), others);
  } catch (error) {
    const { triggerSource, region } = event;
    logFailure({ triggerSource, region, step: 'profileRow' }, error, performance.now() - start);
  }
}
