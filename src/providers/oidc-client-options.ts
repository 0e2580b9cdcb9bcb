import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { NamedProviderOptions } from './named-provider-options';

/**
 * What every provider that speaks OpenID Connect needs to know of this user pool, its client. Its redirect URL there is
 * `https://YOUR-DOMAIN/oauth2/idpresponse`, its client authentication `client_secret_post`.
 */
export interface OidcClientOptions extends NamedProviderOptions {
  /**
   * Client id that the provider gave to this user pool.
   */
  readonly clientId: string;

  /**
   * Client secret that the provider gave to this user pool, best as `SecretValue.secretsManager(…)`, so that it never
   * stands in a template.
   */
  readonly clientSecret: SecretValue;

  /**
   * Scopes that Cognito asks the provider for; `openid` is one of them.
   *
   * @default ['openid', 'email', 'profile']
   */
  readonly scopes?: string[];

  /**
   * Which claim of the provider becomes which attribute of the user. What is not listed is not taken over; clients must
   * be able to write what is.
   *
   * @default - e-mail, whether it is verified if the provider says so, given and family name
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: cognito.AttributeMapping;
}
