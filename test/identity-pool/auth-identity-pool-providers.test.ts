import { CfnParameter } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IdentityPoolOptions, IdentityPoolProvider } from 'cdk-cognito-auth';
import { authIn, newAuth, spa } from '../support/auth';
import { propertiesOf, synth } from '../support/template';

const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';

const poolWith = (options: IdentityPoolOptions) =>
  propertiesOf(
    synth((stack) => void authIn(stack).addIdentityPool('Aws', options)),
    IDENTITY_POOL,
  );

test.each([
  ['google', 'accounts.google.com', IdentityPoolProvider.google('id')],
  ['facebook', 'graph.facebook.com', IdentityPoolProvider.facebook('id')],
  ['apple', 'appleid.apple.com', IdentityPoolProvider.apple('id')],
  ['amazon', 'www.amazon.com', IdentityPoolProvider.amazon('id')],
])('%s is known to Cognito as %s', (_, key, provider) => {
  expect(poolWith({ providers: [provider] })).toEqual({
    AllowUnauthenticatedIdentities: false,
    AllowClassicFlow: false,
    SupportedLoginProviders: { [key]: 'id' },
  });
});

test('a developer provider is named', () => {
  const { DeveloperProviderName, SupportedLoginProviders } = poolWith({
    providers: [IdentityPoolProvider.developer('login.example.app')],
  });
  expect([DeveloperProviderName, SupportedLoginProviders]).toEqual(['login.example.app', undefined]);
});

test('OpenID Connect and SAML providers of IAM are named by ARN, each once', () => {
  const properties = propertiesOf(
    synth((stack) => {
      const oidc = iam.OpenIdConnectProvider.fromOpenIdConnectProviderArn(
        stack,
        'Oidc',
        'arn:aws:iam::1:oidc-provider/x',
      );
      const saml = iam.SamlProvider.fromSamlProviderArn(stack, 'Saml', 'arn:aws:iam::1:saml-provider/x');
      const providers = [oidc, oidc].map((each) => IdentityPoolProvider.openIdConnect(each));
      authIn(stack).addIdentityPool('Aws', { providers: [...providers, IdentityPoolProvider.saml(saml)] });
    }),
    IDENTITY_POOL,
  );
  expect(properties).toMatchObject({
    OpenIdConnectProviderARNs: ['arn:aws:iam::1:oidc-provider/x'],
    SamlProviderARNs: ['arn:aws:iam::1:saml-provider/x'],
  });
});

test('users of other providers get the authenticated role: nothing is mapped for them', () => {
  const template = synth((stack) => {
    authIn(stack).addIdentityPool('Aws', { providers: [IdentityPoolProvider.facebook('id')] });
  });
  const { Roles, RoleMappings } = propertiesOf(template, 'AWS::Cognito::IdentityPoolRoleAttachment');
  expect([Object.keys(Roles), RoleMappings]).toEqual([['authenticated'], undefined]);
});

test('providers join the clients of the user pool', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    const providers = [IdentityPoolProvider.google('g'), IdentityPoolProvider.apple('a')];
    auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], providers });
  });
  const { CognitoIdentityProviders, SupportedLoginProviders } = propertiesOf(template, IDENTITY_POOL);
  expect(CognitoIdentityProviders).toHaveLength(1);
  expect(SupportedLoginProviders).toEqual({ 'accounts.google.com': 'g', 'appleid.apple.com': 'a' });
});

test('the order of providers does not show in the template', () => {
  const [one, other] = [IdentityPoolProvider.google('g'), IdentityPoolProvider.apple('a')];
  expect(JSON.stringify(poolWith({ providers: [other, one] }))).toBe(
    JSON.stringify(poolWith({ providers: [one, other] })),
  );
});

test.each([
  ['google', [IdentityPoolProvider.google('a'), IdentityPoolProvider.google('b')]],
  ['developer', [IdentityPoolProvider.developer('a'), IdentityPoolProvider.developer('b')]],
])('refuses %s twice', (kind, providers) => {
  expect(() => newAuth().addIdentityPool('Aws', { providers })).toThrow(
    `Stack/Auth/Aws: providers has IdentityPoolProvider.${kind} twice, and an identity pool has room for one. Leave one out.`,
  );
});

test.each(['', ' ', 'a b'])('refuses the app id %j', (id) => {
  expect(() => newAuth().addIdentityPool('Aws', { providers: [IdentityPoolProvider.facebook(id)] })).toThrow(
    `Stack/Auth/Aws: IdentityPoolProvider.facebook has the id '${id}'. Pass the id that the provider shows for your app.`,
  );
});

test.each(['', 'a b', 'login/app', 'x'.repeat(101)])('refuses the developer name %j', (name) => {
  expect(() => newAuth().addIdentityPool('Aws', { providers: [IdentityPoolProvider.developer(name)] })).toThrow(
    `Stack/Auth/Aws: IdentityPoolProvider.developer has the name '${name}'. Use 1 to 100 letters, digits, dots, hyphens and underscores, as in 'login.example.app'.`,
  );
});

test('accepts ids that are known at deployment', () => {
  const auth = newAuth();
  const id = new CfnParameter(auth, 'Id').valueAsString;
  const providers = [IdentityPoolProvider.google(id), IdentityPoolProvider.developer(id)];
  expect(() => auth.addIdentityPool('Aws', { providers })).not.toThrow();
});
