import { parseEmail } from '../../../src/contract/email';
import type { AllowEmailDomainsConfig } from '../../../src/contract/steps';
import { UserFacingError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

/** Refuses a sign-up whose e-mail address is not at a listed domain. */
export function allowEmailDomains(
  event: TriggerEvents['PreSignUp'],
  config: AllowEmailDomainsConfig,
  ports: Pick<Ports, 'read'>,
): void {
  const { email, email_verified: verified } = event.request.userAttributes;
  const address = parseEmail(email ?? '');
  if (!address) throw UserFacingError.refusal('emailNotAllowed');
  // an identity provider may store any address; only one that it has verified tells whose it is
  const isHearsay =
    event.triggerSource === 'PreSignUp_ExternalProvider' &&
    verified?.toLowerCase() !== 'true' &&
    !config.acceptUnverifiedFederatedEmail;
  // a+b@ reaches the mailbox of a@, so one person could hold any number of accounts
  const isAlias = address.localPart.includes('+') && !config.allowPlusAddressing;
  const isListed = ports.read(config.domains).some((listed) => {
    return address.domain === listed || (config.includeSubdomains && address.domain.endsWith(`.${listed}`));
  });
  if (isHearsay || isAlias || !isListed) throw UserFacingError.refusal('emailNotAllowed');
}
