import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { reachOfUsers, UserReach } from '../../src/clients/user-reach';

const ADMIN = 'aws.cognito.signin.user.admin';
const NONE: UserReach = { bySdk: false, byScope: false, bySignUp: false };

/** A client by which users write nothing, in a pool without sign-up, but for what is changed. */
function reachWith(changes: Partial<cognito.CfnUserPoolClientProps>, selfSignUpEnabled = false): UserReach {
  const stack = new Stack(new App(), 'Stack');
  const userPool = new cognito.UserPool(stack, 'Pool', { selfSignUpEnabled });
  const client = new cognito.CfnUserPoolClient(stack, 'Client', {
    userPoolId: userPool.userPoolId,
    explicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'],
    allowedOAuthFlows: ['code'],
    allowedOAuthScopes: ['openid'],
    ...changes,
  });
  return reachOfUsers(userPool, client);
}

test.each<[string, Partial<cognito.CfnUserPoolClientProps>, Partial<UserReach>]>([
  ['a client of managed login alone', {}, {}],
  ['flows of the SDK', { explicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }, { bySdk: true }],
  ['flows left to Cognito', { explicitAuthFlows: undefined }, { bySdk: true }],
  ['the scope that lets tokens change the user', { allowedOAuthScopes: ['openid', ADMIN] }, { byScope: true }],
  ['scopes left to Cognito', { allowedOAuthScopes: undefined }, { byScope: true }],
  ['scopes without a grant', { allowedOAuthFlows: undefined, allowedOAuthScopes: [ADMIN] }, {}],
])('with %s', (_, changes, reach) => expect(reachWith(changes)).toEqual({ ...NONE, ...reach }));

test('with open sign-up', () => expect(reachWith({}, true)).toEqual({ ...NONE, bySignUp: true }));
