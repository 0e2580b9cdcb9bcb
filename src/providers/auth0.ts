import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { bindOidc } from './oidc';
import { OidcClientOptions } from './oidc-client-options';
import { requireHost } from './private/https-url';

/**
 * Options of `IdentityProvider.auth0`.
 */
export interface Auth0Options extends OidcClientOptions {
  /**
   * Domain of the Auth0 tenant, such as `acme.eu.auth0.com`, or its custom domain.
   */
  readonly domain: string;
}

export function bindAuth0(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  { domain, ...options }: Auth0Options,
): BoundProvider {
  return bindOidc(scope, id, userPool, { ...options, issuerUrl: `https://${requireHost(scope, 'domain', domain)}` });
}
