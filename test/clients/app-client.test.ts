import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, CognitoAuthProps, SpaClientOptions } from 'cdk-cognito-auth';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { faultsAround, propertiesOf, synth } from '../support/template';

const TENANT = { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } };

const clientWith = (client: AppClient, props: CognitoAuthProps = {}) =>
  propertiesOf(
    synth((stack) => void authIn(stack, props).addClient('Client', client)),
    'AWS::Cognito::UserPoolClient',
  );

const writing = (...custom: string[]) =>
  new cognito.ClientAttributes().withStandardAttributes({ email: true }).withCustomAttributes(...custom);

const adding = (options: Partial<SpaClientOptions>, props: CognitoAuthProps = {}) => {
  const auth = newAuth(props);
  return () => auth.addClient('Spa', AppClient.spa({ callbackUrls: [CALLBACK], ...options }));
};

test.each<[string, Partial<SpaClientOptions>, object]>([
  ['clientName', { clientName: 'web' }, { ClientName: 'web' }],
  ['logoutUrls', { logoutUrls: ['https://app.example.com/bye'] }, { LogoutURLs: ['https://app.example.com/bye'] }],
  ['scopes', { scopes: [cognito.OAuthScope.OPENID] }, { AllowedOAuthScopes: ['openid'] }],
  ['accessTokenValidity', { accessTokenValidity: Duration.minutes(5) }, { AccessTokenValidity: 5 }],
  ['idTokenValidity', { idTokenValidity: Duration.minutes(10) }, { IdTokenValidity: 10 }],
  ['refreshTokenValidity', { refreshTokenValidity: Duration.days(1) }, { RefreshTokenValidity: 1_440 }],
  [
    'refreshTokenRotationGracePeriod',
    { refreshTokenRotationGracePeriod: Duration.seconds(0) },
    { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 } },
  ],
  ['readAttributes', { readAttributes: writing() }, { ReadAttributes: ['email'] }],
  ['writeAttributes', { writeAttributes: writing('tenant') }, { WriteAttributes: ['custom:tenant', 'email'] }],
])('%s reaches the client', (_, options, properties) => {
  expect(clientWith(AppClient.spa({ callbackUrls: [CALLBACK], ...options }), TENANT)).toMatchObject(properties);
});

test('a mobile client has the settings of a browser client, and may have its own scheme', () => {
  const { CallbackURLs, ...settings } = clientWith(
    AppClient.mobile({ callbackUrls: ['com.example.notes://callback'] }),
  );
  const { CallbackURLs: _, ...expected } = clientWith(spa());
  expect(CallbackURLs).toEqual(['com.example.notes://callback']);
  expect(settings).toEqual(expected);
});

test('the same kind of client can be added twice', () => {
  const client = spa();
  const auth = newAuth();
  expect(auth.addClient('One', client)).not.toBe(auth.addClient('Two', client));
});

test('refuses to open an authorization attribute for writing', () => {
  const props = { ...TENANT, authorizationAttributes: ['custom:tenant'] };
  expect(faultsAround(adding({ writeAttributes: writing('tenant') }, props)())).toEqual([
    "Stack/Auth/Spa: writeAttributes opens 'custom:tenant', which authorizationAttributes says decides what a user may do. Leave it out; administrators and triggers can still write it.",
  ]);
});

test.each(['readAttributes', 'writeAttributes'])('refuses an attribute in %s that the pool does not have', (list) => {
  expect(faultsAround(adding({ [list]: writing('role') }, TENANT)())).toEqual([
    `Stack/Auth/Spa: ${list} names the attribute 'custom:role', which the user pool does not have. Declare it in customAttributes.`,
  ]);
});

test('refuses a grace period of rotation with the LITE plan, which has no rotation', () => {
  const lite = { featurePlan: cognito.FeaturePlan.LITE };
  expect(faultsAround(adding({ refreshTokenRotationGracePeriod: Duration.seconds(5) }, lite)())).toEqual([
    'Stack/Auth/Spa: refreshTokenRotationGracePeriod needs the ESSENTIALS plan. Leave it out or choose another featurePlan.',
  ]);
});

test('leaves no half-made client behind when it refuses', () => {
  const auth = newAuth();
  expect(() => auth.addClient('Spa', AppClient.spa({ callbackUrls: [] }))).toThrow();
  expect(auth.node.tryFindChild('Spa')).toBeUndefined();
});
