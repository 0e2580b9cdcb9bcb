import { App, SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, FederatedTrust, IdentityProvider, PreSignUp } from 'cdk-cognito-auth';
import { authIn, google, newAuth } from '../support/auth';
import { findCycle } from '../support/cycles';
import { allOf, findingsOf, named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const oidc = (attributeMapping: cognito.AttributeMapping = { email: cognito.ProviderAttribute.other('email') }) =>
  IdentityProvider.oidc({
    name: 'Okta',
    issuerUrl: 'https://okta.example.com',
    clientId: 'id',
    clientSecret: SecretValue.secretsManager('okta'),
    attributeMapping,
  });
const linking = (auth: CognitoAuth) => {
  const [one, two] = [auth.addIdentityProvider('Okta', oidc()), auth.addIdentityProvider('Google', google())];
  const trust = [FederatedTrust.domains(one, ['B.example', 'a.example']), FederatedTrust.verifiedEmail(two)];
  auth.addTrigger(PreSignUp.linkAccounts({ trust }));
};

describe('linkAccounts', () => {
  const template = withTriggers(linking);

  test('carries whom it believes, sorted, after all guards', () => {
    expect(stepsOf(template, 'PreSignUp')).toEqual([
      {
        step: 'linkAccounts',
        key: 'trust',
        sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'],
        config: { trust: [{ provider: 'Google' }, { provider: 'Okta', domains: ['a.example', 'b.example'] }] },
      },
      { step: 'signInAgain', key: 'linked', sources: ['PreSignUp_ExternalProvider'], config: {} },
    ]);
  });

  test('may look for accounts, end sessions and link in this pool, and nothing else', () => {
    expect(named(template, 'AuthPreSignUpPoolAccess').Properties.PolicyDocument.Statement).toEqual([
      {
        Effect: 'Allow',
        Action: ['cognito-idp:AdminLinkProviderForUser', 'cognito-idp:AdminUserGlobalSignOut', 'cognito-idp:ListUsers'],
        Resource: { 'Fn::GetAtt': [allOf(template, 'AWS::Cognito::UserPool')[0][0], 'Arn'] },
      },
    ]);
  });

  test('makes a template that deploys, with the Cognito client beside the code', () => {
    expect(findCycle(template)).toBeUndefined();
    expect(Object.keys(codeOf('PreSignUp', linking)).sort()).toEqual([
      'cognito.js',
      'index.js',
      'linkAccounts.js',
      'signInAgain.js',
    ]);
  });

  const refusing = (trust: (auth: CognitoAuth) => FederatedTrust[]) => () => {
    const auth = newAuth();
    auth.addTrigger(PreSignUp.linkAccounts({ trust: trust(auth) }));
  };

  test.each<[string, (auth: CognitoAuth) => FederatedTrust[], string]>([
    ['nobody', () => [], 'PreSignUp.linkAccounts trusts nobody. Pass at least one provider.'],
    ['no domains', (auth) => [FederatedTrust.domains(auth.addIdentityProvider('Okta', oidc()), [])], 'PreSignUp.linkAccounts trusts Okta for no domains. Pass at least one.'],
    ['what is no domain', (auth) => [FederatedTrust.domains(auth.addIdentityProvider('Okta', oidc()), ['@a.example'])], "PreSignUp.linkAccounts has '@a.example', which is not a domain. Pass a name such as example.com, without @ and wildcards."],
    ['a provider that does not say what it verified', (auth) => [FederatedTrust.verifiedEmail(auth.addIdentityProvider('Okta', oidc()))], 'PreSignUp.linkAccounts believes Okta what it verified, and the provider does not map email_verified. Map it, or use FederatedTrust.domains().'],
    ['a provider without addresses', (auth) => [FederatedTrust.domains(auth.addIdentityProvider('Okta', oidc({ givenName: cognito.ProviderAttribute.other('name') })), ['a.example'])], 'PreSignUp.linkAccounts names Okta, which maps no e-mail address. Map email.'],
    ['a provider twice', (auth) => { const one = auth.addIdentityProvider('Google', google()); return [FederatedTrust.verifiedEmail(one), FederatedTrust.domains(one, ['a.example'])]; }, 'PreSignUp.linkAccounts names Google twice. Say once why it is believed.'],
  ])('refuses to trust %s', (_, trust, sentence) => {
    expect(refusing(trust)).toThrow(new Error(`Stack/Auth: ${sentence}`));
  }); // prettier-ignore

  test('refuses a provider of another user pool', () => {
    const stack = new Stack(new App(), 'Stack');
    const other = new CognitoAuth(stack, 'Other').addIdentityProvider('Google', google());
    expect(() => authIn(stack).addTrigger(PreSignUp.linkAccounts({ trust: [FederatedTrust.verifiedEmail(other)] }))).toThrow(
      'Stack/Auth: PreSignUp.linkAccounts names Stack/Other/Google, an identity provider of another user pool. Pass one of this pool.',
    );
  }); // prettier-ignore
});

describe('blockDuplicates', () => {
  const template = withTriggers((auth) => auth.addTrigger(PreSignUp.blockDuplicates()));

  test('guards sign-up and federated sign-up', () => {
    expect(stepsOf(template, 'PreSignUp')).toEqual([
      {
        step: 'blockDuplicates',
        key: 'email',
        sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider'],
        config: {},
      },
    ]);
  });

  test('may look for accounts in this pool, and nothing else', () => {
    const [statement, ...others] = named(template, 'AuthPreSignUpPoolAccess').Properties.PolicyDocument.Statement;
    expect(statement.Action).toEqual(['cognito-idp:ListUsers']);
    expect(others).toEqual([]);
  });

  test('is refused beside linkAccounts', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      linking(auth);
      auth.addTrigger(PreSignUp.blockDuplicates());
    });
    expect(findings).toContain(
      'Stack/Auth: PreSignUp.blockDuplicates refuses everybody whom PreSignUp.linkAccounts would link. Leave one of the two out.',
    );
  });
});
