import { allowEmailDomains } from './allow-email-domains';
import { denyEmailDomains } from './deny-email-domains';
import type { EmailDomainsInConfig } from '../../../src/contract/email-domain-lists';
import { domainsIn } from '../../runtime/domain-list';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';

/** Holds a sign-up against a list of e-mail domains that is kept elsewhere; without the list nobody signs up. */
export async function emailDomainsIn(
  event: TriggerEvents['PreSignUp'],
  config: EmailDomainsInConfig,
  ports: Pick<Ports, 'read' | 's3' | 'ssm'>,
): Promise<void> {
  const domains = { inline: await domainsIn(config.list, config.cacheSeconds, ports) };
  if (config.rule === 'allow') allowEmailDomains(event, { ...config, domains }, ports);
  else denyEmailDomains(event, { ...config, domains }, ports);
}
