import { notesTemplate } from './auth';
import { canAssume, isAllowed, policiesOf, webIdentityRoles } from './iam';
import { concrete, REGION } from './intrinsics';

const template = notesTemplate();
const EDITORS = webIdentityRoles(template).find(([id]) => id.startsWith('AuthEditors'))![0];

test('the simulator honours the identity id, so that a denial is no coincidence', () => {
  const put = (resource: string) =>
    isAllowed({
      action: 's3:PutObject',
      resource: `arn:aws:s3:::notes5bb3582f/users/${resource}`,
      policies: policiesOf(template, EDITORS),
      context: { 'cognito-identity.amazonaws.com:sub': `${REGION}:mine` },
    });
  expect([put(`${REGION}:mine/note`), put(`${REGION}:other/note`)]).toEqual([true, false]);
});

test('the simulator honours the conditions of a trust', () => {
  const pool = Object.keys(template.Resources).find(
    (id) => template.Resources[id].Type === 'AWS::Cognito::IdentityPool',
  );
  const assume = (aud: string) =>
    canAssume(template, EDITORS, {
      'cognito-identity.amazonaws.com:aud': aud,
      'cognito-identity.amazonaws.com:amr': ['authenticated'],
    });
  expect([assume(`${REGION}:${pool}`), assume(`${REGION}:another`)]).toEqual([true, false]);
});

test('finds every policy of a role: inline, beside it and managed', () => {
  const roles = [{ Ref: 'Role' }];
  const document = (Sid: string) => ({ PolicyDocument: { Statement: [{ Sid }] } });
  const Resources = {
    Role: { Type: 'AWS::IAM::Role', Properties: { Policies: [document('inline')] } },
    Beside: { Type: 'AWS::IAM::Policy', Properties: { ...document('beside'), Roles: roles } },
    Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { ...document('managed'), Roles: roles } },
    Foreign: { Type: 'AWS::IAM::ManagedPolicy', Properties: document('foreign') },
  };
  expect(JSON.stringify(policiesOf({ Resources }, 'Role').map((each: any) => each.Statement[0].Sid))).toBe(
    '["inline","beside","managed"]',
  );
});

test('refuses an intrinsic function that it cannot resolve', () => {
  expect(() => concrete(template, { 'Fn::ImportValue': 'x' })).toThrow('no value for Fn::ImportValue');
});
