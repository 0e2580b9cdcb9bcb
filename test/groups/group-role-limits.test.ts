import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { GroupOptions } from 'cdk-cognito-auth';
import { authIn, identityPoolOf, newAuth } from '../support/auth';
import { named, synth } from '../support/template';

const boundary = iam.ManagedPolicy.fromAwsManagedPolicyName('PowerUserAccess');

const rolesWith = (limits: GroupOptions) =>
  synth((stack) => {
    const auth = authIn(stack);
    const identityPool = identityPoolOf(auth);
    auth.addGroup('Editors', { precedence: 1, identityPool, ...limits });
    auth.addGroup('Admins', { precedence: 0, identityPool });
  });

test('a permissions boundary bounds the role of the group, and no other', () => {
  const template = rolesWith({ permissionsBoundary: boundary });
  expect(JSON.stringify(named(template, 'AuthEditorsRole').Properties.PermissionsBoundary)).toContain(
    'PowerUserAccess',
  );
  expect(named(template, 'AuthAdminsRole').Properties.PermissionsBoundary).toBeUndefined();
});

test('the duration of a session bounds the role of the group, and no other', () => {
  const template = rolesWith({ maxSessionDuration: Duration.hours(4) });
  expect(named(template, 'AuthEditorsRole').Properties.MaxSessionDuration).toBe(14_400);
  expect(named(template, 'AuthAdminsRole').Properties.MaxSessionDuration).toBeUndefined();
});

test.each<[string, GroupOptions]>([
  ['permissionsBoundary', { permissionsBoundary: boundary }],
  ['maxSessionDuration', { maxSessionDuration: Duration.hours(4) }],
])('refuses %s without a role', (option, limits) => {
  expect(() => newAuth().addGroup('Editors', limits)).toThrow(
    `Stack/Auth/Editors: ${option} bounds the role of the group, which has none. Pass identityPool to addGroup() to give it one.`,
  );
});

test('a group tells views where its role comes from', () => {
  const auth = newAuth();
  const identityPool = identityPoolOf(auth);
  expect(auth.addGroup('Editors', { precedence: 1, identityPool })._identityPool).toBe(identityPool);
  expect(auth.addGroup('Readers')._identityPool).toBeUndefined();
});
