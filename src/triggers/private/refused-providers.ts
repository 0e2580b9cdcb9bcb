import { mappedBy } from './mapped-by';
import { AllowEmailDomainsConfig } from '../../contract/steps';
import { warnOfRelaxations } from '../../private/relaxations';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';

/** Warns of providers whose users a guard refuses one and all, because nobody says why an address of theirs is believed. */
export function warnOfRefusedProviders(
  { trust }: Pick<AllowEmailDomainsConfig, 'trust'>,
  providers: readonly AuthIdentityProvider[],
): void {
  for (const provider of providers) {
    const { providerName } = provider;
    const isTrusted = trust.some((one) => one.provider === providerName);
    warnOfRelaxations(provider, [
      {
        isMade: !isTrusted && !mappedBy(provider).includes('email_verified'),
        id: 'refusedProvider',
        sentence: `PreSignUp.allowEmailDomains refuses every user of ${providerName}, which says of no address that it is verified. Pass trust: [FederatedTrust.domains(provider, [...])] to it if ${providerName} owns the addresses of some domains, or acknowledge the warning.`,
      },
    ]);
  }
}
