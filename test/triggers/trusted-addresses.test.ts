import { App, SecretValue, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, FederatedTrust, IdentityProvider, PreSignUp } from 'cdk-cognito-auth';
import { authIn, google, newAuth } from '../support/auth';
import { templateOf } from '../support/template';
import { stepsOf, withTriggers } from '../support/triggers';

const client = { clientId: 'id', clientSecret: SecretValue.secretsManager('idp') };
const tenantId = '11111111-2222-3333-4444-555555555555';
const metadata = cognito.UserPoolIdentityProviderSamlMetadata.url('https://idp.acme.example/metadata');
const saml = (name?: string) => IdentityProvider.saml({ metadata, name });
const guard = (trust?: FederatedTrust[]) =>
  PreSignUp.allowEmailDomains({ domains: ['acme.example', 'example.com'], trust });

test('allowEmailDomains carries whom it believes about which domains, sorted', () => {
  const template = withTriggers((auth) => {
    const [acme, ours] = [auth.addIdentityProvider('Saml', saml('Acme')), auth.addIdentityProvider('Google', google())];
    const trust = [FederatedTrust.verifiedEmail(ours), FederatedTrust.domains(acme, ['Acme.example'])];
    auth.addTrigger(guard(trust));
  });
  expect(stepsOf(template, 'PreSignUp')[0].config.trust).toEqual([
    { provider: 'Acme', domains: ['acme.example'] },
    { provider: 'Google' },
  ]);
});

describe('allowEmailDomains refuses to believe', () => {
  test.each<[string, (auth: CognitoAuth) => FederatedTrust[], string]>([
    ['what a provider verified that verifies nothing', (auth) => [FederatedTrust.verifiedEmail(auth.addIdentityProvider('Acme', saml()))], 'believes Acme what it verified, and the provider does not map email_verified. Map it, or use FederatedTrust.domains().'],
    ['a provider about no domains', (auth) => [FederatedTrust.domains(auth.addIdentityProvider('Acme', saml()), [])], 'trusts Acme for no domains. Pass at least one.'],
    ['a provider about what is no domain', (auth) => [FederatedTrust.domains(auth.addIdentityProvider('Acme', saml()), ['*.acme.example'])], "has '*.acme.example', which is not a domain. Pass a name such as example.com, without @ and wildcards."],
    ['a provider for two reasons', (auth) => { const one = auth.addIdentityProvider('Acme', saml()); return [FederatedTrust.domains(one, ['acme.example']), FederatedTrust.domains(one, ['example.com'])]; }, 'names Acme twice. Say once why it is believed.'],
    ['a provider of another user pool', (auth) => [FederatedTrust.domains(new CognitoAuth(Stack.of(auth), 'Other').addIdentityProvider('Acme', saml()), ['acme.example'])], 'names Stack/Other/Acme, an identity provider of another user pool. Pass one of this pool.'],
  ])('%s', (_, trust, sentence) => {
    const auth = newAuth();
    expect(() => auth.addTrigger(guard(trust(auth)))).toThrow(new Error(`Stack/Auth: PreSignUp.allowEmailDomains ${sentence}`));
  }); // prettier-ignore
});

describe('a provider whose users are refused one and all', () => {
  const REFUSED = Match.stringLikeRegexp('cdk-cognito-auth:refusedProvider');
  const annotationsOf = (build: (auth: CognitoAuth) => void) => {
    const stack = new Stack(new App(), 'Stack');
    build(authIn(stack, { selfSignUpEnabled: true }));
    templateOf(stack);
    return Annotations.fromStack(stack);
  };

  test.each([
    ['SAML', saml()],
    ['Entra ID', IdentityProvider.entraId({ ...client, tenantId })],
    ['Facebook', IdentityProvider.facebook({ clientId: '123456789012345', clientSecret: client.clientSecret })],
  ])('is named in a warning, also when it is added after the guard: %s', (_, provider) => {
    let name = '';
    const annotations = annotationsOf((auth) => {
      auth.addTrigger(guard());
      name = auth.addIdentityProvider('Idp', provider).providerName;
    });
    annotations.hasWarning(
      '/Stack/Auth/Idp',
      `PreSignUp.allowEmailDomains refuses every user of ${name}, which says of no address that it is verified. Pass trust: [FederatedTrust.domains(provider, [...])] to it if ${name} owns the addresses of some domains, or acknowledge the warning. [ack: cdk-cognito-auth:refusedProvider]`,
    );
  });

  test('is told apart from one that is trusted, and one that verifies addresses', () => {
    const annotations = annotationsOf((auth) => {
      const acme = auth.addIdentityProvider('Acme', saml());
      auth.addIdentityProvider('Globex', saml());
      auth.addIdentityProvider('Google', google());
      auth.addTrigger(guard([FederatedTrust.domains(acme, ['acme.example'])]));
    });
    annotations.hasWarning('/Stack/Auth/Globex', REFUSED);
    annotations.hasNoWarning('/Stack/Auth/Acme', REFUSED);
    annotations.hasNoWarning('/Stack/Auth/Google', REFUSED);
  });

  test('is none without the guard, and the warning of the open door names the option', () => {
    const annotations = annotationsOf((auth) => void auth.addIdentityProvider('Acme', saml()));
    annotations.hasNoWarning('*', REFUSED);
    annotations.hasWarning(
      '/Stack/Auth',
      'anybody with an account at an identity provider of the pool can sign up, whatever selfSignUpEnabled says. Add a guard such as PreSignUp.allowEmailDomains(), with trust for providers that verify no address, or acknowledge the warning. [ack: cdk-cognito-auth:openFederatedSignUp]',
    );
  });
});
