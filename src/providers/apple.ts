import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { requireScopes } from './private/scopes';
import { secretReference } from './private/secret';

/**
 * Options of `IdentityProvider.apple`.
 */
export interface AppleOptions {
  /**
   * Services id from Apple's developer portal, such as `com.example.notes`.
   */
  readonly clientId: string;

  /**
   * Id of the team in Apple's developer portal.
   */
  readonly teamId: string;

  /**
   * Id of the private key in Apple's developer portal.
   */
  readonly keyId: string;

  /**
   * The private key: what stands between the BEGIN and END lines of the `.p8` file, on one line. Best as
   * `SecretValue.secretsManager(…)`, so that it never stands in a template.
   */
  readonly privateKey: SecretValue;

  /**
   * Scopes that Cognito asks Apple for: `email`, `name` or both.
   *
   * @default ['email', 'name']
   */
  readonly scopes?: string[];

  /**
   * Which attribute of Apple becomes which attribute of the user. What is not listed is not taken over.
   *
   * @default - e-mail (which can be a relay address of Apple's), whether it is verified, first and last name
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}

const SCOPES = ['email', 'name'];

const ATTRIBUTE_MAPPING: cognito.AttributeMapping = {
  email: cognito.ProviderAttribute.APPLE_EMAIL,
  emailVerified: cognito.ProviderAttribute.APPLE_EMAIL_VERIFIED,
  givenName: cognito.ProviderAttribute.APPLE_FIRST_NAME,
  familyName: cognito.ProviderAttribute.APPLE_LAST_NAME,
};

export function bindApple(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: AppleOptions,
): BoundProvider {
  secretReference(scope, 'privateKey', options.privateKey);
  const resource = new cognito.UserPoolIdentityProviderApple(scope, id, {
    userPool,
    clientId: options.clientId,
    teamId: options.teamId,
    keyId: options.keyId,
    privateKeyValue: options.privateKey,
    scopes: requireScopes(scope, options.scopes ?? SCOPES),
    attributeMapping: options.attributeMapping ?? ATTRIBUTE_MAPPING,
  });
  return { providerName: 'SignInWithApple', resource };
}
