import { App, Stack, Stage } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CognitoAuth, PostConfirmation, PreSignUp, RoleMapping, RoleRule } from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { authIn, functionIn, identityPoolOf, newAuth, spa } from '../support/auth';
import { findCycle } from '../support/cycles';
import { isAllowed, policiesOf } from '../support/iam';
import { concrete } from '../support/intrinsics';
import { allOf, findingsOf, synth, TemplateJson, templateOf } from '../support/template';

type Grant = (auth: CognitoAuth, grantee: iam.IGrantable) => iam.Grant;

const GRANTS: Record<string, Grant> = {
  grantReadUsers: (auth, grantee) => auth.grantReadUsers(grantee),
  grantManageUsers: (auth, grantee) => auth.grantManageUsers(grantee),
  grantManageGroups: (auth, grantee) => auth.grantManageGroups(grantee),
  grantSetPasswords: (auth, grantee) => auth.grantSetPasswords(grantee),
};

const READ = ['AdminGetUser', 'AdminListGroupsForUser', 'ListUsers', 'ListUsersInGroup'];
const ALLOWED: Record<string, string[]> = {
  grantReadUsers: READ,
  grantManageUsers: [
    ...READ,
    ...['AdminConfirmSignUp', 'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes', 'AdminDisableUser'],
    ...['AdminEnableUser', 'AdminResetUserPassword', 'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut'],
  ],
  grantManageGroups: [
    ...['AdminAddUserToGroup', 'AdminListGroupsForUser', 'AdminRemoveUserFromGroup'],
    ...['GetGroup', 'ListGroups', 'ListUsersInGroup'],
  ],
  grantSetPasswords: ['AdminSetUserPassword'],
};
/** Nobody is granted these: who has one becomes somebody else, or changes the pool itself. */
const NEVER = [
  ...['AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'AdminLinkProviderForUser', 'AdminSetUserMFAPreference'],
  ...['CreateGroup', 'UpdateGroup', 'DeleteGroup', 'UpdateUserPool', 'DeleteUserPool', 'CreateUserPoolClient'],
  ...['DescribeUserPoolClient', 'SetUserPoolMfaConfig', 'CreateIdentityProvider'],
];
const EVERY = [...new Set([...Object.values(ALLOWED).flat(), ...NEVER])];

const OPEN = { selfSignUpEnabled: true };
const POOL = { 'Fn::GetAtt': [expect.stringMatching(/^AuthUserPool/), 'Arn'] };
const adminPolicies = (template: TemplateJson) =>
  allOf(template, 'AWS::IAM::Policy').filter(([id]) => id.includes('AdminAccess'));
const statementsOf = (template: TemplateJson) =>
  adminPolicies(template).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);

describe.each(Object.entries(GRANTS))('auth.%s', (name, grant) => {
  const template = synth((stack) => grant(authIn(stack), functionIn(stack)));

  test.each(EVERY)('decides over %s on this pool, and on no other', (operation) => {
    const roleId = Object.keys(template.Resources).find((id) => id.startsWith('OwnServiceRole'))!;
    const question = { action: `cognito-idp:${operation}`, policies: policiesOf(template, roleId) };
    const pool = concrete(template, statementsOf(template)[0].Resource) as unknown as string;
    expect(isAllowed({ ...question, resource: pool })).toBe(ALLOWED[name].includes(operation));
    expect(isAllowed({ ...question, resource: `${pool}-other` })).toBe(false);
  });

  test("stands beside the pool, not in the role's default policy, for which the function waits", () => {
    expect(statementsOf(template)).toEqual([{ Effect: 'Allow', Action: expect.anything(), Resource: POOL }]);
    const [own] = allOf(template, 'AWS::Lambda::Function');
    expect(own[1].DependsOn).toEqual([expect.stringMatching(/^OwnServiceRole/)]);
  });

  test('closes no cycle with a trigger that the function serves', () => {
    for (const early of [true, false]) {
      const both = synth((stack) => {
        const auth = authIn(stack, OPEN);
        const own = functionIn(stack);
        if (early) grant(auth, own);
        auth.addTrigger(PreSignUp.invoke(own));
        auth.addTrigger(PostConfirmation.invoke(own));
        if (!early) grant(auth, own);
      });
      expect(statementsOf(both)).toHaveLength(1);
      expect(findCycle(both)).toBeUndefined();
    }
  });
});

