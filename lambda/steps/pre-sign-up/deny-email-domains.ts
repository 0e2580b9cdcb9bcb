import { isListed, parseEmail } from '../../../src/contract/email';
import type { DenyEmailDomainsConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { emailNotAllowed } from '../../runtime/refusals';

/** Refuses a sign-up whose e-mail address is at a listed domain, or is written so that its domain cannot be told. */
export function denyEmailDomains(
  event: TriggerEvents['PreSignUp'],
  config: DenyEmailDomainsConfig,
  ports: Pick<Ports, 'read'>,
): void {
  const { email = '' } = event.request.userAttributes;
  if (email === '' && !config.requiresAddress) return;
  const address = parseEmail(email);
  if (!address || isListed(address.domain, ports.read(config.domains), config.includeSubdomains)) {
    throw emailNotAllowed();
  }
}
