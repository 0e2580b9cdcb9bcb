import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { UserKey, UserPrefix } from 'cdk-cognito-auth';
import { signedInTo } from './world';
import { authIn, bucketIn, identityPoolOf, newAuth, spa } from '../support/auth';

const stackIn = () => new Stack(new App(), 'Stack');
const byTag = (stack: Stack, name = 'tenant') =>
  UserPrefix.ownerOnly(bucketIn(stack), { prefix: 'users', key: UserKey.principalTag(name) });

test.each(['', 'a}', '${x}', 'a b', 'a,b', 'ü', 'x'.repeat(129), '*'])('refuses the tag name %j', (name) => {
  expect(() => UserKey.principalTag(name)).toThrow(
    `UserKey.principalTag: '${name}' is no name of a tag. Use up to 128 letters, digits and _.:/=+@-, as in principalTags.`,
  );
});

test('a tag that the identity pool maps can be granted, to all or to a group', () => {
  const stack = stackIn();
  const auth = authIn(stack);
  const clients = [auth.addClient('Spa', spa())];
  const signedIn = auth.addIdentityPool('Aws', { clients, principalTags: { tenant: 'sub' } });
  const group = auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
  const view = byTag(stack);
  expect([signedIn, group].map((grantee) => view.grantRead(grantee).success)).toEqual([true, true]);
});

test('a tag that the identity pool does not map is refused', () => {
  const stack = stackIn();
  const signedIn = signedInTo(stack);
  expect(() => byTag(stack, 'team').grantRead(signedIn)).toThrow(
    "Stack/Auth/Aws: the key is the principal tag 'team', which Stack/Auth/Aws does not map. Pass principalTags to addIdentityPool(), with a claim for 'team'.",
  );
});

const NO_SESSION =
  "the key is the principal tag 'tenant', which sessions of this grantee do not have. Grant to an identity pool, or to a group with one.";

test('a group without a role is refused', () => {
  const stack = stackIn();
  const group = authIn(stack).addGroup('Readers');
  expect(() => byTag(stack).grantRead(group)).toThrow(`Stack/Auth/Readers: ${NO_SESSION}`);
});

test('guests have no claims, and so no tags', () => {
  const stack = stackIn();
  const auth = authIn(stack);
  const clients = [auth.addClient('Spa', spa())];
  const { guests } = auth.addIdentityPool('Aws', {
    clients,
    guestsAllowed: true,
    principalTags: { tenant: 'sub' },
  });
  expect(() => byTag(stack).grantRead(guests)).toThrow(`: ${NO_SESSION}`);
  const own = UserPrefix.ownerOnly(bucketIn(new Stack(stack, 'Other')), { prefix: 'guests' });
  expect(own.grantRead(guests).success).toBe(true);
});

test('a role of any other kind is refused, whether it is a construct or not', () => {
  const stack = stackIn();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com') });
  const view = byTag(stack);
  expect(() => view.grantRead(role)).toThrow(`Stack/Role: ${NO_SESSION}`);
  expect(() => view.grantRead({ grantPrincipal: role })).toThrow(`UserKey.principalTag: ${NO_SESSION}`);
});

test('an identity id needs no tag', () => {
  const key = UserKey.identityId();
  const view = UserPrefix.ownerOnly(bucketIn(newAuth()), { prefix: 'users', key });
  expect(view.grantRead(identityPoolOf(newAuth())).success).toBe(true);
});
