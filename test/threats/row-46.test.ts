import { IdentityProvider, SamlOptions } from 'cdk-cognito-auth';
import { changing, Mutation } from './mutants';
import { prove } from './prove';
import { row02, row46 } from './provider-checks';
import { SOUND_PROVIDERS, tenantOf } from './rows-providers';
import { addAll, metadataUrl, PROVIDER } from '../providers/kinds';
import { authIn, notesTemplate, spa } from '../support/auth';
import { synth } from '../support/template';

const every = synth((stack) => {
  const auth = authIn(stack);
  addAll(auth);
  auth.addClient('Spa', spa());
});

/** The same fault in the providers of one type. */
const inType = (type: string, change: (details: any, mapping: any) => void): Mutation =>
  changing(PROVIDER, ({ Properties }) => {
    if (Properties.ProviderType === type) change(Properties.ProviderDetails, Properties.AttributeMapping);
  });

prove('threat 46, every kind of provider', row46, [
  {
    name: 'a user pool with all kinds',
    template: every,
    mutants: {
      ...Object.fromEntries(
        ['Google', 'Facebook', 'LoginWithAmazon', 'OIDC'].map((type) => [
          `the secret of ${type} in plain text`,
          inType(type, (details) => (details.client_secret = 'hunter2')),
        ]),
      ),
      'the key of Apple in plain text': inType('SignInWithApple', (details) => (details.private_key = 'hunter2')),
      ...Object.fromEntries(
        ['Google', 'SignInWithApple', 'OIDC'].map((type) => [
          `${type} is not asked whether the address is verified`,
          inType(type, (_, mapping) => delete mapping.email_verified),
        ]),
      ),
      ...Object.fromEntries(
        ['Facebook', 'LoginWithAmazon', 'SAML'].map((type) => [
          `${type} is said to verify addresses`,
          inType(type, (_, mapping) => (mapping.email_verified = 'email')),
        ]),
      ),
      'SAML without signatures': inType('SAML', (details) => delete details.RequestSigningAlgorithm),
      'SAML without encryption': inType('SAML', (details) => (details.EncryptedResponses = false)),
      'OIDC without TLS': inType('OIDC', (details) => (details.oidc_issuer = 'http://id.example.com')),
    },
  },
  ...Object.entries(SOUND_PROVIDERS).map(([name, add]) => ({ name, template: add(notesTemplate()) })),
]);

test.each<[string, Partial<SamlOptions>]>([
  ['unsigned requests', { signedRequests: false }],
  ['plain assertions', { encryptedResponses: false }],
  ['sign-in that begins at the provider', { idpInitiated: true }],
])('the option for %s is what the check finds', (_, options) => {
  const template = synth((stack) => {
    authIn(stack).addIdentityProvider('Idp', IdentityProvider.saml({ metadata: metadataUrl(), ...options }));
  });
  expect(row46(template)).toHaveLength(1);
});

test.each([
  ['the portal of a provider', tenantOf({})],
  ['a client that does not write it, with sign-up', tenantOf({ WriteAttributes: ['email'] }, {})],
  [
    'a client that neither offers the provider nor writes, with sign-up',
    tenantOf({ SupportedIdentityProviders: [], WriteAttributes: ['email'] }, {}),
  ],
])('threat 2 does not stand in the way of %s', (_, add) => {
  expect(row02(add(notesTemplate()))).toEqual([]);
});
