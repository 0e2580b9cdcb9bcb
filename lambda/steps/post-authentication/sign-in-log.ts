import type { SignInLogConfig } from '../../../src/contract/rows';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { keyOf, secondsOf, timeOf } from '../../runtime/rows';

/** Keeps who signed in, when, and through which client, until the table forgets it. */
export async function signInLog(
  event: TriggerEvents['PostAuthentication'],
  config: SignInLogConfig,
  ports: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  const now = Date.now();
  const time = timeOf(now);
  await ports.dynamodb.putOnce(config.table, keyOf(event, config, time), {
    time,
    clientId: event.callerContext.clientId,
    newDevice: event.request.newDeviceUsed === true,
    [config.expiresAt]: secondsOf(now) + config.retentionSeconds,
  });
}
