import { isListed, parseEmail } from '../../../src/contract/email';
import type { AutoConfirmConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

/** Confirms an account at a trusted domain at once, and takes its e-mail address for verified. */
export function autoConfirm(
  event: TriggerEvents['PreSignUp'],
  config: AutoConfirmConfig,
  ports: Pick<Ports, 'read'>,
): void {
  // Stryker disable next-line StringLiteral: any text that is no address
  const address = parseEmail(event.request.userAttributes.email ?? '');
  if (address && isListed(address.domain, ports.read(config.domains), config.includeSubdomains)) {
    event.response.autoConfirmUser = true;
    event.response.autoVerifyEmail = true;
  }
}