test('a statement in the default policy would close a cycle: the control', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, OPEN);
    const own = functionIn(stack);
    auth.userPool.grant(own, 'cognito-idp:AdminGetUser');
    auth.addTrigger(PreSignUp.invoke(own));
  });
  expect(findings.join()).toContain('auth.grantReadUsers(fn) or one of its siblings');
});

test('several grants are one statement, in whatever order they were made', () => {
  const inOrder = (grants: Grant[]) =>
    synth((stack) => {
      const auth = authIn(stack);
      const [one, two] = [functionIn(stack, 'One'), functionIn(stack, 'Two')];
      for (const grant of grants) [one, two].forEach((fn) => grant(auth, fn));
    });
  const grants = Object.values(GRANTS);
  const template = inOrder(grants);
  expect(statementsOf(template)).toHaveLength(2);
  expect(statementsOf(template)[0].Action).toHaveLength(new Set(Object.values(ALLOWED).flat()).size);
  expect(JSON.stringify(inOrder([...grants].reverse()))).toBe(JSON.stringify(template));
});

test('the same logical id in every stage', () => {
  const idsIn = (scope: Construct) => {
    const stack = new Stack(scope, 'Stack');
    authIn(stack).grantReadUsers(functionIn(stack));
    return adminPolicies(templateOf(stack)).map(([id]) => id);
  };
  const app = new App();
  expect(idsIn(app)).toEqual([expect.stringMatching(/^AuthAdminAccessOwnServiceRole[0-9A-F]{8}$/)]);
  expect(idsIn(new Stage(app, 'Beta'))).toEqual(idsIn(new Stage(app, 'Prod')));
});

test('whoever waits for a grant waits for its policy', () => {
  const template = synth((stack) => {
    const grant = authIn(stack).grantReadUsers(functionIn(stack));
    expect(grant.success).toBe(true);
    grant.applyBefore(functionIn(stack, 'Later').node.defaultChild as lambda.CfnFunction);
  });
  const later = Object.entries(template.Resources).find(([id]) => /^Later[0-9A-F]{8}$/.test(id))![1];
  expect(later.DependsOn).toEqual(expect.arrayContaining([adminPolicies(template)[0][0]]));
});

