import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, CognitoAuthProps, IdentityProvider } from 'cdk-cognito-auth';
import { client, KINDS, metadataUrl, TENANT } from './kinds';
import { authIn } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';

const PROVIDER = 'AWS::Cognito::UserPoolIdentityProvider';
const other = (name: string) => cognito.ProviderAttribute.other(name);
const ISSUER = `https://login.microsoftonline.com/${TENANT}/v2.0`;
const apple = { clientId: 'id', teamId: 'TEAM', keyId: 'KEY', privateKey: client.clientSecret };

type Make = (attributeMapping?: cognito.AttributeMapping) => IdentityProvider;
const MAKE: Record<string, Make> = {
  google: (attributeMapping) => IdentityProvider.google({ ...client, attributeMapping }),
  apple: (attributeMapping) => IdentityProvider.apple({ ...apple, attributeMapping }),
  facebook: (attributeMapping) => IdentityProvider.facebook({ ...client, attributeMapping }),
  loginWithAmazon: (attributeMapping) => IdentityProvider.loginWithAmazon({ ...client, attributeMapping }),
  oidc: (mapping) =>
    IdentityProvider.oidc({ ...client, issuerUrl: 'https://id.example.com', attributeMapping: mapping }),
  saml: (attributeMapping) => IdentityProvider.saml({ metadata: metadataUrl(), attributeMapping }),
  entraId: (attributeMapping) => IdentityProvider.entraId({ ...client, tenantId: TENANT, attributeMapping }),
  'oidc of a tenant': (mapping) => IdentityProvider.oidc({ ...client, issuerUrl: ISSUER, attributeMapping: mapping }),
};

const findings = (provider: IdentityProvider) =>
  findingsOf((stack) => void authIn(stack).addIdentityProvider('Idp', provider));

/** Ids of the warnings about providers, and their sentences. */
function warnings(build: (auth: CognitoAuth) => void, props?: CognitoAuthProps): string[] {
  const stack = new Stack(new App(), 'Stack');
  build(authIn(stack, props));
  return Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => String(entry.data).replace(/^(.*) \[ack: cdk-cognito-auth:(\w+)\]$/s, '$2: $1'))
    .filter((warning) => /^(borrowedVerification|sharedAuthorizationAttribute|userNamesOfProviders)/.test(warning));
}

describe('the user name', () => {
  const named = (claim: string) => ({ email: other('email'), custom: { username: other(claim) } });

  test.each([
    ['oidc', 'sub', "Leave it out, or map 'sub'"],
    ['entraId', 'sub', "Leave it out, or map 'sub'"],
    ['google', 'sub', "Leave it out, or map 'sub'"],
    ['apple', 'sub', "Leave it out, or map 'sub'"],
    ['facebook', 'id', "Leave it out, or map 'id'"],
    ['loginWithAmazon', 'user_id', "Leave it out, or map 'user_id'"],
  ])('of %s is its subject (%s), and no other claim', (kind, subject, instead) => {
    expect(findings(MAKE[kind](named(subject)))).toEqual([]);
    expect(findings(MAKE[kind](named('email')))).toEqual([
      `Stack/Auth/Idp: attributeMapping takes username from 'email', by which users are told apart: whoever can change that claim becomes another user. ${instead}.`,
    ]);
  });

  test('of SAML is for Cognito to take', () => {
    expect(findings(MAKE.saml(named('sub')))).toEqual([
      expect.stringMatching(/becomes another user\. Leave it out\.$/),
    ]);
  });

  test('is judged on the resource, too', () => {
    const found = findingsOf((stack) => {
      const { resource } = authIn(stack).addIdentityProvider('Idp', MAKE.oidc());
      (resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider).attributeMapping = { username: 'email' };
    });
    expect(found).toEqual([expect.stringContaining("takes username from 'email'")]);
  });
});

