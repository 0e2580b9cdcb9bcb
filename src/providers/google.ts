import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { requireScopes } from './private/scopes';
import { secretReference } from './private/secret';

/**
 * Options of `IdentityProvider.google`.
 */
export interface GoogleOptions {
  /**
   * Client id from the Google API console.
   */
  readonly clientId: string;

  /**
   * Client secret from the Google API console, best as `SecretValue.secretsManager(…)`, so that it never stands in a template.
   */
  readonly clientSecret: SecretValue;

  /**
   * Scopes that Cognito asks Google for.
   *
   * @default ['openid', 'email', 'profile']
   */
  readonly scopes?: string[];

  /**
   * Which attribute of Google becomes which attribute of the user.
   *
   * @default - e-mail, whether it is verified, given and family name, picture
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}

const SCOPES = ['openid', 'email', 'profile'];

/** Without `email_verified` nobody could tell an address that Google vouches for from one that it merely stores. */
const ATTRIBUTE_MAPPING: cognito.AttributeMapping = {
  email: cognito.ProviderAttribute.GOOGLE_EMAIL,
  emailVerified: cognito.ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
  givenName: cognito.ProviderAttribute.GOOGLE_GIVEN_NAME,
  familyName: cognito.ProviderAttribute.GOOGLE_FAMILY_NAME,
  profilePicture: cognito.ProviderAttribute.GOOGLE_PICTURE,
};

export function bindGoogle(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: GoogleOptions,
): BoundProvider {
  secretReference(scope, 'clientSecret', options.clientSecret);
  const resource = new cognito.UserPoolIdentityProviderGoogle(scope, id, {
    userPool,
    clientId: options.clientId,
    clientSecretValue: options.clientSecret,
    scopes: requireScopes(scope, options.scopes ?? SCOPES),
    attributeMapping: options.attributeMapping ?? ATTRIBUTE_MAPPING,
  });
  return { providerName: 'Google', resource };
}
