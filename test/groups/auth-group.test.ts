import { CfnParameter, Token } from 'aws-cdk-lib';
import * as fc from 'fast-check';
import { authIn, bucketIn, identityPoolOf, newAuth } from '../support/auth';
import { allOf, findingsOf, named, propertiesOf, synth } from '../support/template';

test('the id is the name of the group', () => {
  const template = synth((stack) => void authIn(stack).addGroup('Readers'));
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolGroup')).toEqual({
    GroupName: 'Readers',
    UserPoolId: { Ref: 'AuthUserPool8115E87F' },
  });
});

test('name, precedence and description reach the group', () => {
  const options = { groupName: 'readers', precedence: 7, description: 'May read' };
  const template = synth((stack) => void authIn(stack).addGroup('Readers', options));
  expect(propertiesOf(template, 'AWS::Cognito::UserPoolGroup')).toMatchObject({
    GroupName: 'readers',
    Precedence: 7,
    Description: 'May read',
  });
});

test('without an identity pool a group has no role', () => {
  const template = synth((stack) => void authIn(stack).addGroup('Readers', { precedence: 1 }));
  expect(allOf(template, 'AWS::IAM::Role')).toEqual([]);
});

test('its name is a plain string, so that triggers can carry it', () => {
  const group = newAuth().addGroup('Readers');
  expect(group.groupName).toBe('Readers');
  expect(Token.isUnresolved(group.resource.groupName)).toBe(true);
});

test('a grant to the group reaches its role, and no other', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    const identityPool = identityPoolOf(auth);
    bucketIn(stack).grantRead(auth.addGroup('Editors', { precedence: 1, identityPool }));
    auth.addGroup('Admins', { precedence: 0, identityPool });
  });
  const [editors] = allOf(template, 'AWS::IAM::Role').filter(([id]) => id.startsWith('AuthEditors'));
  expect(propertiesOf(template, 'AWS::IAM::Policy').Roles).toEqual([{ Ref: editors[0] }]);
  expect(named(template, 'AuthEditors27').Properties.RoleArn).toEqual({ 'Fn::GetAtt': [editors[0], 'Arn'] });
});

test('refuses a grant to a group without a role', () => {
  const auth = newAuth();
  const group = auth.addGroup('Editors');
  expect(() => bucketIn(auth).grantRead(group)).toThrow(
    'Stack/Auth/Editors: the group has no role. Pass identityPool to addGroup() to give it one.',
  );
});

test('refuses a group with a role and no precedence', () => {
  const auth = newAuth();
  const identityPool = identityPoolOf(auth);
  expect(() => auth.addGroup('Editors', { identityPool })).toThrow(
    'Stack/Auth/Editors: the group has a role and no precedence, so a member of several groups would have no preferred role. Pass precedence to addGroup().',
  );
});

test('refuses two role groups of the same precedence, and names each beside the other', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    const identityPool = identityPoolOf(auth);
    auth.addGroup('Editors', { precedence: 1, identityPool });
    auth.addGroup('Admins', { precedence: 1, identityPool });
  });
  const finding = (group: string, twin: string) =>
    `Stack/Auth/${group}: the group has a role and the precedence 1, like Stack/Auth/${twin}, so a member of both would have no preferred role. Give each group with a role a precedence of its own.`;
  expect(findings).toEqual([finding('Editors', 'Admins'), finding('Admins', 'Editors')]);
});

test('accepts the same precedence for groups without roles', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addGroup('Editors', { precedence: 1, identityPool: identityPoolOf(auth) });
    auth.addGroup('Readers', { precedence: 1 });
    auth.addGroup('Writers', { precedence: 1 });
  });
  expect(findings).toEqual([]);
});

test('accepts a precedence that is known at deployment', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    const identityPool = identityPoolOf(auth);
    const precedence = new CfnParameter(stack, 'Precedence', { type: 'Number' }).valueAsNumber;
    auth.addGroup('Editors', { precedence, identityPool });
    auth.addGroup('Admins', { precedence: 1, identityPool });
  });
  expect(findings).toEqual([]);
});

test('any precedences of role groups are accepted exactly when no two are the same', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 5 }), (precedences) => {
      const findings = findingsOf((stack) => {
        const auth = authIn(stack);
        const identityPool = identityPoolOf(auth);
        precedences.forEach((precedence, index) => auth.addGroup(`Group${index}`, { precedence, identityPool }));
      });
      expect(findings.length === 0).toBe(new Set(precedences).size === precedences.length);
    }),
    { numRuns: 20 },
  );
});
