import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { GoogleOptions, bindGoogle } from './google';

/** What a kind of provider makes of itself beside the pool. */
export interface BoundProvider {
  /** The name that Cognito knows it by, known at synth. */
  readonly providerName: string;
  readonly resource: cognito.IUserPoolIdentityProvider;
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
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/google.html
   */
  public static google(options: GoogleOptions): IdentityProvider {
    return new BindingProvider((scope, id, userPool) => bindGoogle(scope, id, userPool, options));
  }

  /** @internal */
  public abstract _bind(scope: Construct, id: string, userPool: cognito.IUserPool): BoundProvider;
}

class BindingProvider extends IdentityProvider {
  constructor(private readonly bind: (scope: Construct, id: string, userPool: cognito.IUserPool) => BoundProvider) {
    super();
  }

  /** @internal */
  public _bind(scope: Construct, id: string, userPool: cognito.IUserPool): BoundProvider {
    return this.bind(scope, id, userPool);
  }
}
