import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { bindOidc } from './oidc';
import { OidcClientOptions } from './oidc-client-options';

/**
 * Options of `IdentityProvider.linkedIn`. The app at LinkedIn needs the product "Sign In with LinkedIn using OpenID
 * Connect".
 */
export interface LinkedInOptions extends OidcClientOptions {}

/** Since April 2024; below it stands the discovery document. */
const ISSUER = 'https://www.linkedin.com/oauth';

export function bindLinkedIn(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: LinkedInOptions,
): BoundProvider {
  return bindOidc(scope, id, userPool, { ...options, issuerUrl: ISSUER });
}
