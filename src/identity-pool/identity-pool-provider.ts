import * as iam from 'aws-cdk-lib/aws-iam';
import { requireGiven } from '../private/options';

/**
 * Who, beside the clients of the user pool, vouches for signed-in users of an identity pool. Such users are in no group and
 * have no principal tags: they get the authenticated role.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/external-identity-providers.html
 */
export abstract class IdentityPoolProvider {
  /**
   * Sign in with Google, without the user pool.
   *
   * @param clientId client id from the Google API console, `123-abc.apps.googleusercontent.com`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/google.html
   */
  public static google(clientId: string): IdentityPoolProvider {
    return new LoginProvider('google', 'accounts.google.com', clientId);
  }

  /**
   * Log in with Facebook, without the user pool.
   *
   * @param appId app id from Facebook's developer portal
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/facebook.html
   */
  public static facebook(appId: string): IdentityPoolProvider {
    return new LoginProvider('facebook', 'graph.facebook.com', appId);
  }

  /**
   * Sign in with Apple, without the user pool.
   *
   * @param servicesId services id, or bundle id of an app, from Apple's developer portal
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/apple.html
   */
  public static apple(servicesId: string): IdentityPoolProvider {
    return new LoginProvider('apple', 'appleid.apple.com', servicesId);
  }

  /**
   * Login with Amazon, without the user pool.
   *
   * @param appId client id of the security profile, `amzn1.application-oa2-client.…`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon.html
   */
  public static amazon(appId: string): IdentityPoolProvider {
    return new LoginProvider('amazon', 'www.amazon.com', appId);
  }

  /**
   * Any OpenID Connect provider that IAM knows.
   *
   * @param provider the provider of IAM; its client ids are the audiences that are accepted
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/open-id.html
   */
  public static openIdConnect(provider: iam.IOpenIdConnectProvider): IdentityPoolProvider {
    requireGiven('IdentityPoolProvider.openIdConnect', [provider]);
    return new BoundProvider({ openIdConnectProviderArn: provider.openIdConnectProviderArn });
  }

  /**
   * Any SAML 2.0 provider that IAM knows.
   *
   * @param provider the provider of IAM
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/saml-identity-provider.html
   */
  public static saml(provider: iam.ISamlProvider): IdentityPoolProvider {
    requireGiven('IdentityPoolProvider.saml', [provider]);
    return new BoundProvider({ samlProviderArn: provider.samlProviderArn });
  }

  /**
   * Your own back end, which vouches for users with `GetOpenIdTokenForDeveloperIdentity`. One for each identity pool, and its
   * name cannot change.
   *
   * @param domain a name such as `login.example.app`: 1 to 100 letters, digits, dots, hyphens and underscores
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html
   */
  public static developer(domain: string): IdentityPoolProvider {
    requireGiven('IdentityPoolProvider.developer', [domain]);
    return new BoundProvider({ developer: domain });
  }

  /** @internal */
  public abstract _bind(): IdentityPoolProviderSettings;
}

/** One of these: what a provider adds to the identity pool. */
export interface IdentityPoolProviderSettings {
  /** A public provider: the factory that made it, the key that Cognito knows it by, and the id of the app there. */
  readonly login?: { readonly kind: string; readonly key: string; readonly appId: string };
  readonly openIdConnectProviderArn?: string;
  readonly samlProviderArn?: string;
  readonly developer?: string;
}

class BoundProvider extends IdentityPoolProvider {
  constructor(private readonly settings: IdentityPoolProviderSettings) {
    super();
  }

  /** @internal */
  public _bind(): IdentityPoolProviderSettings {
    return this.settings;
  }
}

class LoginProvider extends BoundProvider {
  constructor(kind: string, key: string, appId: string) {
    requireGiven(`IdentityPoolProvider.${kind}`, [appId]);
    super({ login: { kind, key, appId } });
  }
}
