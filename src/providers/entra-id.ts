import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { bindOidc } from './oidc';
import { OidcClientOptions } from './oidc-client-options';
import { PERSONAL_ACCOUNTS } from './private/microsoft';
import { AuthConfigError } from '../private/errors';

/**
 * Options of `IdentityProvider.entraId`.
 */
export interface EntraIdOptions extends OidcClientOptions {
  /**
   * Directory (tenant) id from the Microsoft Entra admin center, the form with hyphens. Users of other tenants, and
   * personal accounts, cannot sign in.
   */
  readonly tenantId: string;
}

const TENANT_ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/**
 * Entra ID does not say whether an address is verified, and an administrator of a tenant can write any into an account
 * ("nOAuth"): the address is a contact, never an identity.
 *
 * @see https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization
 */
export function bindEntraId(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  { tenantId, ...options }: EntraIdOptions,
): BoundProvider {
  return bindOidc(scope, id, userPool, {
    ...options,
    issuerUrl: `https://login.microsoftonline.com/${requireTenant(scope, tenantId)}/v2.0`,
  });
}

/** The issuer of its tokens has the id of the tenant, whichever of its names was used to ask for them. */
function requireTenant(scope: Construct, tenantId: string): string {
  if (Token.isUnresolved(tenantId)) return tenantId;
  const lower = tenantId.toLowerCase();
  if (TENANT_ID.test(lower) && lower !== PERSONAL_ACCOUNTS) return lower;
  throw new AuthConfigError(
    scope,
    `tenantId is '${tenantId}', which is not the id of one tenant. Pass the directory (tenant) id, such as 00000000-0000-0000-0000-000000000000.`,
  );
}
