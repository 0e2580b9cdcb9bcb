import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { OidcClientOptions } from './oidc-client-options';
import { emailDomains } from './private/email-domains';
import { requireHttpsUrl, requireIssuer } from './private/https-url';
import { isMicrosoft, isMicrosoftForEverybody } from './private/microsoft';
import { providerName } from './private/provider-name';
import { requireScopes } from './private/scopes';
import { secretReference } from './private/secret';
import { PROFILE_SCOPES, STANDARD_CLAIMS, UNVERIFIED_CLAIMS } from './private/standard-claims';
import { AuthConfigError } from '../private/errors';

/**
 * Options of `IdentityProvider.oidc`.
 */
export interface OidcOptions extends OidcClientOptions {
  /**
   * Issuer of the ID tokens: a URL with https, without a slash at its end. Cognito finds the endpoints below it, at
   * `/.well-known/openid-configuration`.
   */
  readonly issuerUrl: string;

  /**
   * Endpoints of a provider that does not publish them below its issuer.
   *
   * @default - those that Cognito finds in the discovery document of the issuer
   */
  readonly endpoints?: cognito.OidcEndpoints;

  /**
   * How Cognito asks the user info endpoint for attributes.
   *
   * @default cognito.OidcAttributeRequestMethod.GET
   */
  readonly attributeRequestMethod?: cognito.OidcAttributeRequestMethod;
}

export function bindOidc(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: OidcOptions,
): BoundProvider {
  const name = providerName(scope, options.name);
  const domains = emailDomains(scope, options.emailDomains);
  const verifiesNoAddress = isMicrosoft(options.issuerUrl);
  const resource = new cognito.UserPoolIdentityProviderOidc(scope, id, {
    userPool,
    name,
    clientId: options.clientId,
    clientSecret: secretReference(scope, 'clientSecret', options.clientSecret),
    issuerUrl: issuer(scope, options.issuerUrl),
    endpoints: endpoints(scope, options.endpoints),
    attributeRequestMethod: options.attributeRequestMethod ?? cognito.OidcAttributeRequestMethod.GET,
    scopes: requireScopes(scope, options.scopes ?? PROFILE_SCOPES, 'openid'),
    attributeMapping: options.attributeMapping ?? (verifiesNoAddress ? UNVERIFIED_CLAIMS : STANDARD_CLAIMS),
    identifiers: domains.length > 0 ? domains : undefined,
  });
  return { providerName: name, resource, emailDomains: domains, verifiesNoAddress };
}

/** @see https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization */
function issuer(scope: Construct, text: string): string {
  if (!Token.isUnresolved(text) && isMicrosoftForEverybody(text)) {
    throw new AuthConfigError(
      scope,
      `issuerUrl is '${text}', through which the users of any tenant sign in, with any e-mail address. Name your tenant: IdentityProvider.entraId({ tenantId: … }).`,
    );
  }
  return requireIssuer(scope, 'issuerUrl', text);
}

function endpoints(scope: Construct, urls?: cognito.OidcEndpoints): cognito.OidcEndpoints | undefined {
  if (!urls) return undefined;
  return {
    authorization: requireHttpsUrl(scope, 'endpoints.authorization', urls.authorization),
    token: requireHttpsUrl(scope, 'endpoints.token', urls.token),
    userInfo: requireHttpsUrl(scope, 'endpoints.userInfo', urls.userInfo),
    jwksUri: requireHttpsUrl(scope, 'endpoints.jwksUri', urls.jwksUri),
  };
}
