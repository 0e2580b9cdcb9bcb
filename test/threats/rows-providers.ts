import { adding, changing, Mutation, setting } from './mutants';
import { row02, row46 } from './provider-checks';
import type { Threat } from './threat';

const PROVIDER = 'AWS::Cognito::UserPoolIdentityProvider';

const SAML = {
  ProviderName: 'Idp',
  ProviderType: 'SAML',
  AttributeMapping: { email: 'mail' },
  IdpIdentifiers: ['acme.example'],
};
const SAML_DETAILS = {
  MetadataURL: 'https://idp.example.com/metadata',
  RequestSigningAlgorithm: 'rsa-sha256',
  EncryptedResponses: true,
  IDPInit: false,
};
const OIDC = {
  ProviderName: 'Other',
  ProviderType: 'OIDC',
  AttributeMapping: { email: 'email', email_verified: 'email_verified' },
};
const OIDC_DETAILS = {
  client_secret: '{{resolve:secretsmanager:idp:SecretString:::}}',
  oidc_issuer: 'https://id.example.com',
  authorize_scopes: 'openid email',
};

const mapping = (change: (mapping: Record<string, string>) => void): Mutation =>
  changing(PROVIDER, ({ Properties }) => change(Properties.AttributeMapping));
const saml = (details: object, more: object = {}): Mutation =>
  adding('Saml', PROVIDER, { ...SAML, ...more, ProviderDetails: { ...SAML_DETAILS, ...details } });
const oidc = (details: object, more: object = {}): Mutation =>
  adding('Oidc', PROVIDER, { ...OIDC, ...more, ProviderDetails: { ...OIDC_DETAILS, ...details } });

/** One change after the other. */
const inTurn =
  (...mutations: Mutation[]): Mutation =>
  (template) =>
    mutations.reduce((changed, mutate) => mutate(changed), template);

/** Providers in which the check finds nothing, beside which a planted fault is the only one. */
export const SOUND_PROVIDERS: Readonly<Record<string, Mutation>> = { saml: saml({}), oidc: oidc({}) };

const CLIENT = 'AWS::Cognito::UserPoolClient';

/** A provider says to which tenant its users belong, and a client through which none but the provider can write it. */
export const tenantOf = (client: object, pool: object = { AllowAdminCreateUserOnly: true }): Mutation =>
  inTurn(
    setting('AWS::Cognito::UserPool', { AdminCreateUserConfig: pool }),
    adding('Idp', PROVIDER, { ...OIDC, AttributeMapping: { ...OIDC.AttributeMapping, 'custom:tenant': 'tenant' } }),
    adding('Portal', CLIENT, {
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: [OIDC.ProviderName],
      WriteAttributes: ['email', 'custom:tenant'],
      ...client,
    }),
  );

/** Threats by identity providers. */
export const THREATS_BY_PROVIDERS: readonly Threat[] = [
  {
    row: 2,
    title: 'What a provider says of a user, written by the user',
    secureDefault:
      'No custom attribute is mapped; where one is that authorizes, its clients have no flow of the SDK and no admin scope, and sign-up is closed',
    check: row02,
    alsoTestedBy: [
      'threats/row-46.test.ts (the same client without the fault)',
      'clients/authorization-mapping.test.ts',
      'providers/refusals.test.ts',
    ],
    mutants: {
      'a client with a flow of the SDK': tenantOf({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
      'a client whose flows are left to Cognito': tenantOf({ ExplicitAuthFlows: undefined }),
      'a client with the admin scope': tenantOf({ AllowedOAuthScopes: ['openid', 'aws.cognito.signin.user.admin'] }),
      'a client that leaves what it writes to Cognito': tenantOf({
        ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
        WriteAttributes: undefined,
      }),
      'another client, which does not offer the provider': inTurn(
        tenantOf({}),
        adding('Raw', CLIENT, { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'], WriteAttributes: ['custom:tenant'] }),
      ),
      'sign-up is open': tenantOf({}, { AllowAdminCreateUserOnly: false }),
    },
  },
  {
    row: 46,
    title: 'Careless SAML and OIDC providers',
    secureDefault:
      'Signed requests, encrypted assertions, sign-in begins at Cognito, https; a mapping that lists every attribute, and the word of the provider, no other claim, whether an address is verified; its subject is the user name',
    check: row46,
    alsoTestedBy: [
      'threats/row-46.test.ts (every kind of provider)',
      'providers/refusals.test.ts',
      'providers/mapping.test.ts',
      'providers/secrets.test.ts',
    ],
    mutants: {
      'a secret in plain text': changing(PROVIDER, ({ Properties }) => {
        Properties.ProviderDetails.client_secret = 'hunter2';
      }),
      'a mapping left out': setting(PROVIDER, { AttributeMapping: undefined }),
      'an empty mapping': setting(PROVIDER, { AttributeMapping: {} }),
      'an attribute that the pool does not have': mapping((map) => (map['custom:role'] = 'role')),
      'nobody asks whether the address is verified': mapping((map) => delete map.email_verified),
      'another claim says that the address is verified': mapping((map) => (map.email_verified = 'email')),
      'unsigned requests': saml({ RequestSigningAlgorithm: undefined }),
      'plain assertions': saml({ EncryptedResponses: false }),
      'assertions left to Cognito': saml({ EncryptedResponses: undefined }),
      'sign-in begins at the provider': saml({ IDPInit: true }),
      'metadata without TLS': saml({ MetadataURL: 'http://idp.example.com/metadata' }),
      'SAML says that the address is verified': saml(
        {},
        { AttributeMapping: { email: 'mail', email_verified: 'mail' } },
      ),
      'an issuer without TLS': oidc({ oidc_issuer: 'http://id.example.com' }),
      'keys without TLS': oidc({ jwks_uri: 'http://id.example.com/keys' }),
      'no ID token': oidc({ authorize_scopes: 'email profile' }),
      'an issuer of every tenant': oidc({ oidc_issuer: 'https://login.microsoftonline.com/common/v2.0' }),
      'an issuer of every personal account': oidc({
        oidc_issuer: 'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
      }),
      'an issuer of every tenant, with a port': oidc({
        oidc_issuer: 'https://login.microsoftonline.com:443//common/v2.0',
      }),
      'an issuer of every tenant, by its older name': oidc({ oidc_issuer: 'https://sts.windows.net/common' }),
      'text beside a reference': oidc({ client_secret: { 'Fn::Join': ['', ['hunter2', { Ref: 'AWS::Region' }]] } }),
      'a claim says whose account it is': oidc(
        {},
        { AttributeMapping: { ...OIDC.AttributeMapping, username: 'email' } },
      ),
      'two providers say to which tenant users belong': inTurn(
        changing('AWS::Cognito::UserPool', ({ Properties }) => {
          Properties.Schema = [...(Properties.Schema ?? []), { Name: 'tenant', AttributeDataType: 'String' }];
        }),
        saml({}, { AttributeMapping: { ...SAML.AttributeMapping, 'custom:tenant': 'tenant' } }),
        oidc({}, { AttributeMapping: { ...OIDC.AttributeMapping, 'custom:tenant': 'tenant' } }),
      ),
      'Entra ID says that the address is verified': oidc({ oidc_issuer: 'https://login.microsoftonline.com/t/v2.0' }),
      'an OIDC secret in plain text': oidc({ client_secret: 'hunter2' }),
      'a domain of two providers': inTurn(saml({}), oidc({}, { IdpIdentifiers: ['acme.example'] })),
    },
  },
];
