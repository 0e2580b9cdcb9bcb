import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { bindOidc } from './oidc';
import { OidcClientOptions } from './oidc-client-options';
import { requireIssuer } from './private/https-url';
import { AuthConfigError } from '../private/errors';

/**
 * Options of `IdentityProvider.keycloak`.
 */
export interface KeycloakOptions extends OidcClientOptions {
  /**
   * Address of the server without a slash at its end, such as `https://id.example.com`; with `/auth` where it serves
   * below that path. Cognito must reach it over the internet, at port 443.
   */
  readonly baseUrl: string;

  /**
   * Name of the realm whose users may sign in. Not `master`: that one is for those who administer the server.
   */
  readonly realm: string;
}

export function bindKeycloak(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  { baseUrl, realm, ...options }: KeycloakOptions,
): BoundProvider {
  const server = requireIssuer(scope, 'baseUrl', baseUrl);
  return bindOidc(scope, id, userPool, { ...options, issuerUrl: `${server}/realms/${requireRealm(scope, realm)}` });
}

/** @see https://www.keycloak.org/docs/latest/server_admin/#the-master-realm */
function requireRealm(scope: Construct, realm: string): string {
  if (Token.isUnresolved(realm)) return realm;
  if (!/^[\w.~-]+$/.test(realm) || /^\.+$/.test(realm)) {
    throw new AuthConfigError(
      scope,
      `realm is '${realm}', which is not part of a URL as it is. Pass the name that follows /realms/ in the issuer.`,
    );
  }
  if (realm === 'master') {
    throw new AuthConfigError(
      scope,
      "realm is 'master', whose users administer the server. Keep the users of apps in a realm of their own.",
    );
  }
  return realm;
}
