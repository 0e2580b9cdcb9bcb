import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain } from 'cdk-cognito-auth';
import { alb, clientWith, machine, orders, warningsOf, web } from './kinds';
import { authIn, CALLBACK, newAuth, spa } from '../support/auth';
import { faultsAround, allOf, synth } from '../support/template';

const mobile = () => AppClient.mobile({ callbackUrls: ['com.example.notes://callback'] });

test.each<[string, AppClient, object]>([
  ['spa', spa(), { GenerateSecret: false, AllowedOAuthFlows: ['code'] }],
  ['mobile', mobile(), { GenerateSecret: false, AllowedOAuthFlows: ['code'] }],
  ['web', web(), { GenerateSecret: true, AllowedOAuthFlows: ['code'] }],
  ['alb', alb(), { GenerateSecret: true, AllowedOAuthFlows: ['code'] }],
  ['machine', machine(), { GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] }],
])('%s has a secret only if it can keep one, and one grant', (_, client, expected) => {
  expect(clientWith(client)).toMatchObject({
    ...expected,
    AllowedOAuthFlowsUserPoolClient: true,
    EnableTokenRevocation: true,
    PreventUserExistenceErrors: 'ENABLED',
    TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'minutes' },
    ReadAttributes: expect.arrayContaining([expect.any(String)]),
    WriteAttributes: expect.arrayContaining([expect.any(String)]),
  });
});

test.each([
  ['spa', spa()],
  ['mobile', mobile()],
  ['web', web()],
  ['alb', alb()],
  ['machine', machine()],
])('the defaults of %s relax nothing', (_, client) => expect(warningsOf(client)).toEqual([]));

test('a web client has the settings of a browser client, and a secret', () => {
  const { GenerateSecret, ...settings } = clientWith(web());
  const { GenerateSecret: _, ...expected } = clientWith(spa());
  expect(GenerateSecret).toBe(true);
  expect(settings).toEqual(expected);
});

describe('a machine', () => {
  test('has nothing that a user could use', () => {
    const properties = clientWith(machine());
    expect(properties).toMatchObject({
      AllowedOAuthScopes: ['orders/read'],
      ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
      ReadAttributes: ['locale'],
      WriteAttributes: ['locale'],
      AccessTokenValidity: 15,
    });
    for (const name of ['CallbackURLs', 'LogoutURLs', 'SupportedIdentityProviders', 'RefreshTokenRotation']) {
      expect(properties).not.toHaveProperty(name);
    }
  });

  test('says of the attributes that Cognito will not leave open only what sign-up requires', () => {
    expect(clientWith(machine(), { standardAttributes: { birthdate: { required: true } } }).WriteAttributes).toEqual([
      'birthdate',
    ]);
    expect(clientWith(machine(), { authorizationAttributes: ['locale'] }).WriteAttributes).toEqual(['email']);
  });

  test('may have longer tokens and a name', () => {
    const scopes = [cognito.OAuthScope.custom('orders/read')];
    expect(
      clientWith(AppClient.machine({ scopes, clientName: 'nightly', accessTokenValidity: Duration.hours(1) })),
    ).toMatchObject({ ClientName: 'nightly', AccessTokenValidity: 60, IdTokenValidity: 15 });
  });

  test.each(['openid', 'email', 'phone', 'profile', 'aws.cognito.signin.user.admin'])(
    'is refused the scope %s, which is about a user',
    (name) => {
      const scopes = [cognito.OAuthScope.custom('orders/read'), cognito.OAuthScope.custom(name)];
      const auth = newAuth();
      orders(auth);
      expect(faultsAround(auth.addClient('Job', AppClient.machine({ scopes })))).toEqual([
        `Stack/Auth/Job: scopes has '${name}', which is about a user, and no user signs in here. Name scopes of a resource server: OAuthScope.resourceServer(server, scope).`,
      ]);
    },
  );

  test('is refused without a scope', () => {
    expect(faultsAround(newAuth().addClient('Job', AppClient.machine({ scopes: [] })))).toEqual([
      'Stack/Auth/Job: scopes is empty, so that the machine could get no token. Name at least one scope of a resource server.',
    ]);
  });

  test('is refused a token of two days', () => {
    const scopes = [cognito.OAuthScope.custom('orders/read')];
    const client = AppClient.machine({ scopes, accessTokenValidity: Duration.days(2) });
    expect(() => newAuth().addClient('Job', client)).toThrow('Stack/Auth/Job: accessTokenValidity is 2 days.');
  });

  test('needs no branding of pages that nobody sees', () => {
    const template = synth((stack) => {
      const auth = authIn(stack);
      auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
      orders(auth);
      auth.addClient('Job', machine());
      auth.addClient('Web', web());
    });
    const branded = allOf(template, 'AWS::Cognito::ManagedLoginBranding').map(
      ([, { Properties }]) => Properties.ClientId,
    );
    expect(branded).toEqual([{ Ref: expect.stringMatching(/^AuthWeb/) }]);
  });
});

describe('only what the domain of the pool serves', () => {
  test.each([
    ['machine', machine()],
    ['alb', alb()],
    ['web that is managed login only', AppClient.web({ callbackUrls: [CALLBACK], managedLoginOnly: true })],
  ])('is warned of without one: %s', (_, client) => {
    expect(warningsOf(client, {}, false)).toEqual([
      'the user pool has no domain, and without one nobody gets a token through this client. Call addDomain(). [ack: cdk-cognito-auth:clientWithoutDomain]',
    ]);
  });

  test('is warned of as far as managed login goes: a web app, which may sign users in itself', () => {
    expect(warningsOf(web(), {}, false)).toEqual([
      'the user pool has no domain, so that there is no managed login which could return to callbackUrls. Call addDomain(), or acknowledge the warning if the server signs users in by the SDK. [ack: cdk-cognito-auth:clientWithoutDomain]',
    ]);
  });

  test('is not warned of where the SDK works as well', () => expect(warningsOf(spa(), {}, false)).toEqual([]));
});
