import { isListed, parseEmail } from '../../../src/contract/email';
import type { FederatedDomainsConfig } from '../../../src/contract/federation';
import type { TriggerEvents } from '../../runtime/events';
import { allSaid, concerns } from '../../runtime/federation';
import type { Ports } from '../../runtime/ports';
import { notMember } from '../../runtime/refusals';

/** Refuses every sign-in through a provider, not only the first, of who has no address at a listed domain. */
export function allowFederatedDomains(
  event: TriggerEvents['InboundFederation'],
  config: FederatedDomainsConfig,
  ports: Pick<Ports, 'read'>,
): void {
  if (!concerns(event, config)) return;
  // an identity provider may tell any address; only one that it has verified, or whose domain is its own, tells whose it is
  const own = config.trust.find(({ provider }) => provider === event.request.providerName)?.domains;
  // it says so of the address that it calls `email`, and of no other
  const isVerified = config.attribute === 'email' && /^(true,?)+$/i.test(allSaid(event, 'email_verified').join());
  const isAllowed = (said: string) => {
    const domain = parseEmail(said)?.domain;
    const isBelieved = own ? own.includes(domain!) : isVerified;
    return domain && isBelieved && isListed(domain, ports.read(config.domains), config.includeSubdomains);
  };
  // which of several Cognito would take over is not said anywhere
  const addresses = allSaid(event, config.attribute);
  if (!addresses[0] || !addresses.every(isAllowed)) throw notMember();
}
