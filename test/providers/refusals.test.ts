import { CfnParameter, Lazy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import {
  AppClient,
  CognitoAuth,
  CognitoAuthProps,
  IdentityProvider,
  OidcOptions,
  SamlOptions,
  SpaClientOptions,
} from 'cdk-cognito-auth';
import { client, METADATA, metadataUrl, TENANT } from './kinds';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { findingsOf } from '../support/template';

const other = (name: string) => cognito.ProviderAttribute.other(name);
const oidc = (options: Partial<OidcOptions> = {}) =>
  IdentityProvider.oidc({ ...client, issuerUrl: 'https://id.example.com', ...options });
const saml = (options: Partial<SamlOptions> = {}) => IdentityProvider.saml({ metadata: metadataUrl(), ...options });
const file = (text: string) => saml({ metadata: cognito.UserPoolIdentityProviderSamlMetadata.file(text) });
const entra = (tenantId: string) => IdentityProvider.entraId({ ...client, tenantId });
const READ = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Reads' });
const token = Lazy.string({ produce: () => 'late' });

const adding =
  (provider: IdentityProvider, id = 'Idp', props?: CognitoAuthProps) =>
  () =>
    newAuth(props).addIdentityProvider(id, provider);

// prettier-ignore
test.each<[string, IdentityProvider, string]>([
  // names
  ['a name that is too short', oidc({ name: 'ab' }), "the provider would be named 'ab'. Cognito wants 3 to 32 characters without spaces and underscores: pass such a one as the option name."],
  ['a name that is too long', saml({ name: 'a'.repeat(33) }), `the provider would be named '${'a'.repeat(33)}'. Cognito wants`],
  ['a name with an underscore', saml({ name: 'My_Idp' }), "the provider would be named 'My_Idp'. Cognito wants"],
  ['a name with a space', oidc({ name: 'My Idp' }), "the provider would be named 'My Idp'. Cognito wants"],
  ['a name that is a token', saml({ name: token }), 'name is a token, and clients and triggers must know it at synth. Pass a plain string.'],
  ['a name of Cognito', oidc({ name: 'COGNITO' }), "the provider would be named 'COGNITO', which Cognito keeps for itself. Pass another as the option name."],
  ['the name of another kind', saml({ name: 'google' }), "the provider would be named 'google', which Cognito keeps for itself."],
  // addresses
  ['an issuer without https', oidc({ issuerUrl: 'http://id.example.com' }), "issuerUrl is 'http://id.example.com', and whoever listens on the way could speak for the provider. Use https."],
  ['an issuer without https, known in part', oidc({ issuerUrl: `http://${token}` }), "issuerUrl is 'http://${…}', and whoever listens on the way could speak for the provider. Use https."],
  ['an issuer with user info, known in part', oidc({ issuerUrl: `https://a@${token}` }), "issuerUrl is 'https://a@${…}', which has user info."],
  ['an issuer with a slash at its end, known in part', oidc({ issuerUrl: `https://${token}/` }), "issuerUrl is 'https://${…}/', and an issuer ends without a slash and has no query."],
  ['an issuer at another port, known in part', oidc({ issuerUrl: `https://${token}:8443` }), "issuerUrl is 'https://${…}:8443', and Cognito reaches no port but"],
  ['a host with a path, known in part', IdentityProvider.okta({ ...client, domain: `acme/${token}` }), "domain is 'acme/${…}', which is not the name of a host."],
  ['a host with user info, known in part', IdentityProvider.auth0({ ...client, domain: `a@${token}` }), "domain is 'a@${…}', which is not the name of a host."],
  ['an issuer that is no URL', oidc({ issuerUrl: 'id.example.com' }), "issuerUrl is 'id.example.com', which is not a URL. Pass one that begins with https://."],
  ['an issuer with blanks', oidc({ issuerUrl: 'https://id.example.com ' }), 'which is not a URL'],
  ['an issuer with a broken host', oidc({ issuerUrl: 'https://[::1' }), 'which is not a URL'],
  ['an issuer with a slash at its end', oidc({ issuerUrl: 'https://id.example.com/' }), "issuerUrl is 'https://id.example.com/', and an issuer ends without a slash and has no query. Leave them out."],
  ['an issuer with a query', oidc({ issuerUrl: 'https://id.example.com?a=b' }), 'an issuer ends without a slash and has no query'],
  ['an issuer with a fragment', oidc({ issuerUrl: 'https://id.example.com#a' }), 'which has a fragment. Leave it out.'],
  ['an issuer with user info', oidc({ issuerUrl: 'https://a@id.example.com' }), 'which has user info. Leave out what stands before the @.'],
  ['an issuer at another port', oidc({ issuerUrl: 'https://id.example.com:8443' }), 'and Cognito reaches no port but 443 and 80. Leave the port out.'],
  ...(['authorization', 'token', 'userInfo', 'jwksUri'] as const).map((name): [string, IdentityProvider, string] => {
    const url = 'https://id.example.com/x';
    const endpoints = { authorization: url, token: url, userInfo: url, jwksUri: url, [name]: 'http://id.example.com' };
    return [`an endpoint without https: ${name}`, oidc({ endpoints }), `endpoints.${name} is 'http://id.example.com', and whoever`];
  }),
  ['metadata without https', saml({ metadata: metadataUrl('http://idp.example.com') }), "metadata is 'http://idp.example.com', and whoever listens on the way could speak for the provider. Use https."],
  // files
  ['the path of a metadata file', file('metadata.xml'), 'metadata is a text without an EntityDescriptor. Pass the content of the file (readFileSync), or its address with url().'],
  ['metadata of a service provider', file('<EntityDescriptor><SPSSODescriptor/></EntityDescriptor>'), 'metadata is a text that describes no identity provider (IDPSSODescriptor). Ask the provider for its own metadata.'],
  ['metadata without a certificate', file(METADATA.replace(/X509Certificate/g, 'Other')), 'metadata is a text without a certificate, so that no assertion could be verified. Ask the provider for signed assertions.'],
  ['metadata whose only key encrypts', file(METADATA.replace(/(<ds:X509.*<\/ds:X509Certificate>)/, '<md:KeyDescriptor use="encryption">$1</md:KeyDescriptor>')), 'metadata is a text without a certificate, so that no assertion could be verified.'],
  ['metadata whose only certificate is that of the file', file(METADATA.replace(/(<md:IDP.*)\n(<ds:X509.*<\/ds:X509Certificate>)/, '<ds:Signature>$2</ds:Signature>$1')), 'metadata is a text without a certificate, so that no assertion could be verified.'],
  ['metadata whose only certificate is a comment', file(METADATA.replace(/(<ds:X509.*<\/ds:X509Certificate>)/, '<!-- $1 -->')), 'metadata is a text without a certificate, so that no assertion could be verified.'],
  ['metadata with an address without https', file(METADATA.replace('"https://idp.example.com/sso', '"http://idp.example.com/sso')), 'metadata is a text with an address that begins with http. Ask the provider for one with https.'],
  // scopes
  ['no scopes', IdentityProvider.google({ ...client, scopes: [] }), 'scopes is empty. Name at least one, or leave the option out.'],
  ['several scopes in one', IdentityProvider.facebook({ ...client, scopes: ['public_profile,email'] }), "scopes has 'public_profile,email', which is not one scope. Make each an entry of its own."],
  ['OIDC without openid', oidc({ scopes: ['email'] }), "scopes lacks 'openid', without which the provider sends no ID token. Add it, or leave the option out."],
  // presets
  ['a version that is none', IdentityProvider.facebook({ ...client, apiVersion: '21' }), "apiVersion is '21', which is no version of the Graph API. Pass one such as v21.0."],
  ...['common', 'organizations', 'consumers', 'acme.onmicrosoft.com', '9188040d-6c67-4c5b-b112-36a304b66dad'].map(
    (tenantId): [string, IdentityProvider, string] => [`a tenant that is not one: ${tenantId}`, entra(tenantId), `tenantId is '${tenantId}', which is not the id of one tenant. Pass the directory (tenant) id, such as 00000000-0000-0000-0000-000000000000.`],
  ),
  ...['common', 'organizations', 'consumers'].map((tenant): [string, IdentityProvider, string] => [
    `the tenants of everybody by their issuer: ${tenant}`,
    oidc({ issuerUrl: `https://login.microsoftonline.com/${tenant}/v2.0` }),
    `issuerUrl is 'https://login.microsoftonline.com/${tenant}/v2.0', through which the users of any tenant sign in, with any e-mail address. Name your tenant: IdentityProvider.entraId({ tenantId: … }).`,
  ]),
  ...[
    'https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0',
    'https://login.microsoftonline.com:443/common/v2.0',
    'https://login.microsoftonline.com//common/v2.0',
    'https://login.microsoftonline.com./common/v2.0',
    'https://login.microsoftonline.com/%63ommon/v2.0',
    'https://LOGIN.microsoftonline.com/Common/v2.0',
    'https://login.microsoftonline.com',
    'https://login.microsoft.com/consumers/v2.0',
    'https://sts.windows.net/common',
    'https://login.windows.net/common',
  ].map((issuerUrl): [string, IdentityProvider, string] => [
    `the tenants of everybody, written otherwise: ${issuerUrl}`,
    oidc({ issuerUrl }),
    `issuerUrl is '${issuerUrl}', through which the users of any tenant sign in, with any e-mail address. Name your tenant`,
  ]),
  ['a domain of Okta with a scheme', IdentityProvider.okta({ ...client, domain: 'https://acme.okta.com' }), "domain is 'https://acme.okta.com', which is not the name of a host. Pass one such as login.example.com, without https:// and path."],
  ['a domain of Auth0 with a path', IdentityProvider.auth0({ ...client, domain: 'acme.auth0.com/x' }), "domain is 'acme.auth0.com/x', which is not the name of a host."],
  ['a domain of Ping with a port', IdentityProvider.ping({ ...client, environmentId: TENANT, domain: 'auth.pingone.com:80' }), "domain is 'auth.pingone.com:80', which is not the name of a host."],
  ['an authorization server with a path', IdentityProvider.okta({ ...client, domain: 'acme.okta.com', authorizationServerId: '../x' }), "authorizationServerId is '../x', which is not an id. Pass what follows /oauth2/ in its issuer URL, such as default."],
  ['an environment that is none', IdentityProvider.ping({ ...client, environmentId: 'acme' }), "environmentId is 'acme', which is not the id of an environment. Pass one such as 00000000-0000-0000-0000-000000000000."],
  ['a server without https', IdentityProvider.keycloak({ ...client, baseUrl: 'http://id.example.com', realm: 'r' }), "baseUrl is 'http://id.example.com', and whoever"],
  ['a realm with a path', IdentityProvider.keycloak({ ...client, baseUrl: 'https://id.example.com', realm: 'a/b' }), "realm is 'a/b', which is not part of a URL as it is. Pass the name that follows /realms/ in the issuer."],
  ...['.', '..'].map((realm): [string, IdentityProvider, string] => [`a realm that climbs: ${realm}`, IdentityProvider.keycloak({ ...client, baseUrl: 'https://id.example.com', realm }), `realm is '${realm}', which is not part of a URL as it is.`]),
  ['the realm of administrators', IdentityProvider.keycloak({ ...client, baseUrl: 'https://id.example.com', realm: 'master' }), "realm is 'master', whose users administer the server. Keep the users of apps in a realm of their own."],
  // mappings
  ['an attribute that does not exist', saml({ attributeMapping: { custom: { 'custom:tenant': other('tenant') } } }), "attributeMapping names the attribute 'custom:tenant', which the user pool does not have. Declare it in customAttributes."],
  ['an address that vouches for itself', saml({ attributeMapping: { email: other('mail'), emailVerified: other('mail') } }), "attributeMapping takes email_verified from 'mail', which is the address and no word about it. Map the claim that says whether it is verified, or leave it out."],
  ['a custom attribute without its prefix', saml({ attributeMapping: { custom: { tenant: other('tenant') } } }), "attributeMapping names the attribute 'tenant', which the user pool does not have. Custom attributes have the prefix custom:."],
])('refuses %s', (_, provider, sentence) => {
  expect(adding(provider)).toThrow(expect.objectContaining({ message: expect.stringContaining(sentence) }));
  expect(adding(provider)).toThrow(/^Stack\/Auth\/Idp: /);
});

test('refuses an id that cannot be a name, where none is given', () => {
  expect(adding(oidc(), 'My_Idp')).toThrow("Stack/Auth/My_Idp: the provider would be named 'My_Idp'. Cognito wants");
});

test('what is not known at synth is left to Cognito', () => {
  const auth = newAuth();
  const text = new CfnParameter(auth, 'Text').valueAsString;
  const list = new CfnParameter(auth, 'List', { type: 'CommaDelimitedList' }).valueAsList;
  auth.addIdentityProvider('One', oidc({ issuerUrl: text, scopes: list }));
  auth.addIdentityProvider('Two', oidc({ scopes: [text] }));
  auth.addIdentityProvider('Three', saml({ metadata: metadataUrl(text) }));
  auth.addIdentityProvider('Four', file(text));
  auth.addIdentityProvider('Five', entra(text));
  auth.addIdentityProvider('Six', IdentityProvider.okta({ ...client, domain: text, authorizationServerId: text }));
  auth.addIdentityProvider('Seven', IdentityProvider.ping({ ...client, environmentId: text }));
  auth.addIdentityProvider('Eight', IdentityProvider.keycloak({ ...client, baseUrl: text, realm: text }));
  auth.addIdentityProvider('Nine', IdentityProvider.facebook({ ...client, apiVersion: text }));
});

describe('with the rest of the user pool', () => {
  const findings = (build: (auth: CognitoAuth) => void, props?: CognitoAuthProps) =>
    findingsOf((stack) => build(authIn(stack, props)));
  const tenant = { attributeMapping: { custom: { 'custom:tenant': other('tenant') } } };

  test('a mapped custom attribute must be mutable', () => {
    const customAttributes = { tenant: new cognito.StringAttribute({ mutable: false }) };
    expect(findings((auth) => auth.addIdentityProvider('Idp', saml(tenant)), { customAttributes })).toEqual([
      "Stack/Auth/Idp: the provider Idp maps 'custom:tenant', which cannot change once it is set. Make it mutable, or do not map it; every sign-in with it would fail.",
    ]);
  });

  test('what sign-up requires must be mapped', () => {
    const standardAttributes = { birthdate: { required: true } };
    expect(findings((auth) => auth.addIdentityProvider('Idp', oidc()), { standardAttributes })).toEqual([
      "Stack/Auth/Idp: the provider Idp does not map 'birthdate', which sign-up requires. Map it, or do not require it; every sign-in with it would fail.",
    ]);
  });

  test.each([
    ['one order', ['Okta', 'okta']],
    ['the other', ['okta', 'Okta']],
  ])('two names that differ in case only are refused, in %s', (_, names) => {
    const add = (auth: CognitoAuth) =>
      names.forEach((name) => auth.addIdentityProvider(name === 'Okta' ? 'First' : 'Second', saml({ name })));
    expect(findings(add)).toEqual([
      "Stack/Auth/Second: the name 'okta' differs from 'Okta' (Stack/Auth/First) in case only, so that their users could be taken for each other. Choose another.",
    ]);
  });

  test('sign-in that begins at the provider is refused beside other providers', () => {
    const build = (auth: CognitoAuth) => {
      auth.addClient('Spa', spa());
      auth.addIdentityProvider('Okta', saml({ idpInitiated: true }));
      auth.addIdentityProvider('Acme', oidc());
      auth.addIdentityProvider('Other', saml());
    };
    expect(findings(build)).toEqual([
      'Stack/Auth/Okta: idpInitiated is on, and Stack/Auth/Spa offers COGNITO, Acme beside it, which Cognito refuses. Turn it off, or let that client offer SAML providers alone (identityProviders, and poolUsers off).',
    ]);
  });

  test('and accepted by a client that offers SAML alone, beside one that does not offer it', () => {
    const build = (auth: CognitoAuth) => {
      const okta = auth.addIdentityProvider('Okta', saml({ idpInitiated: true }));
      const next = auth.addIdentityProvider('Next', saml());
      const acme = auth.addIdentityProvider('Acme', oidc());
      const callbackUrls = [CALLBACK];
      auth.addClient('Portal', AppClient.spa({ callbackUrls, identityProviders: [okta, next], poolUsers: false }));
      auth.addClient('Spa', AppClient.spa({ callbackUrls, identityProviders: [acme] }));
      auth.addResourceServer('Api', { identifier: 'api', scopes: [READ] });
      const scopes = [cognito.OAuthScope.custom('api/read')];
      auth.addClient('Machine', AppClient.machine({ scopes }));
    };
    expect(findings(build)).toEqual([]);
  });

  test('what authorizes can be mapped for a client through which users write nothing', () => {
    const props = {
      customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) },
      authorizationAttributes: ['custom:tenant'],
    };
    const attributeMapping = { email: other('mail'), ...tenant.attributeMapping };
    const portal = (options: Partial<SpaClientOptions>) =>
      AppClient.spa({
        callbackUrls: [CALLBACK],
        additionalWriteAttributes: new cognito.ClientAttributes().withCustomAttributes('tenant'),
        ...options,
      });
    const build = (options: Partial<SpaClientOptions>) => (auth: CognitoAuth) => {
      auth.addIdentityProvider('Okta', saml({ attributeMapping }));
      auth.addClient('Portal', portal(options));
    };
    expect(findings(build({ managedLoginOnly: true }), props)).toEqual([]);
    expect(findings(build({}), props)).toEqual([expect.stringContaining("maps 'custom:tenant'")]);
  });
});