describe('the word about an address', () => {
  const verdict = (claim: string) => ({ email: other('email'), emailVerified: other(claim) });

  test.each<[string, cognito.AttributeMapping]>(
    ['entraId', 'oidc of a tenant'].flatMap((kind): [string, cognito.AttributeMapping][] => [
      [kind, { email: other('email'), emailVerified: other('xms_edov') }],
      [kind, { email: other('email'), custom: { email_verified: other('preferred_username') } }],
    ]),
  )('of %s is nobody’s: %j', (kind, mapping) => {
    expect(findings(MAKE[kind](mapping))).toEqual([
      'Stack/Auth/Idp: attributeMapping has emailVerified, and Entra ID verifies no address. Leave it out, and name the domains of your tenant in the trust of PreSignUp.allowEmailDomains.',
    ]);
  });

  test('of a tenant is not asked for by itself', () => {
    const template = synth((stack) => void authIn(stack).addIdentityProvider('Idp', MAKE['oidc of a tenant']()));
    expect(propertiesOf(template, PROVIDER).AttributeMapping).not.toHaveProperty('email_verified');
  });

  test('of a tenant that is not known yet is not asked for either', () => {
    const template = synth((stack) => {
      const tenantId = new CfnParameter(stack, 'Tenant').valueAsString;
      authIn(stack).addIdentityProvider('Idp', IdentityProvider.entraId({ ...client, tenantId }));
    });
    expect(propertiesOf(template, PROVIDER).AttributeMapping).not.toHaveProperty('email_verified');
  });

  test.each([
    ['google', 'hd', "Map 'email_verified', leave it out"],
    ['apple', 'is_private_email', "Map 'email_verified', leave it out"],
    ['oidc', 'verified', "Map 'email_verified', leave it out"],
    ['saml', 'mail_nickname', 'Leave it out'],
    ['saml', 'email_verified', 'Leave it out'],
    ['facebook', 'verified', 'Leave it out'],
    ['loginWithAmazon', 'verified', 'Leave it out'],
  ])('of %s by another claim is warned of: %s', (kind, claim, instead) => {
    const add = (auth: CognitoAuth) => void auth.addIdentityProvider('Idp', MAKE[kind](verdict(claim)));
    expect(warnings(add)).toEqual([
      `borrowedVerification: attributeMapping takes email_verified from '${claim}', with which the provider may mean something else: whoever can set it owns the addresses of others. ${instead}, or acknowledge the warning.`,
    ]);
  });

  test.each(['google', 'oidc'])('of %s about its address is warned of where another claim is the address', (kind) => {
    const mapping = { email: other('upn'), emailVerified: other('email_verified') };
    expect(warnings((auth) => void auth.addIdentityProvider('Idp', MAKE[kind](mapping)))).toEqual([
      "borrowedVerification: attributeMapping takes email from 'upn', and email_verified from 'email_verified', by which the provider means what it calls 'email': whoever can set 'upn' owns the addresses of others. Map 'email', leave email_verified out, or acknowledge the warning.",
    ]);
  });

  test.each(KINDS.map(({ kind, provider }): [string, IdentityProvider] => [kind, provider]))(
    'of %s is its own by default',
    (_, provider) => {
      expect(warnings((auth) => void auth.addIdentityProvider('Idp', provider))).toEqual([]);
      expect(findings(provider)).toEqual([]);
    },
  );
});

describe('an attribute that authorizes', () => {
  const tenant = { email: other('mail'), custom: { 'custom:tenant': other('tenant') } };
  const props = (...authorizationAttributes: string[]): CognitoAuthProps => ({
    customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) },
    authorizationAttributes,
  });
  const both = (mapping: cognito.AttributeMapping) => (auth: CognitoAuth) => {
    auth.addIdentityProvider('Globex', MAKE.saml(mapping));
    auth.addIdentityProvider('Acme', MAKE.saml(tenant));
  };

  test('is not for two providers to say: each could say that of the other', () => {
    expect(warnings(both(tenant), props('custom:tenant'))).toEqual([
      "sharedAuthorizationAttribute: attributeMapping has 'custom:tenant', which decides what a user may do and which Stack/Auth/Acme maps, too: whoever runs one of them can give its users what belongs to those of another. Set it for the people of each with InboundFederation.overrideAttribute, or acknowledge the warning if one and the same party runs them.",
    ]);
  });

  test('may be said by one, and what authorizes nobody by several', () => {
    expect(warnings(both({ email: other('mail') }), props('custom:tenant'))).toEqual([]);
    expect(warnings(both(tenant), props())).toEqual([]);
  });
});

describe('names that people choose themselves', () => {
  const add = (auth: CognitoAuth) => void auth.addIdentityProvider('Acme', MAKE.saml());
  const username: CognitoAuthProps = { signInAliases: { username: true } };

  test('can be those of the users of a provider', () => {
    expect(warnings(add, { ...username, selfSignUpEnabled: true })).toEqual([
      "userNamesOfProviders: people choose their user names at sign-up, also one that begins with 'Acme_', under which a user of the provider would come: that user could not sign in any more. Let people sign in by e-mail only, close sign-up, refuse such names with PreSignUp.invoke, or acknowledge the warning.",
    ]);
  });

  test.each<[string, CognitoAuthProps]>([
    ['where sign-up is closed', username],
    ['where e-mail is the name', { selfSignUpEnabled: true }],
  ])('are not there %s', (_, props) => expect(warnings(add, props)).toEqual([]));
});
