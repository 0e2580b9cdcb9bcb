import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IdentityProvider } from 'cdk-cognito-auth';
import { addAll, client, Kind, KINDS, METADATA, metadataUrl, PROVIDER, TENANT } from './kinds';
import { authIn, newAuth, spa } from '../support/auth';
import { allOf, propertiesOf, synth } from '../support/template';

const propertiesWith = (provider: IdentityProvider) =>
  propertiesOf(
    synth((stack) => void authIn(stack).addIdentityProvider('Idp', provider)),
    PROVIDER,
  );

const detailsWith = (provider: IdentityProvider) => propertiesWith(provider).ProviderDetails;

describe.each(KINDS.map((kind): [string, Kind] => [kind.kind, kind]))('%s', (_, { provider, expected }) => {
  test('needs no more than what it cannot know, and says all the rest', () => {
    const { UserPoolId, ...properties } = propertiesWith(provider);
    expect(UserPoolId).toHaveProperty('Ref');
    expect(properties).toEqual(expected);
  });

  test('is known by a plain string, so that triggers can carry it', () => {
    const created = newAuth().addIdentityProvider('Idp', provider);
    expect(created.providerName).toBe(expected.ProviderName);
  });

  test('gives the same template whether it is added before a client or after, which can write all it maps', () => {
    const [before, after] = [true, false].map((first) =>
      synth((stack) => {
        const auth = authIn(stack);
        if (first) auth.addIdentityProvider('Idp', provider);
        auth.addClient('Spa', spa());
        if (!first) auth.addIdentityProvider('Idp', provider);
      }),
    );
    expect(after).toEqual(before);
    const [[resource]] = allOf(before, PROVIDER);
    const [[, { Properties, DependsOn }]] = allOf(before, 'AWS::Cognito::UserPoolClient');
    expect(Properties.SupportedIdentityProviders).toEqual(['COGNITO', expected.ProviderName]);
    expect(DependsOn).toEqual([resource]);
  });
});

describe('secrets', () => {
  const withSecret: [string, string, (secret: SecretValue) => IdentityProvider][] = [
    ['google', 'clientSecret', (clientSecret) => IdentityProvider.google({ ...client, clientSecret })],
    ['facebook', 'clientSecret', (clientSecret) => IdentityProvider.facebook({ ...client, clientSecret })],
    [
      'apple',
      'privateKey',
      (privateKey) => IdentityProvider.apple({ clientId: 'id', teamId: 'TEAM', keyId: 'KEY', privateKey }),
    ],
    [
      'loginWithAmazon',
      'clientSecret',
      (clientSecret) => IdentityProvider.loginWithAmazon({ ...client, clientSecret }),
    ],
    [
      'oidc',
      'clientSecret',
      (clientSecret) => IdentityProvider.oidc({ ...client, clientSecret, issuerUrl: 'https://id.example.com' }),
    ],
    [
      'entraId',
      'clientSecret',
      (clientSecret) => IdentityProvider.entraId({ ...client, clientSecret, tenantId: TENANT }),
    ],
    [
      'okta',
      'clientSecret',
      (clientSecret) => IdentityProvider.okta({ ...client, clientSecret, domain: 'acme.okta.com' }),
    ],
    [
      'auth0',
      'clientSecret',
      (clientSecret) => IdentityProvider.auth0({ ...client, clientSecret, domain: 'a.auth0.com' }),
    ],
    [
      'ping',
      'clientSecret',
      (clientSecret) => IdentityProvider.ping({ ...client, clientSecret, environmentId: TENANT }),
    ],
    [
      'keycloak',
      'clientSecret',
      (clientSecret) =>
        IdentityProvider.keycloak({ ...client, clientSecret, baseUrl: 'https://id.example.com', realm: 'r' }),
    ],
    ['linkedIn', 'clientSecret', (clientSecret) => IdentityProvider.linkedIn({ ...client, clientSecret })],
  ];

  test('every kind that has one is in this table', () => {
    const kinds = KINDS.filter(({ expected }) => JSON.stringify(expected).includes('{{resolve:'));
    expect(withSecret.map(([kind]) => kind)).toEqual(kinds.map(({ kind }) => kind));
  });

  test.each(withSecret)('of %s are refused in plain text (%s)', (_, option, kind) => {
    const add = () => newAuth().addIdentityProvider('Idp', kind(SecretValue.unsafePlainText('hunter2')));
    expect(add).toThrow(
      `Stack/Auth/Idp: ${option} is plain text, which would stand in the template. Store it, and pass SecretValue.secretsManager('NAME').`,
    );
  });

  test.each(withSecret)('of %s are refused in Parameter Store (%s)', (_, option, kind) => {
    const add = () => newAuth().addIdentityProvider('Idp', kind(SecretValue.ssmSecure('name')));
    expect(add).toThrow(
      `Stack/Auth/Idp: ${option} is in Parameter Store, from which CloudFormation reads no secret of an identity provider. Store it, and pass SecretValue.secretsManager('NAME').`,
    );
  });

  test('behind a token that resolves to plain text are refused, too', () => {
    const plain = SecretValue.unsafePlainText('hunter2');
    const hidden = new SecretValue({ resolve: () => 'hunter2', creationStack: [] } as never);
    expect(plain.unsafeUnwrap()).toBe('hunter2');
    const add = () =>
      newAuth().addIdentityProvider('Idp', IdentityProvider.linkedIn({ ...client, clientSecret: hidden }));
    expect(add).toThrow(/clientSecret is plain text/);
  });
});

