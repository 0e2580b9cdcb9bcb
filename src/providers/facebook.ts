import { SecretValue, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { requireScopes } from './private/scopes';
import { secretReference } from './private/secret';
import { AuthConfigError } from '../private/errors';

/**
 * Options of `IdentityProvider.facebook`.
 */
export interface FacebookOptions {
  /**
   * App id from Meta's app dashboard.
   */
  readonly clientId: string;

  /**
   * App secret from Meta's app dashboard, best as `SecretValue.secretsManager(…)`, so that it never stands in a template.
   */
  readonly clientSecret: SecretValue;

  /**
   * Scopes that Cognito asks Facebook for.
   *
   * @default ['public_profile', 'email']
   * @see https://developers.facebook.com/docs/permissions
   */
  readonly scopes?: string[];

  /**
   * Version of the Graph API, such as `v21.0`. Each ends about two years after its release.
   *
   * @default - the one that Cognito chooses
   * @see https://developers.facebook.com/docs/graph-api/changelog
   */
  readonly apiVersion?: string;

  /**
   * Which attribute of Facebook becomes which attribute of the user. What is not listed is not taken over.
   *
   * @default - e-mail, first and last name; Facebook does not say whether the address is verified, so it counts as unverified
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}

const SCOPES = ['public_profile', 'email'];

const ATTRIBUTE_MAPPING: cognito.AttributeMapping = {
  email: cognito.ProviderAttribute.FACEBOOK_EMAIL,
  givenName: cognito.ProviderAttribute.FACEBOOK_FIRST_NAME,
  familyName: cognito.ProviderAttribute.FACEBOOK_LAST_NAME,
};

export function bindFacebook(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: FacebookOptions,
): BoundProvider {
  const resource = new cognito.UserPoolIdentityProviderFacebook(scope, id, {
    userPool,
    clientId: options.clientId,
    clientSecret: secretReference(scope, 'clientSecret', options.clientSecret),
    scopes: requireScopes(scope, options.scopes ?? SCOPES),
    apiVersion: requireVersion(scope, options.apiVersion),
    attributeMapping: options.attributeMapping ?? ATTRIBUTE_MAPPING,
  });
  return { providerName: 'Facebook', resource };
}

function requireVersion(scope: Construct, version?: string): string | undefined {
  if (version === undefined || Token.isUnresolved(version) || /^v\d+\.\d+$/.test(version)) return version;
  throw new AuthConfigError(
    scope,
    `apiVersion is '${version}', which is no version of the Graph API. Pass one such as v21.0.`,
  );
}
