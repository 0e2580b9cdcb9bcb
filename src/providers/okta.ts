import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { bindOidc } from './oidc';
import { OidcClientOptions } from './oidc-client-options';
import { requireHost } from './private/https-url';
import { AuthConfigError } from '../private/errors';

/**
 * Options of `IdentityProvider.okta`.
 */
export interface OktaOptions extends OidcClientOptions {
  /**
   * Domain of the Okta organization, such as `acme.okta.com`, or its custom domain.
   */
  readonly domain: string;

  /**
   * Id of a custom authorization server, such as `default`.
   *
   * @default - the authorization server of the organization
   * @see https://developer.okta.com/docs/concepts/auth-servers/
   */
  readonly authorizationServerId?: string;
}

export function bindOkta(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  { domain, authorizationServerId, ...options }: OktaOptions,
): BoundProvider {
  const organization = `https://${requireHost(scope, 'domain', domain)}`;
  const issuerUrl =
    authorizationServerId === undefined
      ? organization
      : `${organization}/oauth2/${requireServer(scope, authorizationServerId)}`;
  return bindOidc(scope, id, userPool, { ...options, issuerUrl });
}

function requireServer(scope: Construct, server: string): string {
  if (Token.isUnresolved(server) || /^[\w-]+$/.test(server)) return server;
  throw new AuthConfigError(
    scope,
    `authorizationServerId is '${server}', which is not an id. Pass what follows /oauth2/ in its issuer URL, such as default.`,
  );
}
