import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AuthIdentityPool, CognitoAuth } from 'cdk-cognito-auth';
import { bucketIn, authIn, functionIn, google, identityPoolOf, spa } from '../support/auth';
import { findCycle } from '../support/cycles';
import { named, synth } from '../support/template';

// the traps of the L2 that the laws answer: when one of these tests fails, a law may have lost its reason

const withGroupOf = (add: (auth: CognitoAuth, signedIn: AuthIdentityPool) => void) =>
  synth((stack) => {
    const auth = authIn(stack);
    const signedIn = identityPoolOf(auth);
    // as the L2 identity pool does
    signedIn.identityPool.node.addDependency(auth.userPool);
    add(auth, signedIn);
  });

test('law 1: a group inside the pool closes a cycle, a group beside it does not', () => {
  const inside = withGroupOf((auth, signedIn) => {
    auth.userPool.addGroup('Editors', { role: signedIn._addRole(auth, 'EditorsRole', 'Editors') });
  });
  const beside = withGroupOf((auth, identityPool) => auth.addGroup('Editors', { precedence: 1, identityPool }));
  expect(findCycle(inside)).toBeDefined();
  expect(findCycle(beside)).toBeUndefined();
});

test("law 3: the L2's own trigger with a grant on the pool closes a cycle", () => {
  const template = synth((stack) => {
    const { userPool } = authIn(stack);
    const own = functionIn(stack);
    userPool.addTrigger(cognito.UserPoolOperation.POST_CONFIRMATION, own);
    userPool.grant(own, 'cognito-idp:AdminAddUserToGroup');
  });
  expect(findCycle(template)).toBeDefined();
});

test('law 4: an L2 client that comes first does not offer a provider that comes later; ours does', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    auth.userPool.addClient('L2');
    auth.addClient('Ours', spa());
    auth.addIdentityProvider('Google', google());
  });
  expect(named(template, 'AuthUserPoolL2').Properties.SupportedIdentityProviders).toEqual(['COGNITO']);
  expect(named(template, 'AuthOurs').Properties.SupportedIdentityProviders).toEqual(['COGNITO', 'Google']);
});

test('law 10: a grant to the authenticated role alone is lost to members of a group; one to the identity pool is not', () => {
  const grantedTo = (principal: (signedIn: AuthIdentityPool) => iam.IGrantable) =>
    synth((stack) => {
      const auth = authIn(stack);
      const signedIn = identityPoolOf(auth);
      auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
      bucketIn(stack).grantRead(principal(signedIn));
    });
  const editors = { Ref: expect.stringMatching(/^AuthEditorsRole/) };
  expect(
    named(
      grantedTo(({ authenticatedRole }) => authenticatedRole),
      'AuthAwsAuthenticatedRoleDefault',
    ).Properties.Roles,
  ).not.toContainEqual(editors);
  expect(
    named(
      grantedTo((signedIn) => signedIn),
      'AuthAwsSignedInAccess',
    ).Properties.Roles,
  ).toContainEqual(editors);
});
