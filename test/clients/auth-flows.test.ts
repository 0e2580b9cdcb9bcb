import { App, Duration, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, WebClientOptions } from 'cdk-cognito-auth';
import { alb, clientWith, warningsOf } from './kinds';
import { authIn, CALLBACK, google, newAuth } from '../support/auth';
import { faultsAround } from '../support/template';

const LITE = { featurePlan: cognito.FeaturePlan.LITE };
const web = (options: Partial<WebClientOptions>) => AppClient.web({ callbackUrls: [CALLBACK], ...options });
const spa = (options: Partial<WebClientOptions>) => AppClient.spa({ callbackUrls: [CALLBACK], ...options });
const adding = (options: Partial<WebClientOptions>, props = {}) => {
  const auth = newAuth(props);
  return () => auth.addClient('Web', web(options));
};

test.each<[string, Partial<WebClientOptions>, string[]]>([
  ['SRP by default', {}, ['ALLOW_USER_SRP_AUTH']],
  ['no flow with managedLoginOnly', { managedLoginOnly: true }, ['ALLOW_REFRESH_TOKEN_AUTH']],
  ['no flow without the users of the pool', { poolUsers: false }, ['ALLOW_REFRESH_TOKEN_AUTH']],
  ['USER_PASSWORD_AUTH', { userPasswordAuth: true }, ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH']],
  [
    'ADMIN_USER_PASSWORD_AUTH',
    { adminUserPasswordAuth: true },
    ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH'],
  ],
  ['refresh without rotation', { refreshTokenRotation: false }, ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
])('%s', (_, options, flows) => {
  const auth = newAuth();
  auth.addIdentityProvider('Google', google());
  const client = auth.addClient('Web', web(options)).node.defaultChild as cognito.CfnUserPoolClient;
  expect(client.explicitAuthFlows).toEqual(flows);
  // Cognito refuses the one beside the other
  expect(client.refreshTokenRotation !== undefined).toBe(!flows.includes('ALLOW_REFRESH_TOKEN_AUTH'));
});

test('with the LITE plan nothing rotates', () => {
  const properties = clientWith(web({}), LITE);
  expect(properties.ExplicitAuthFlows).toEqual(['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']);
  expect(properties).not.toHaveProperty('RefreshTokenRotation');
});

test('no client signs in by custom authentication while no trigger defines one', () => {
  for (const client of [web({ userPasswordAuth: true, adminUserPasswordAuth: true }), spa({}), alb()]) {
    expect(clientWith(client).ExplicitAuthFlows).not.toContain('ALLOW_CUSTOM_AUTH');
  }
});

describe('a choice of first factors', () => {
  const CHOICE = { signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } } };

  test.each([
    ['web', web({}), ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH']],
    ['spa', spa({}), ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH']],
    ['alb', alb(), ['ALLOW_USER_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']],
  ])('is offered by %s', (_, client, flows) => {
    const auth = newAuth(CHOICE);
    const resource = auth.addClient('Client', client).node.defaultChild as cognito.CfnUserPoolClient;
    expect(resource.explicitAuthFlows).toEqual(flows);
  });

  test('is refused to a client that closes it', () => {
    expect(faultsAround(adding({ managedLoginOnly: true }, CHOICE)())).toEqual([
      'Stack/Auth/Web: managedLoginOnly closes USER_AUTH, by which managed login asks for the passkeys and one-time passwords of this user pool. Leave it out, or pass poolUsers: false.',
    ]);
  });

  test('is nothing to a client for users of providers alone', () => {
    expect(adding({ poolUsers: false }, CHOICE)).not.toThrow();
  });
});

test.each<[Partial<WebClientOptions>, string]>([
  [
    { managedLoginOnly: true, userPasswordAuth: true },
    'userPasswordAuth opens a sign-in flow of the SDK, which managedLoginOnly closes. Leave one out.',
  ],
  [
    { poolUsers: false, adminUserPasswordAuth: true },
    'adminUserPasswordAuth opens a sign-in flow of the SDK, which poolUsers: false closes. Leave one out.',
  ],
  [
    { managedLoginOnly: true, refreshTokenRotationGracePeriod: Duration.seconds(5) },
    'refresh tokens cannot rotate with managedLoginOnly: Cognito wants a sign-in flow of the SDK beside rotation. Leave the options of rotation out.',
  ],
  [
    { poolUsers: false, refreshTokenRotation: true },
    'refresh tokens cannot rotate with poolUsers: false: Cognito wants a sign-in flow of the SDK beside rotation. Leave the options of rotation out.',
  ],
  [
    { refreshTokenRotation: false, refreshTokenRotationGracePeriod: Duration.seconds(5) },
    'refreshTokenRotationGracePeriod is for rotation, which refreshTokenRotation turns off. Leave one out.',
  ],
])('refuses %j', (options, sentence) =>
  expect(faultsAround(adding(options)())).toContain(`Stack/Auth/Web: ${sentence}`),
);

test('refuses rotation with the LITE plan', () => {
  expect(faultsAround(adding({ refreshTokenRotation: true }, LITE)())).toEqual([
    'Stack/Auth/Web: refreshTokenRotation needs the ESSENTIALS plan. Leave it out or choose another featurePlan.',
  ]);
});

test.each<[string, AppClient, string]>([
  ['userPasswordAuth', spa({ userPasswordAuth: true }), 'the app sends passwords'],
  ['adminUserPasswordAuth', web({ adminUserPasswordAuth: true }), 'a back end sends passwords'],
  ['noRefreshTokenRotation', web({ refreshTokenRotation: false }), 'a stolen refresh token works beside the real one'],
  ['noRefreshTokenRotation', spa({ managedLoginOnly: true }), 'a stolen refresh token works beside the real one'],
  [
    'implicitGrant',
    AppClient.spa({ callbackUrls: [CALLBACK], implicitCodeGrant: true }),
    'tokens stand in the address of the page',
  ],
])('a client that relaxes a default is warned of by name: %s', (id, client, sentence) => {
  const warnings = warningsOf(client);
  expect(warnings).toEqual([expect.stringContaining(`[ack: cdk-cognito-auth:${id}]`)]);
  expect(warnings[0]).toContain(sentence);
});

test.each<[AppClient, string]>([
  [spa({ refreshTokenRotation: false }), 'Let refresh tokens rotate'],
  [spa({ managedLoginOnly: true }), 'Cognito rotates none with managedLoginOnly: leave it out'],
  [
    spa({ managedLoginOnly: true, refreshTokenRotation: false }),
    'Cognito rotates none with managedLoginOnly: leave it out',
  ],
])('what gives rotation up is told with what that client can do: %#', (client, advice) => {
  expect(warningsOf(client)).toContain(
    `a stolen refresh token works beside the real one, and nobody notices. ${advice}, or acknowledge the warning. [ack: cdk-cognito-auth:noRefreshTokenRotation]`,
  );
});

test('a public client of providers alone is told to become one with a secret', () => {
  const stack = new Stack(new App(), 'Stack');
  const auth = authIn(stack);
  auth.addIdentityProvider('Google', google());
  auth.addClient('Spa', spa({ poolUsers: false }));
  const found = Annotations.fromStack(stack).findWarning('/Stack/Auth/Spa', Match.anyValue());
  expect(found.map(({ entry }) => String(entry.data))).toContainEqual(
    expect.stringContaining(
      'Cognito rotates none with poolUsers: false; use AppClient.web, whose secret protects them, or acknowledge the warning.',
    ),
  );
});

test.each<[string, AppClient, object]>([
  ['a secret protects refresh tokens of managed login', web({ managedLoginOnly: true }), {}],
  ['the LITE plan has no rotation to give up', spa({ refreshTokenRotation: false }), LITE],
])('is not warned of: %s', (_, client, props) =>
  expect(warningsOf(client, props)).not.toContainEqual(expect.stringContaining('noRefreshTokenRotation')),
);

test('the implicit grant stands beside the code grant', () => {
  const client = AppClient.spa({ callbackUrls: [CALLBACK], implicitCodeGrant: true });
  expect(clientWith(client).AllowedOAuthFlows).toEqual(['implicit', 'code']);
});

test('a server may tell threat protection where its users are', () => {
  expect(clientWith(web({ enablePropagateAdditionalUserContextData: true }))).toMatchObject({
    EnablePropagateAdditionalUserContextData: true,
  });
});
