import { Lazy } from 'aws-cdk-lib';
import { CognitoAuth, IdentityProvider } from 'cdk-cognito-auth';
import * as fc from 'fast-check';
import { client, metadataUrl, PROVIDER, TENANT } from './kinds';
import { isDomain } from '../../src/contract/email';
import { authIn, newAuth } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';

const saml = (...emailDomains: string[]) => IdentityProvider.saml({ metadata: metadataUrl(), emailDomains });
const adding = (provider: IdentityProvider) => () => newAuth().addIdentityProvider('Idp', provider);
const identifiersOf = (provider: IdentityProvider) =>
  propertiesOf(
    synth((stack) => void authIn(stack).addIdentityProvider('Idp', provider)),
    PROVIDER,
  ).IdpIdentifiers;

test.each([
  ['saml', IdentityProvider.saml],
  ['oidc', IdentityProvider.oidc],
  ['entraId', IdentityProvider.entraId],
  ['okta', IdentityProvider.okta],
  ['auth0', IdentityProvider.auth0],
  ['ping', IdentityProvider.ping],
  ['keycloak', IdentityProvider.keycloak],
  ['linkedIn', IdentityProvider.linkedIn],
])('%s leads the users of a domain to the provider', (_, kind) => {
  const options = {
    ...client,
    metadata: metadataUrl(),
    issuerUrl: 'https://id.example.com',
    tenantId: TENANT,
    environmentId: TENANT,
    domain: 'acme.example.com',
    baseUrl: 'https://id.example.com',
    realm: 'notes',
    emailDomains: ['acme.example'],
  };
  // the domain of PingOne is another option of the same name
  expect(identifiersOf((kind as (all: typeof options) => IdentityProvider)(options))).toEqual(['acme.example']);
});

test('the same set gives the same identifiers: sorted, in lower case, without doubles', () => {
  expect(identifiersOf(saml('b.example', 'A.example', 'a.example'))).toEqual(['a.example', 'b.example']);
});

test('without domains there are no identifiers', () => expect(identifiersOf(saml())).toBeUndefined());

test.each([
  ['an address', 'jo@acme.example'],
  ['a wildcard', '*.acme.example'],
  ['one label', 'localhost'],
  ['a blank', 'acme.example '],
  ['a host by number', '10.0.0.1'],
  ['nothing', ''],
])('refuses %s', (_, domain) => {
  expect(adding(saml(domain))).toThrow(
    `Stack/Auth/Idp: emailDomains has '${domain}', which is not a domain. Pass a name such as example.com, without @ and wildcards.`,
  );
});

test('refuses a domain longer than an identifier', () => {
  const domain = `${'a'.repeat(33)}.example`;
  expect(adding(saml(domain.slice(1)))).not.toThrow();
  expect(adding(saml(domain))).toThrow(
    `Stack/Auth/Idp: emailDomains has '${domain}' with 41 characters. Cognito allows 40 in an identifier: leave it out, and name the provider in the request (identity_provider).`,
  );
});

test('refuses more domains than identifiers', () => {
  const domains = Array.from({ length: 51 }, (_, index) => `d${index}.example`);
  expect(adding(saml(...domains.slice(1)))).not.toThrow();
  expect(adding(saml(...domains))).toThrow(
    'Stack/Auth/Idp: emailDomains has 51 domains. Cognito allows 50 identifiers of a provider: use fewer.',
  );
});

test('refuses a domain that is not known at synth', () => {
  expect(adding(saml(Lazy.string({ produce: () => 'acme.example' })))).toThrow(
    'Stack/Auth/Idp: emailDomains has a token, and each domain must be known at synth to belong to one provider. Pass plain strings.',
  );
});

test.each([
  ['one order', ['Acme', 'Other']],
  ['the other', ['Other', 'Acme']],
])('refuses a domain that leads to two providers, added in %s, and names both', (_, ids) => {
  const build = (auth: CognitoAuth) =>
    ids.forEach((id) => auth.addIdentityProvider(id, saml('acme.example', `${id}.example`)));
  expect(findingsOf((stack) => build(authIn(stack)))).toEqual([
    "Stack/Auth/Other: emailDomains has 'acme.example', which leads to Stack/Auth/Acme already. A domain belongs to one provider: leave it out of one of the two.",
  ]);
});

test('two user pools may share a domain', () => {
  const build = (auth: CognitoAuth) => void auth.addIdentityProvider('Idp', saml('acme.example'));
  const findings = findingsOf((stack) => {
    build(new CognitoAuth(stack, 'One'));
    build(new CognitoAuth(stack, 'Two'));
  });
  expect(findings).toEqual([]);
});

test('means by a domain what the guard of sign-up means by it', () => {
  const label = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
  const text = fc.oneof(
    fc.array(label, { maxLength: 4 }).map((labels) => labels.join('.')),
    fc.string({ maxLength: 12 }),
  );
  fc.assert(
    fc.property(text, (domain) => {
      const accepted = (() => {
        try {
          adding(saml(domain))();
          return true;
        } catch {
          return false;
        }
      })();
      expect(accepted).toBe(isDomain(domain.toLowerCase()));
    }),
    { numRuns: 60 },
  );
});
