import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, IdentityProvider } from 'cdk-cognito-auth';

export const PROVIDER = 'AWS::Cognito::UserPoolIdentityProvider';
export const SECRET = '{{resolve:secretsmanager:idp:SecretString:::}}';
export const TENANT = '11111111-2222-3333-4444-555555555555';

export const client = { clientId: 'client-id', clientSecret: SecretValue.secretsManager('idp') };

export const metadataUrl = (url = 'https://idp.example.com/metadata') =>
  cognito.UserPoolIdentityProviderSamlMetadata.url(url);

export const METADATA = `<md:EntityDescriptor entityID="https://idp.example.com"><md:IDPSSODescriptor>
<ds:X509Certificate>MIIC</ds:X509Certificate>
<md:SingleSignOnService Location="https://idp.example.com/sso"/></md:IDPSSODescriptor></md:EntityDescriptor>`;

const PROFILE = { email: 'email', given_name: 'given_name', family_name: 'family_name' };
const VERIFIED_PROFILE = { ...PROFILE, email_verified: 'email_verified' };
const SOAP = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';

const oidcDetails = (issuer: string) => ({
  client_id: 'client-id',
  client_secret: SECRET,
  authorize_scopes: 'openid email profile',
  attributes_request_method: 'GET',
  oidc_issuer: issuer,
});

export interface Kind {
  readonly kind: string;
  readonly provider: IdentityProvider;
  /** All properties of the resource but the user pool. */
  readonly expected: Record<string, unknown>;
}

const oidc = (kind: string, provider: IdentityProvider, issuer: string, mapping: object = VERIFIED_PROFILE): Kind => ({
  kind,
  provider,
  expected: {
    ProviderName: 'Idp',
    ProviderType: 'OIDC',
    ProviderDetails: oidcDetails(issuer),
    AttributeMapping: mapping,
  },
});

/** Every kind of provider with no more than it must be told; those that have a name are added as `Idp`. */
export const KINDS: Kind[] = [
  {
    kind: 'google',
    provider: IdentityProvider.google(client),
    expected: {
      ProviderName: 'Google',
      ProviderType: 'Google',
      ProviderDetails: { client_id: 'client-id', client_secret: SECRET, authorize_scopes: 'openid email profile' },
      AttributeMapping: { ...VERIFIED_PROFILE, picture: 'picture' },
    },
  },
  {
    kind: 'facebook',
    provider: IdentityProvider.facebook(client),
    expected: {
      ProviderName: 'Facebook',
      ProviderType: 'Facebook',
      ProviderDetails: { client_id: 'client-id', client_secret: SECRET, authorize_scopes: 'public_profile,email' },
      AttributeMapping: { email: 'email', given_name: 'first_name', family_name: 'last_name' },
    },
  },
  {
    kind: 'apple',
    provider: IdentityProvider.apple({
      clientId: 'com.example.notes',
      teamId: 'TEAM',
      keyId: 'KEY',
      privateKey: SecretValue.secretsManager('idp'),
    }),
    expected: {
      ProviderName: 'SignInWithApple',
      ProviderType: 'SignInWithApple',
      ProviderDetails: {
        client_id: 'com.example.notes',
        team_id: 'TEAM',
        key_id: 'KEY',
        private_key: SECRET,
        authorize_scopes: 'email name',
      },
      AttributeMapping: {
        email: 'email',
        email_verified: 'email_verified',
        given_name: 'firstName',
        family_name: 'lastName',
      },
    },
  },
  {
    kind: 'loginWithAmazon',
    provider: IdentityProvider.loginWithAmazon(client),
    expected: {
      ProviderName: 'LoginWithAmazon',
      ProviderType: 'LoginWithAmazon',
      ProviderDetails: { client_id: 'client-id', client_secret: SECRET, authorize_scopes: 'profile' },
      AttributeMapping: { email: 'email', name: 'name' },
    },
  },
  oidc('oidc', IdentityProvider.oidc({ ...client, issuerUrl: 'https://id.example.com' }), 'https://id.example.com'),
  {
    kind: 'saml',
    provider: IdentityProvider.saml({ metadata: metadataUrl() }),
    expected: {
      ProviderName: 'Idp',
      ProviderType: 'SAML',
      ProviderDetails: {
        MetadataURL: 'https://idp.example.com/metadata',
        RequestSigningAlgorithm: 'rsa-sha256',
        EncryptedResponses: true,
        IDPInit: false,
        IDPSignout: false,
      },
      AttributeMapping: {
        email: `${SOAP}/emailaddress`,
        given_name: `${SOAP}/givenname`,
        family_name: `${SOAP}/surname`,
      },
    },
  },
  oidc(
    'entraId',
    IdentityProvider.entraId({ ...client, tenantId: TENANT }),
    `https://login.microsoftonline.com/${TENANT}/v2.0`,
    PROFILE,
  ),
  oidc('okta', IdentityProvider.okta({ ...client, domain: 'acme.okta.com' }), 'https://acme.okta.com'),
  oidc('auth0', IdentityProvider.auth0({ ...client, domain: 'acme.eu.auth0.com' }), 'https://acme.eu.auth0.com'),
  oidc('ping', IdentityProvider.ping({ ...client, environmentId: TENANT }), `https://auth.pingone.com/${TENANT}/as`),
  oidc(
    'keycloak',
    IdentityProvider.keycloak({ ...client, baseUrl: 'https://id.example.com', realm: 'notes' }),
    'https://id.example.com/realms/notes',
  ),
  oidc('linkedIn', IdentityProvider.linkedIn(client), 'https://www.linkedin.com/oauth'),
];

/** All of them in one user pool, each under the name of its kind. */
export function addAll(auth: CognitoAuth): void {
  KINDS.forEach(({ kind, provider }) => auth.addIdentityProvider(`My-${kind}`, provider));
}