describe('warns by name', () => {
  const warnings = (provider: IdentityProvider, props?: CognitoAuthProps) => {
    const stack = new Stack(undefined, 'Stack');
    authIn(stack, props).addIdentityProvider('Idp', provider);
    return Annotations.fromStack(stack)
      .findWarning('/Stack/Auth/Idp', Match.anyValue())
      .map(({ entry }) => String(entry.data));
  };
  const tenant = { attributeMapping: { custom: { 'custom:tenant': other('tenant') } } };
  const customAttributes = { tenant: new cognito.StringAttribute({ mutable: true }) };

  test('of nothing by default', () => expect([...warnings(saml()), ...warnings(oidc())]).toEqual([]));

  test.each<[string, IdentityProvider, string]>([
    ['unsignedSamlRequests', saml({ signedRequests: false }), 'cannot tell requests of Cognito from those of others'],
    ['unencryptedAssertions', saml({ encryptedResponses: false }), 'can be read in the browser'],
    ['idpInitiatedSignIn', saml({ idpInitiated: true }), 'accepts assertions that it did not ask for'],
    ['mappedCustomAttribute', saml(tenant), 'attributeMapping has custom:tenant, which clients must be able to write'],
  ])('%s', (id, provider, sentence) => {
    const found = warnings(provider, { customAttributes });
    expect(found).toEqual([expect.stringContaining(`[ack: cdk-cognito-auth:${id}]`)]);
    expect(found[0]).toContain(sentence);
  });

  test('not of a mapped attribute that is known to authorize, for which clients answer', () => {
    expect(warnings(saml(tenant), { customAttributes, authorizationAttributes: ['custom:tenant'] })).toEqual([]);
  });
});

test.each([
  ['an issuer', oidc({ issuerUrl: token })],
  ['an issuer with a path', oidc({ issuerUrl: `${token}/v2.0` })],
  ['the host of an issuer', oidc({ issuerUrl: `https://${token}/v2.0` })],
  ['the port of an issuer', oidc({ issuerUrl: `https://id.example.com:${token}/v2.0` })],
  ['a host', IdentityProvider.auth0({ ...client, domain: token })],
  ['the end of a host', IdentityProvider.auth0({ ...client, domain: `acme-${token}` })],
  ['the beginning of a host', IdentityProvider.auth0({ ...client, domain: `${token}.auth0.com` })],
])('accepts what is known at deployment: %s', (_, provider) => expect(adding(provider)).not.toThrow());
