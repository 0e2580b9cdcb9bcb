import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BoundProvider } from './identity-provider';
import { NamedProviderOptions } from './named-provider-options';
import * as defaults from '../defaults';
import { emailDomains } from './private/email-domains';
import { providerName } from './private/provider-name';
import { requireMetadata } from './private/saml-metadata';
import { samlRelaxations } from './private/saml-relaxations';
import { SAML_CLAIMS } from './private/standard-claims';

/**
 * Options of `IdentityProvider.saml`.
 */
export interface SamlOptions extends NamedProviderOptions {
  /**
   * Metadata of the provider: by URL (https), so that Cognito follows changes of its certificates by itself, or the
   * content of a file, which you renew yourself.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-integrating-3rd-party-saml-providers.html
   */
  readonly metadata: cognito.UserPoolIdentityProviderSamlMetadata;

  /**
   * Which claim of the provider becomes which attribute of the user. What is not listed is not taken over; clients must
   * be able to write what is. The user name is always the NameID: have the provider send a persistent one.
   *
   * @default - e-mail, given and family name, by the claims that Active Directory and Entra ID send
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html
   */
  readonly attributeMapping?: cognito.AttributeMapping;

  /**
   * Whether Cognito signs its requests (RSA with SHA-256), so that the provider can refuse those of others.
   *
   * @default true
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-signing-encryption.html
   */
  readonly signedRequests?: boolean;

  /**
   * Whether the provider must encrypt its assertions, which pass through the browser. Sign-in works when the provider
   * has the encryption certificate that Cognito shows for it.
   *
   * @default true
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-signing-encryption.html
   */
  readonly encryptedResponses?: boolean;

  /**
   * Whether sign-in may begin at the provider, without a request of Cognito. Anybody can then push a browser into an
   * account of theirs, and Cognito wants clients that offer SAML providers alone, not even its own users.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html
   */
  readonly idpInitiated?: boolean;

  /**
   * Whether sign-out from Cognito signs the user out of the provider, too. The provider must have the signing certificate
   * of the pool and a URL for it.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp-sign-out.html
   */
  readonly idpSignout?: boolean;
}

export function bindSaml(
  scope: Construct,
  id: string,
  userPool: cognito.IUserPool,
  options: SamlOptions,
): BoundProvider {
  const name = providerName(scope, options.name);
  const domains = emailDomains(scope, options.emailDomains);
  const signedRequests = options.signedRequests ?? defaults.SAML_SIGNED_REQUESTS;
  const encryptedResponses = options.encryptedResponses ?? defaults.SAML_ENCRYPTED_RESPONSES;
  const idpInitiated = options.idpInitiated ?? defaults.SAML_IDP_INITIATED;
  const resource = new cognito.UserPoolIdentityProviderSaml(scope, id, {
    userPool,
    name,
    metadata: requireMetadata(scope, options.metadata),
    requestSigningAlgorithm: signedRequests ? cognito.SigningAlgorithm.RSA_SHA256 : undefined,
    encryptedResponses,
    idpInitiated,
    idpSignout: options.idpSignout ?? defaults.SAML_IDP_SIGNOUT,
    attributeMapping: options.attributeMapping ?? SAML_CLAIMS,
    identifiers: domains.length > 0 ? domains : undefined,
  });
  return {
    providerName: name,
    resource,
    emailDomains: domains,
    startsAtProvider: idpInitiated,
    relaxations: samlRelaxations({ signedRequests, encryptedResponses, idpInitiated }),
  };
}
