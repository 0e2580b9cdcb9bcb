import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { requireScopes } from './private/scopes';
import { secretReference } from './private/secret';

/**
 * Options of `IdentityProvider.loginWithAmazon`.
 */
export interface LoginWithAmazonOptions {
  /**
   * Client id of the security profile in Amazon's developer console.
   */
  readonly clientId: string;

  /**
   * Client secret of the security profile, best as `SecretValue.secretsManager(…)`, so that it never stands in a template.
   */
  readonly clientSecret: SecretValue;

  /**
   * Scopes that Cognito asks Amazon for.
   *
   * @default ['profile']
   * @see https://developer.amazon.com/docs/login-with-amazon/customer-profile.html
   */
  readonly scopes?: string[];

  /**
   * Which attribute of Amazon becomes which attribute of the user. What is not listed is not taken over.
   *
   * @default - e-mail and name; Amazon does not say whether the address is verified, so it counts as unverified
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}

const SCOPES = ['profile'];

const ATTRIBUTE_MAPPING: cognito.AttributeMapping = {
  email: cognito.ProviderAttribute.AMAZON_EMAIL,
  fullname: cognito.ProviderAttribute.AMAZON_NAME,
};

export function bindLoginWithAmazon(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: LoginWithAmazonOptions,
): BoundProvider {
  const resource = new cognito.UserPoolIdentityProviderAmazon(scope, id, {
    userPool,
    clientId: options.clientId,
    clientSecret: secretReference(scope, 'clientSecret', options.clientSecret),
    scopes: requireScopes(scope, options.scopes ?? SCOPES),
    attributeMapping: options.attributeMapping ?? ATTRIBUTE_MAPPING,
  });
  return { providerName: 'LoginWithAmazon', resource };
}
