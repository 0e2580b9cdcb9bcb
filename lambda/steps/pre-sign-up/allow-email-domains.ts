import { isListed, parseEmail } from '../../../src/contract/email';
import type { AllowEmailDomainsConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { emailNotAllowed } from '../../runtime/refusals';
import { isBelieved, trustIn } from '../../runtime/trust';

/** Refuses a sign-up whose e-mail address is not at a listed domain. */
export function allowEmailDomains(
  event: TriggerEvents['PreSignUp'],
  config: AllowEmailDomainsConfig,
  ports: Pick<Ports, 'read'>,
): void {
  const { email, email_verified: verified } = event.request.userAttributes;
  // Stryker disable next-line StringLiteral: any text that is no address
  const address = parseEmail(email ?? '');
  if (!address) throw emailNotAllowed();
  // an identity provider may store any address; only one that it has verified, or whose domain is its own, tells whose it is
  const isHearsay =
    event.triggerSource === 'PreSignUp_ExternalProvider' &&
    !isBelieved(trustIn(config.trust, event.userName)?.domains, address.domain, verified);
  // a+b@ reaches the mailbox of a@, so one person could hold any number of accounts
  const isAlias = address.localPart.includes('+') && !config.allowPlusAddressing;
  const isAllowed = isListed(address.domain, ports.read(config.domains), config.includeSubdomains);
  if (isHearsay || isAlias || !isAllowed) throw emailNotAllowed();
}