describe('who can be granted to', () => {
  test.each<[string, (stack: Stack, auth: CognitoAuth) => iam.IGrantable, string, unknown]>([
    ['a user', (stack) => new iam.User(stack, 'Who'), 'Users', { Ref: expect.stringMatching(/^Who/) }],
    ['a group of IAM', (stack) => new iam.Group(stack, 'Who'), 'Groups', { Ref: expect.stringMatching(/^Who/) }],
    ['an imported role', (stack) => iam.Role.fromRoleName(stack, 'Who', 'support'), 'Roles', 'support'],
    ['an imported user', (stack) => iam.User.fromUserName(stack, 'Who', 'ann'), 'Users', 'ann'],
    ['a function', (stack) => functionIn(stack), 'Roles', { Ref: expect.stringMatching(/^OwnServiceRole/) }],
    [
      'a version of a function',
      (stack) => functionIn(stack).currentVersion,
      'Roles',
      { Ref: expect.stringMatching(/^OwnServiceRole/) },
    ],
    [
      'a group of the pool, whose members have a role',
      (_stack, auth) => auth.addGroup('Support', { precedence: 1, identityPool: identityPoolOf(auth) }),
      'Roles',
      { Ref: expect.stringMatching(/^AuthSupportRole/) },
    ],
  ])('%s', (_name, who, kind, expected) => {
    const template = synth((stack) => {
      const auth = authIn(stack);
      auth.grantReadUsers(who(stack, auth));
    });
    expect(adminPolicies(template).map(([, { Properties }]) => Properties[kind])).toEqual([[expected]]);
  });

  test('a role that its owner keeps as it is gets nothing', () => {
    const template = synth((stack) => {
      const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
      authIn(stack).grantReadUsers(role.withoutPolicyUpdates());
    });
    expect(adminPolicies(template)).toEqual([]);
  });

  test.each<[string, (auth: CognitoAuth) => iam.IGrantable, string]>([
    ['a service', () => new iam.ServicePrincipal('lambda.amazonaws.com'), 'ServicePrincipal(lambda.amazonaws.com)'],
    ['an account', () => new iam.AccountPrincipal('123456789012'), 'AccountPrincipal(123456789012)'],
    [
      'a function whose role is unknown',
      (auth) => lambda.Function.fromFunctionArn(auth, 'Far', 'arn:aws:lambda:us-east-1:123456789012:function:far'),
      'Stack/Auth/Far',
    ],
  ])('not %s', (_name, who, told) => {
    const auth = newAuth();
    expect(() => auth.grantManageUsers(who(auth))).toThrow(
      `Stack/Auth: the grantee ${told} can have no policy, and a user pool has none of its own. Grant to a role, to a user or group of IAM, or to a function whose role is known.`,
    );
  });

  test('not the roles that stand for everybody, and one that stands for some', () => {
    const auth = newAuth();
    const clients = [auth.addClient('Spa', spa())];
    const signedIn = auth.addIdentityPool('Aws', { clients, guestsAllowed: true });
    for (const role of [signedIn.authenticatedRole, signedIn.guests.role]) {
      expect(() => auth.grantManageUsers(role)).toThrow(/so that everybody would administer everybody\./);
    }
    const admins = auth.addGroup('Admins', { precedence: 0, identityPool: signedIn });
    expect(() => auth.grantManageUsers(admins)).not.toThrow();
  });

  test('not a role that users choose themselves, and one that they cannot choose', () => {
    const auth = newAuth();
    const clients = [auth.addClient('Spa', spa())];
    const gold = RoleRule.userWritableClaimEquals('nickname', 'x', 'Gold');
    const staff = RoleRule.claimEquals('custom:plan', 'staff', 'Staff');
    const signedIn = auth.addIdentityPool('Aws', { clients, roleMapping: RoleMapping.rules([gold, staff]) });
    expect(() => auth.grantManageUsers(signedIn.roleFor('Gold'))).toThrow(
      'Stack/Auth: the grantee is Stack/Auth/Aws/GoldRole, so that everybody would administer everybody. Grant to a group, or to the function of a back end.',
    );
    expect(() => auth.grantManageUsers(signedIn.roleFor('Staff'))).not.toThrow();
  });

  test('not a role of which one rule can be met by choice', () => {
    const auth = newAuth();
    const clients = [auth.addClient('Spa', spa())];
    const rules = [
      RoleRule.claimEquals('custom:plan', 'gold', 'Gold'),
      RoleRule.userWritableClaimEquals('nickname', 'x', 'Gold'),
    ];
    const signedIn = auth.addIdentityPool('Aws', { clients, roleMapping: RoleMapping.rules(rules) });
    expect(() => auth.grantReadUsers(signedIn.roleFor('Gold'))).toThrow(/so that everybody would administer everybody/);
  });

  test('not every signed-in user, and not guests', () => {
    const auth = newAuth();
    const clients = [auth.addClient('Spa', spa())];
    const signedIn = auth.addIdentityPool('Aws', { clients, guestsAllowed: true });
    expect(() => auth.grantReadUsers(signedIn)).toThrow(
      'Stack/Auth: the grantee is Stack/Auth/Aws, so that everybody would administer everybody. Grant to a group, or to the function of a back end.',
    );
    expect(() => auth.grantReadUsers(signedIn.guests)).toThrow(
      /^Stack\/Auth: the grantee is Stack\/Auth\/Aws\/Guests, /,
    );
  });
});

describe('in another stack', () => {
  function twoStacks(build: (auth: CognitoAuth, fn: lambda.Function) => void): [Template, Template] {
    const app = new App();
    const [users, backEnd] = [new Stack(app, 'Users'), new Stack(app, 'BackEnd')];
    build(authIn(users, OPEN), functionIn(backEnd));
    return [Template.fromStack(users), Template.fromStack(backEnd)];
  }
  const adminPolicy = { PolicyDocument: { Statement: [Match.objectLike({ Action: Match.arrayWith(['cognito-idp:ListUsers']) })] } }; // prettier-ignore

  test("a back end's policy stands in its own stack, which knows the pool already", () => {
    const [users, backEnd] = twoStacks((auth, fn) => {
      fn.addEnvironment('USER_POOL_ID', auth.userPool.userPoolId);
      auth.grantReadUsers(fn);
    });
    backEnd.hasResourceProperties('AWS::IAM::Policy', adminPolicy);
    users.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test.each([true, false])("a trigger's policy stands beside the pool, which knows the function already", (early) => {
    const [users, backEnd] = twoStacks((auth, fn) => {
      if (early) auth.grantReadUsers(fn);
      auth.addTrigger(PreSignUp.invoke(fn));
      if (!early) auth.grantReadUsers(fn);
    });
    users.hasResourceProperties('AWS::IAM::Policy', adminPolicy);
    backEnd.resourceCountIs('AWS::IAM::Policy', 0);
  });
});