describe('options', () => {
  test('of facebook: the version of the Graph API', () => {
    expect(detailsWith(IdentityProvider.facebook({ ...client, apiVersion: 'v21.0' })).api_version).toBe('v21.0');
  });

  test('of okta: a custom authorization server', () => {
    const provider = IdentityProvider.okta({ ...client, domain: 'acme.okta.com', authorizationServerId: 'default' });
    expect(detailsWith(provider).oidc_issuer).toBe('https://acme.okta.com/oauth2/default');
  });

  test('of ping: the domain of a region', () => {
    const provider = IdentityProvider.ping({ ...client, environmentId: TENANT, domain: 'auth.pingone.eu' });
    expect(detailsWith(provider).oidc_issuer).toBe(`https://auth.pingone.eu/${TENANT}/as`);
  });

  test('of keycloak: a path below which it serves', () => {
    const provider = IdentityProvider.keycloak({ ...client, baseUrl: 'https://id.example.com/auth', realm: 'notes' });
    expect(detailsWith(provider).oidc_issuer).toBe('https://id.example.com/auth/realms/notes');
  });

  test('of entraId: the tenant in whichever case', () => {
    const provider = IdentityProvider.entraId({ ...client, tenantId: 'AAAAAAAA-2222-3333-4444-555555555555' });
    expect(detailsWith(provider).oidc_issuer).toBe(
      'https://login.microsoftonline.com/aaaaaaaa-2222-3333-4444-555555555555/v2.0',
    );
  });

  test('of oidc: endpoints of a provider without discovery, and how to ask for attributes', () => {
    const provider = IdentityProvider.oidc({
      ...client,
      issuerUrl: 'https://id.example.com',
      endpoints: {
        authorization: 'https://id.example.com/authorize',
        token: 'https://id.example.com/token',
        userInfo: 'https://api.example.com/me',
        jwksUri: 'https://id.example.com/keys',
      },
      attributeRequestMethod: cognito.OidcAttributeRequestMethod.POST,
    });
    expect(detailsWith(provider)).toMatchObject({
      authorize_url: 'https://id.example.com/authorize',
      token_url: 'https://id.example.com/token',
      attributes_url: 'https://api.example.com/me',
      jwks_uri: 'https://id.example.com/keys',
      attributes_request_method: 'POST',
    });
  });

  test('of saml: metadata from a file, and sign-out at the provider', () => {
    const metadata = cognito.UserPoolIdentityProviderSamlMetadata.file(METADATA);
    const details = detailsWith(IdentityProvider.saml({ metadata, idpSignout: true }));
    expect(details).toMatchObject({ MetadataFile: METADATA, IDPSignout: true });
    expect(details).not.toHaveProperty('MetadataURL');
  });

  test.each([
    ['oidc', IdentityProvider.oidc({ ...client, name: 'Acme-AG', issuerUrl: 'https://id.example.com' })],
    ['saml', IdentityProvider.saml({ name: 'Acme-AG', metadata: metadataUrl() })],
    ['entraId', IdentityProvider.entraId({ ...client, name: 'Acme-AG', tenantId: TENANT })],
  ])('of %s: a name of its own', (_, provider) => {
    expect(propertiesWith(provider).ProviderName).toBe('Acme-AG');
  });

  const mine = { email: cognito.ProviderAttribute.other('mail') };
  test.each([
    ['facebook', IdentityProvider.facebook({ ...client, scopes: ['email'], attributeMapping: mine }), 'email'],
    ['loginWithAmazon', IdentityProvider.loginWithAmazon({ ...client, scopes: ['profile:user_id'], attributeMapping: mine }), 'profile:user_id'], // prettier-ignore
    ['oidc', IdentityProvider.oidc({ ...client, issuerUrl: 'https://id.example.com', scopes: ['openid'], attributeMapping: mine }), 'openid'], // prettier-ignore
    ['entraId', IdentityProvider.entraId({ ...client, tenantId: TENANT, scopes: ['openid'], attributeMapping: mine }), 'openid'], // prettier-ignore
    ['linkedIn', IdentityProvider.linkedIn({ ...client, scopes: ['openid'], attributeMapping: mine }), 'openid'],
  ])('of %s: scopes and mapping can be chosen', (_, provider, scopes) => {
    const { ProviderDetails, AttributeMapping } = propertiesWith(provider);
    expect(ProviderDetails.authorize_scopes).toBe(scopes);
    expect(AttributeMapping).toEqual({ email: 'mail' });
  });

  test('of apple: scopes and mapping can be chosen', () => {
    const { ProviderDetails, AttributeMapping } = propertiesWith(
      IdentityProvider.apple({
        clientId: 'id',
        teamId: 'TEAM',
        keyId: 'KEY',
        privateKey: client.clientSecret,
        scopes: ['email'],
        attributeMapping: mine,
      }),
    );
    expect(ProviderDetails.authorize_scopes).toBe('email');
    expect(AttributeMapping).toEqual({ email: 'mail' });
  });
});

describe('all kinds in one user pool', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    addAll(auth);
    auth.addClient('Spa', spa());
  });

  test('stand beside each other, and every client offers each', () => {
    expect(allOf(template, PROVIDER)).toHaveLength(KINDS.length);
    const { SupportedIdentityProviders } = propertiesOf(template, 'AWS::Cognito::UserPoolClient');
    expect(SupportedIdentityProviders).toHaveLength(KINDS.length + 1);
  });
});
