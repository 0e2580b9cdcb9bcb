import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { RoleMapping, RoleRule, UserCiphertexts, UserKey, UserPrefix, UserRows, UserTopics } from 'cdk-cognito-auth';
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

describe('roles that an identity pool made', () => {
  const made = (stack: Stack) => {
    const auth = authIn(stack, { customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) } });
    const signedIn = auth.addIdentityPool('Aws', {
      clients: [auth.addClient('Spa', spa())],
      guestsAllowed: true,
      principalTags: { tenant: 'sub' },
      roleMapping: RoleMapping.rules([RoleRule.claimEquals('custom:plan', 'gold', 'Gold')]),
    });
    return { signedIn, roles: [signedIn.authenticatedRole, signedIn.roleFor('Gold')], guest: signedIn.guests.role };
  };
  const byIdentity = (stack: Stack) => UserPrefix.ownerOnly(bucketIn(stack), { prefix: 'users' });

  test('have what the identity pool maps, and an identity id', () => {
    for (const view of [byTag, byIdentity]) {
      const stack = stackIn();
      const shared = view(stack);
      expect(made(stack).roles.map((role) => shared.grantRead(role).success)).toEqual([true, true]);
    }
  });

  test('have no other tags', () => {
    const stack = stackIn();
    const { roles } = made(stack);
    const view = byTag(stack, 'team');
    for (const role of roles) expect(() => view.grantRead(role)).toThrow('which Stack/Auth/Aws does not map.');
  });

  test('of guests have an identity id, and no tags', () => {
    const stack = stackIn();
    const { guest } = made(stack);
    expect(() => byTag(stack).grantRead(guest)).toThrow(`${guest.node.path}: ${NO_SESSION}`);
    expect(byIdentity(new Stack(stack, 'Other')).grantRead(guest).success).toBe(true);
  });

  test('of a group have both', () => {
    for (const view of [byTag, byIdentity]) {
      const stack = stackIn();
      const signedIn = signedInTo(stack);
      const auth = signedIn.node.scope as ReturnType<typeof authIn>;
      const { role } = auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
      expect(view(stack).grantRead(role!).success).toBe(true);
    }
  });
});

describe('an identity id', () => {
  const VIEWS: [string, (stack: Stack, to: iam.IGrantable) => iam.Grant][] = [
    ['folders', (stack, to) => UserPrefix.ownerOnly(bucketIn(stack), { prefix: 'users' }).grantRead(to)],
    ['writes', (stack, to) => UserPrefix.ownerWrite(bucketIn(stack), { prefix: 'users' }).grantReadWrite(to)],
    ['rows', (stack, to) => UserRows.ownerOnly(dynamodb.Table.fromTableName(stack, 'T', 'rows')).grantRead(to)],
    ['topics', (_, to) => UserTopics.ownerOnly({ prefix: 'users' }).grantPublish(to)],
    ['ciphertexts', (stack, to) => UserCiphertexts.ownerOnly(new kms.Key(stack, 'K')).grantDecrypt(to)],
  ];
  const lambdaRole = (stack: Stack) =>
    new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const NO_IDENTITY =
    'sessions of this grantee have no identity id. Pass what addIdentityPool() returned, a group with a role, or guests.';

  test.each(VIEWS)('of %s is refused to any other role, and given to an identity pool', (_, grant) => {
    const stack = stackIn();
    expect(() => grant(stack, lambdaRole(stack))).toThrow(`Stack/Role: ${NO_IDENTITY}`);
    const other = stackIn();
    expect(() => grant(other, { grantPrincipal: lambdaRole(other) })).toThrow(`UserKey.identityId: ${NO_IDENTITY}`);
    const third = stackIn();
    expect(grant(third, signedInTo(third)).success).toBe(true);
  });

  test('is no matter where the statement does not hold it', () => {
    const stack = stackIn();
    const view = UserPrefix.ownerWrite(bucketIn(stack), { prefix: 'users' });
    expect(view.grantRead(lambdaRole(stack)).success).toBe(true);
  });

  test('is there for the principal of an identity pool too', () => {
    const { grantPrincipal } = identityPoolOf(newAuth());
    expect(byIdentityIn(newAuth()).grantRead(grantPrincipal).success).toBe(true);
  });
});

const byIdentityIn = (scope: ReturnType<typeof newAuth>) => UserPrefix.ownerOnly(bucketIn(scope), { prefix: 'users' });

test('an identity id needs no tag', () => {
  const key = UserKey.identityId();
  const view = UserPrefix.ownerOnly(bucketIn(newAuth()), { prefix: 'users', key });
  expect(view.grantRead(identityPoolOf(newAuth())).success).toBe(true);
});
