import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient } from 'cdk-cognito-auth';
import { machine, orders } from './kinds';
import { authIn, spa } from '../support/auth';
import { findingsOf } from '../support/template';

const findingsWith = (client: AppClient, change: (resource: cognito.CfnUserPoolClient) => void) =>
  findingsOf((stack) => {
    const auth = authIn(stack);
    orders(auth);
    change(auth.addClient('Client', client).node.defaultChild as cognito.CfnUserPoolClient);
  });

test('what the library makes combines', () => {
  expect(findingsWith(machine(), () => {})).toEqual([]);
  expect(findingsWith(spa(), () => {})).toEqual([]);
});

test('V5: client credentials need a secret, also by the escape hatch', () => {
  expect(findingsWith(machine(), (client) => (client.generateSecret = false))).toEqual([
    'Stack/Auth/Client: the client credentials grant needs a client secret. Use AppClient.machine, which has one.',
  ]);
});

test('V6: client credentials have no scopes about a user, also by the escape hatch', () => {
  expect(
    findingsWith(machine(), (client) => (client.allowedOAuthScopes = ['orders/read', 'openid', 'profile'])),
  ).toEqual([
    'Stack/Auth/Client: the client credentials grant knows no user, and the scopes openid, profile are about one. Leave them out.',
  ]);
});

test('V16: rotation and ALLOW_REFRESH_TOKEN_AUTH exclude each other, also by the escape hatch', () => {
  expect(
    findingsWith(spa(), (client) => {
      client.explicitAuthFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
    }),
  ).toEqual([
    'Stack/Auth/Client: refresh tokens rotate, and ALLOW_REFRESH_TOKEN_AUTH would renew tokens without rotation. Leave it out of explicitAuthFlows.',
  ]);
});

test('without rotation ALLOW_REFRESH_TOKEN_AUTH is fine', () => {
  expect(
    findingsWith(spa(), (client) => {
      client.refreshTokenRotation = { feature: 'DISABLED', retryGracePeriodSeconds: 0 };
      client.explicitAuthFlows = ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'];
    }),
  ).toEqual([]);
});
