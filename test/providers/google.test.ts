import { SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, GoogleOptions, IdentityProvider } from 'cdk-cognito-auth';
import { authIn, CALLBACK, google, newAuth, spa } from '../support/auth';
import { allOf, findingsOf, propertiesOf, synth } from '../support/template';

const OPTIONS: GoogleOptions = { clientId: 'google-id', clientSecret: SecretValue.secretsManager('google') };

const providerWith = (options: Partial<GoogleOptions>) =>
  propertiesOf(
    synth((stack) => {
      authIn(stack).addIdentityProvider('Google', IdentityProvider.google({ ...OPTIONS, ...options }));
    }),
    'AWS::Cognito::UserPoolIdentityProvider',
  );

test('asks Google for a profile and maps whether the address is verified', () => {
  expect(providerWith({})).toMatchObject({
    ProviderName: 'Google',
    ProviderType: 'Google',
    ProviderDetails: { client_id: 'google-id', authorize_scopes: 'openid email profile' },
    AttributeMapping: {
      email: 'email',
      email_verified: 'email_verified',
      given_name: 'given_name',
      family_name: 'family_name',
      picture: 'picture',
    },
  });
});

test('the secret stands in the template as a reference only', () => {
  expect(providerWith({}).ProviderDetails.client_secret).toBe('{{resolve:secretsmanager:google:SecretString:::}}');
});

test('scopes and mapping can be chosen', () => {
  const attributeMapping = { email: cognito.ProviderAttribute.GOOGLE_EMAIL };
  expect(providerWith({ scopes: ['openid', 'email'], attributeMapping })).toMatchObject({
    ProviderDetails: { authorize_scopes: 'openid email' },
    AttributeMapping: { email: 'email' },
  });
});

test('its name is a plain string, so that triggers can carry it', () => {
  const created = newAuth().addIdentityProvider('Google', google());
  expect(created.providerName).toBe('Google');
  expect(created.resource.providerName).not.toBe('Google');
});

test.each(['before', 'after'])('clients offer a provider that is added %s them, and wait for it', (order) => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    if (order === 'before') auth.addIdentityProvider('Google', google());
    auth.addClient('Spa', spa());
    if (order === 'after') auth.addIdentityProvider('Google', google());
  });
  const [[provider]] = allOf(template, 'AWS::Cognito::UserPoolIdentityProvider');
  const [[, client]] = allOf(template, 'AWS::Cognito::UserPoolClient');
  expect(client.Properties.SupportedIdentityProviders).toEqual(['COGNITO', 'Google']);
  expect(client.DependsOn).toEqual([provider]);
});

test('refuses a client that cannot write what the provider maps', () => {
  const writeAttributes = new cognito.ClientAttributes().withStandardAttributes({
    email: true,
    familyName: true,
    profilePicture: true,
  });
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes }));
    auth.addIdentityProvider('Google', google());
  });
  expect(findings).toEqual([
    "Stack/Auth/Spa: writeAttributes lacks 'given_name', which the provider Google maps, so that every sign-in with it would fail. Add it, or leave it out of attributeMapping.",
  ]);
});

test('accepts a narrow client beside a narrow mapping', () => {
  const writeAttributes = new cognito.ClientAttributes().withStandardAttributes({ email: true });
  const attributeMapping = {
    email: cognito.ProviderAttribute.GOOGLE_EMAIL,
    emailVerified: cognito.ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
  };
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addIdentityProvider('Google', IdentityProvider.google({ ...OPTIONS, attributeMapping }));
    auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], writeAttributes }));
  });
  expect(findings).toEqual([]);
});

test('a client whose list was taken away by an escape hatch writes every standard attribute, and no other', () => {
  const custom = { 'custom:tenant': cognito.ProviderAttribute.other('hd') };
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } });
    const attributeMapping = {
      email: cognito.ProviderAttribute.GOOGLE_EMAIL,
      emailVerified: cognito.ProviderAttribute.GOOGLE_EMAIL_VERIFIED,
      custom,
    };
    auth.addIdentityProvider('Google', IdentityProvider.google({ ...OPTIONS, attributeMapping }));
    const client = auth.addClient('Spa', spa()).node.defaultChild as cognito.CfnUserPoolClient;
    client.writeAttributes = undefined;
  });
  expect(findings).toEqual([
    "Stack/Auth/Spa: writeAttributes lacks 'custom:tenant', which the provider Google maps, so that every sign-in with it would fail. Add it, or leave it out of attributeMapping.",
  ]);
});

test('a provider that maps nothing asks nothing of a client', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addClient('Spa', spa());
    const { resource } = auth.addIdentityProvider('Google', google());
    (resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider).attributeMapping = undefined;
  });
  expect(findings).toEqual([]);
});
