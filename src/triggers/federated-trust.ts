import { requireGiven } from '../private/options';
import { AuthIdentityProvider } from '../providers/auth-identity-provider';

/** What a declaration of trust says, before the pool is known. */
interface Declared {
  readonly provider: AuthIdentityProvider;
  readonly domains?: readonly string[];
}

/**
 * Why an identity provider's word about an e-mail address is believed. Who is wrongly believed can take over accounts.
 */
export class FederatedTrust {
  /**
   * The provider verifies addresses, and says of each whether it did (`email_verified`), as Google does. Never for one that
   * lets people or administrators write any address, such as Entra ID.
   *
   * @param provider an identity provider of the same user pool, which maps `email_verified`
   */
  public static verifiedEmail(provider: AuthIdentityProvider): FederatedTrust {
    requireGiven('FederatedTrust.verifiedEmail', [provider]);
    return new FederatedTrust({ provider });
  }

  /**
   * The provider is that of an organization which owns these domains, and so every address there. For SAML, which has no
   * claim about verification.
   *
   * @param provider an identity provider of the same user pool
   * @param domains the domains, without their sub-domains, such as `acme.example`
   */
  public static domains(provider: AuthIdentityProvider, domains: string[]): FederatedTrust {
    requireGiven('FederatedTrust.domains', [provider, domains]);
    return new FederatedTrust({ provider, domains });
  }

  private constructor(
    /** @internal */
    public readonly _declared: Declared,
  ) {}
}
