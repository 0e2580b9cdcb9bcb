import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { bindOidc } from './oidc';
import { OidcClientOptions } from './oidc-client-options';
import { requireHost } from './private/https-url';
import { AuthConfigError } from '../private/errors';

/**
 * Options of `IdentityProvider.ping`.
 */
export interface PingOptions extends OidcClientOptions {
  /**
   * Id of the PingOne environment.
   */
  readonly environmentId: string;

  /**
   * Domain of PingOne in the region of the environment, such as `auth.pingone.eu`.
   *
   * @default 'auth.pingone.com'
   * @see https://docs.pingidentity.com/pingone/developer_tools/p1_ip_address_domain_reference.html
   */
  readonly domain?: string;
}

const NORTH_AMERICA = 'auth.pingone.com';

export function bindPing(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  { environmentId, domain, ...options }: PingOptions,
): BoundProvider {
  const host = requireHost(scope, 'domain', domain ?? NORTH_AMERICA);
  return bindOidc(scope, id, userPool, {
    ...options,
    issuerUrl: `https://${host}/${requireEnvironment(scope, environmentId)}/as`,
  });
}

function requireEnvironment(scope: Construct, environmentId: string): string {
  if (Token.isUnresolved(environmentId) || /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(environmentId)) {
    return environmentId;
  }
  throw new AuthConfigError(
    scope,
    `environmentId is '${environmentId}', which is not the id of an environment. Pass one such as 00000000-0000-0000-0000-000000000000.`,
  );
}
