import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AppleOptions, bindApple } from './apple';
import { Auth0Options, bindAuth0 } from './auth0';
import { EntraIdOptions, bindEntraId } from './entra-id';
import { FacebookOptions, bindFacebook } from './facebook';
import { GoogleOptions, bindGoogle } from './google';
import { KeycloakOptions, bindKeycloak } from './keycloak';
import { LinkedInOptions, bindLinkedIn } from './linked-in';
import { LoginWithAmazonOptions, bindLoginWithAmazon } from './login-with-amazon';
import { OidcOptions, bindOidc } from './oidc';
import { OktaOptions, bindOkta } from './okta';
import { PingOptions, bindPing } from './ping';
import { SamlOptions, bindSaml } from './saml';
import { requireArguments } from '../private/options';
import type { Relaxation } from '../private/relaxations';

/** What a kind of provider makes of itself beside the pool. */
export interface BoundProvider {
  /** The name that Cognito knows it by, known at synth. */
  readonly providerName: string;
  readonly resource: cognito.IUserPoolIdentityProvider;
  /** Its identifiers, of which no other provider may have one. */
  readonly emailDomains?: readonly string[];
  /** Whether Cognito accepts assertions of it that it did not ask for. */
  readonly startsAtProvider?: boolean;
  /** Whether it says of no address that it is verified, whatever its claims are called. */
  readonly verifiesNoAddress?: boolean;
  readonly relaxations?: readonly Relaxation[];
}

/**
 * A kind of identity provider. Give one to `auth.addIdentityProvider(id, provider)`; clients offer it whether they were
 * added before or after.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation.html
 */
export abstract class IdentityProvider {
  /**
   * Sign in with Google.
   *
   * @param options client id and secret from the Google API console, scopes, attribute mapping
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp-google.html
   */
  public static google(options: GoogleOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.google', [options], (scope, id, userPool) =>
      bindGoogle(scope, id, userPool, options),
    );
  }

  /**
   * Sign in with Facebook.
   *
   * @param options app id and secret from Meta's app dashboard, scopes, attribute mapping
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp-facebook.html
   */
  public static facebook(options: FacebookOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.facebook', [options], (scope, id, userPool) =>
      bindFacebook(scope, id, userPool, options),
    );
  }

  /**
   * Sign in with Apple.
   *
   * @param options services id, team, key id and private key from Apple's developer portal, scopes, attribute mapping
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp-apple.html
   */
  public static apple(options: AppleOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.apple', [options], (scope, id, userPool) =>
      bindApple(scope, id, userPool, options),
    );
  }

  /**
   * Login with Amazon.
   *
   * @param options client id and secret of the security profile, scopes, attribute mapping
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-social-idp-lwa.html
   */
  public static loginWithAmazon(options: LoginWithAmazonOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.loginWithAmazon', [options], (scope, id, userPool) =>
      bindLoginWithAmazon(scope, id, userPool, options),
    );
  }

  /**
   * Any provider that speaks OpenID Connect. GitHub does not (its sign-in is plain OAuth 2.0): it needs a bridge that
   * issues ID tokens, whose issuer goes here.
   *
   * @param options issuer, client id and secret, scopes, attribute mapping, domains of its users
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html
   */
  public static oidc(options: OidcOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.oidc', [options], (scope, id, userPool) =>
      bindOidc(scope, id, userPool, options),
    );
  }

  /**
   * Any provider that speaks SAML 2.0: requests are signed, assertions encrypted, and sign-in begins at Cognito.
   *
   * @param options metadata, attribute mapping, domains of its users
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp.html
   */
  public static saml(options: SamlOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.saml', [options], (scope, id, userPool) =>
      bindSaml(scope, id, userPool, options),
    );
  }

  /**
   * One tenant of Microsoft Entra ID (Azure AD), over OpenID Connect. E-mail addresses count as unverified, because anybody
   * who administers an account can write any into it. For SAML pass the federation metadata of the app to `saml`.
   *
   * @param options tenant, client id and secret, scopes, attribute mapping, domains of its users
   * @see https://learn.microsoft.com/en-us/entra/identity-platform/v2-protocols-oidc
   * @see https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization
   */
  public static entraId(options: EntraIdOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.entraId', [options], (scope, id, userPool) =>
      bindEntraId(scope, id, userPool, options),
    );
  }

  /**
   * An organization of Okta, over OpenID Connect.
   *
   * @param options domain, client id and secret, scopes, attribute mapping, domains of its users
   * @see https://developer.okta.com/docs/reference/api/oidc/
   */
  public static okta(options: OktaOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.okta', [options], (scope, id, userPool) =>
      bindOkta(scope, id, userPool, options),
    );
  }

  /**
   * A tenant of Auth0, over OpenID Connect; also a bridge to what Cognito does not speak, such as GitHub.
   *
   * @param options domain, client id and secret, scopes, attribute mapping, domains of its users
   * @see https://repost.aws/knowledge-center/auth0-oidc-cognito
   * @see https://auth0.com/docs/get-started/apis/scopes/openid-connect-scopes
   */
  public static auth0(options: Auth0Options): IdentityProvider {
    return new BindingProvider('IdentityProvider.auth0', [options], (scope, id, userPool) =>
      bindAuth0(scope, id, userPool, options),
    );
  }

  /**
   * An environment of PingOne, over OpenID Connect.
   *
   * @param options environment, client id and secret, scopes, attribute mapping, domains of its users
   * @see https://developer.pingidentity.com/pingone-api/foundations/pingone-roles-scopes-and-permissions/access-services-through-scopes-and-roles/openid-connect-oidc-scopes.html
   */
  public static ping(options: PingOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.ping', [options], (scope, id, userPool) =>
      bindPing(scope, id, userPool, options),
    );
  }

  /**
   * A realm of a Keycloak server, over OpenID Connect.
   *
   * @param options server, realm, client id and secret, scopes, attribute mapping, domains of its users
   * @see https://www.keycloak.org/securing-apps/oidc-layers
   */
  public static keycloak(options: KeycloakOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.keycloak', [options], (scope, id, userPool) =>
      bindKeycloak(scope, id, userPool, options),
    );
  }

  /**
   * Sign in with LinkedIn, over OpenID Connect.
   *
   * @param options client id and secret from LinkedIn's developer portal, scopes, attribute mapping
   * @see https://repost.aws/knowledge-center/cognito-linkedin-auth0-social-idp
   * @see https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2
   */
  public static linkedIn(options: LinkedInOptions): IdentityProvider {
    return new BindingProvider('IdentityProvider.linkedIn', [options], (scope, id, userPool) =>
      bindLinkedIn(scope, id, userPool, options),
    );
  }

  /** @internal */
  public abstract _bind(scope: Construct, id: string, userPool: cognito.IUserPool): BoundProvider;
}

class BindingProvider extends IdentityProvider {
  constructor(
    private readonly call: string,
    private readonly given: readonly unknown[],
    private readonly bind: (scope: Construct, id: string, userPool: cognito.IUserPool) => BoundProvider,
  ) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, id: string, userPool: cognito.IUserPool): BoundProvider {
    requireArguments(scope, this.call, this.given);
    return this.bind(scope, id, userPool);
  }
}
