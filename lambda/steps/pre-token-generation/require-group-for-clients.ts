import { requireGroup } from './require-group';
import type { RequireGroupForClientsConfig } from '../../../src/contract/client-gates';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

type Gates = Readonly<Record<string, readonly string[]>>;

/** Lives as long as the function's process: most sign-ins read nothing. */
const kept = new Map<string, { readonly gates: Gates; readonly until: number }>();

/** Refuses tokens through some clients to whom is in none of the groups; members need no look-up at all. */
export async function requireGroupForClients(
  event: TriggerEvents['PreTokenGeneration'],
  config: RequireGroupForClientsConfig,
  ports: Pick<Ports, 'ssm'>,
): Promise<void> {
  try {
    requireGroup(event, config);
  } catch (refusal) {
    const clients = (await gatesIn(config, ports))[config.gate];
    // a gate without clients is one that nobody wrote down yet
    if (!clients?.length) throw new InternalError('the parameter does not know the gate');
    if (clients.includes(event.callerContext.clientId)) throw refusal;
  }
}

async function gatesIn({ parameter, cacheSeconds }: RequireGroupForClientsConfig, { ssm }: Pick<Ports, 'ssm'>): Promise<Gates> {
  const known = kept.get(parameter);
  if (known && Date.now() < known.until) return known.gates;
  const gates = JSON.parse(await ssm.readParameter(parameter)) as Gates;
  kept.set(parameter, { gates, until: Date.now() + cacheSeconds * 1_000 });
  return gates;
} // prettier-ignore
