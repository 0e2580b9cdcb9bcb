import { App, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthIdentityPool, CognitoAuth, RoleMapping, RoleRule, UserPrefix, UserRows } from 'cdk-cognito-auth';
import { Construct } from 'constructs';
import { authIn, spa } from '../support/auth';
import { findCycle } from '../support/cycles';
import { allOf, TemplateJson, templateOf } from '../support/template';

const PLAN = { customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) } };
const RULES = RoleMapping.rules([RoleRule.claimEquals('custom:plan', 'gold', 'Gold')]);

type Grantee = (auth: CognitoAuth, signedIn: AuthIdentityPool) => iam.IGrantable;

const group: Grantee = (auth, identityPool) => auth.addGroup('Editors', { precedence: 1, identityPool });
const guests: Grantee = (_, signedIn) => signedIn.guests;
const ofRule: Grantee = (_, signedIn) => signedIn.roleFor('Gold');

/** Whoever is granted something beside all signed-in users: the path of their role, and how they come about. */
const GRANTEES: [string, Grantee, RoleMapping?][] = [
  ['Editors/Role', group],
  ['Aws/Guests/Role', guests],
  ['Aws/GoldRole', ofRule, RULES],
  ['Aws/AuthenticatedRole', (_, { authenticatedRole }) => authenticatedRole],
];

/** A bucket and a table in a stack, granted to roles of another one. */
function granted([, granteeOf, roleMapping]: (typeof GRANTEES)[number], scopeIn?: (app: App, theirs: Stack) => Stack) {
  const app = new App();
  const [theirs, ours] = ['Theirs', 'Ours'].map((id) => new Stack(app, id));
  const auth = authIn(ours, PLAN);
  const clients = [auth.addClient('Spa', spa())];
  const policyScope = scopeIn?.(app, theirs);
  const options = { clients, policyScope, roleMapping, guestsAllowed: true };
  const grantee = granteeOf(auth, auth.addIdentityPool('Aws', options));
  const bucket = new s3.Bucket(theirs, 'Files');
  const partitionKey = { name: 'owner', type: dynamodb.AttributeType.STRING };
  UserRows.ownerOnly(new dynamodb.Table(theirs, 'Rows', { partitionKey })).grantRead(grantee);
  UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantRead(grantee);
  return { app, theirs, ours, auth, bucket, policyScope };
}

/** A resource of one stack that refers to something of another. */
const refer = (scope: Construct, id: string, value: string) =>
  new iam.ManagedPolicy(scope, id, { description: value, statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] }); // prettier-ignore

const grantsIn = (template: TemplateJson) =>
  ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy'].flatMap((type) =>
    allOf(template, type).filter(([, { Properties }]) =>
      JSON.stringify(Properties.PolicyDocument).includes('dynamodb:'),
    ),
  );

describe.each(GRANTEES)('what is granted to %s', (role, ...grantee) => {
  const row: (typeof GRANTEES)[number] = [role, ...grantee];

  test('stands beside the role, and references in one direction are deployable', () => {
    const { app, ours, bucket } = granted(row);
    refer(ours, 'More', bucket.bucketName);
    const policies = grantsIn(templateOf(ours));
    expect(() => app.synth()).not.toThrow();
    expect(policies.map(([, { Type }]) => Type)).toEqual(['AWS::IAM::Policy']);
  });

  test('is refused when the stack of the resource refers to the identity pool, and both references are named', () => {
    const { app, theirs, auth } = granted(row);
    refer(theirs, 'Api', auth.userPool.userPoolId);
    expect(() => app.synth()).toThrow(
      `Ours/Auth/${role}: the policy of this role refers to the stack Theirs (Ours/Auth/${role}/DefaultPolicy -> Theirs/Rows), which refers back (Theirs/Api -> Ours/Auth/UserPool), so that each stack would wait for the other. Pass to addIdentityPool() as policyScope a stack for which no other waits.`,
    );
  });

  test('stands in the stack of the resource when policyScope says so, which may refer to the identity pool', () => {
    const { app, theirs, ours, auth } = granted(row, (_, scope) => scope);
    refer(theirs, 'Api', auth.userPool.userPoolId);
    expect(() => app.synth()).not.toThrow();
    expect(grantsIn(templateOf(ours))).toEqual([]);
    const [[, { Type, Properties }], ...others] = grantsIn(templateOf(theirs));
    expect([Type, others]).toEqual(['AWS::IAM::ManagedPolicy', []]);
    expect(Properties.Roles).toEqual([
      { 'Fn::ImportValue': expect.stringContaining(`Auth${role.replace(/\//g, '')}`) },
    ]);
    expect([theirs, ours].map((stack) => findCycle(templateOf(stack)))).toEqual([undefined, undefined]);
  });

  test('is refused there when the stack of the role refers to it', () => {
    const { app, ours, bucket } = granted(row, (_, scope) => scope);
    refer(ours, 'More', bucket.bucketName);
    expect(() => app.synth()).toThrow(
      new RegExp(
        `^Ours/Auth/${role}: the policy of this role refers to the stack Ours \\(Theirs/\\w+Access -> Ours/Auth/${role}\\), which refers back \\(Ours/More -> Theirs/Files\\)`,
      ),
    );
  });

  test('has a home in a stack for which no other waits, whatever the others do', () => {
    const { app, ours, bucket, policyScope } = granted(row, (root) => new Stack(root, 'Access'));
    refer(ours, 'More', bucket.bucketName);
    expect(() => app.synth()).not.toThrow();
    expect(grantsIn(templateOf(policyScope!))).toHaveLength(1);
  });

  test('stands in its home in the same policy, whatever the order of the calls', () => {
    const statement = (action: string) => new iam.PolicyStatement({ actions: [action], resources: ['arn:aws:s3:::x'] });
    const homeOf = (...actions: string[]) => {
      const app = new App();
      const [home, ours] = ['Home', 'Ours'].map((id) => new Stack(app, id));
      const auth = authIn(ours, PLAN);
      const [, granteeOf, roleMapping] = row;
      const clients = [auth.addClient('Spa', spa())];
      const options = { clients, policyScope: home, roleMapping, guestsAllowed: true };
      const { grantPrincipal } = granteeOf(auth, auth.addIdentityPool('Aws', options));
      actions.forEach((action) => grantPrincipal.addToPrincipalPolicy(statement(action)));
      return templateOf(home);
    };
    expect(homeOf('s3:GetObject', 's3:PutObject')).toEqual(homeOf('s3:PutObject', 's3:GetObject'));
  });
});

test('explanations of wildcards follow a policy to its home', () => {
  const { app, policyScope } = granted(GRANTEES[0], (root) => new Stack(root, 'Access'));
  app.synth();
  const explained = policyScope!.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === 'aws:cdk:acknowledged-rules'));
  expect(JSON.stringify(explained)).toContain('/users/<cognito-identity.amazonaws.com:sub>/*');
});

test('statements of a role are split before the limit of IAM, and one that is too long is refused', () => {
  const synthesised = (length: number, count: number) => {
    const app = new App();
    const home = new Stack(app, 'Home');
    const auth = authIn(new Stack(app, 'Ours'));
    const signedIn = auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], policyScope: home });
    const { grantPrincipal } = auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
    for (let index = 0; index < count; index += 1) {
      const resources = [`arn:aws:s3:::bucket/${index}${'x'.repeat(length)}`];
      grantPrincipal.addToPrincipalPolicy(new iam.PolicyStatement({ actions: ['s3:GetObject'], resources }));
    }
    return () => allOf(templateOf(home), 'AWS::IAM::ManagedPolicy').length;
  };
  expect(synthesised(2_000, 6)()).toBe(3);
  expect(synthesised(2_000, 40)).toThrow(
    'Ours/Auth/Editors/Role would have 20 managed policies, 0 of them for what every signed-in user may do, and IAM allows 10.',
  );
  expect(synthesised(6_200, 1)).toThrow(
    /\[Ours\/Auth\/Editors\/Role\] a statement that was granted to this role \(s3:GetObject\) has about 6\d+ characters, and a policy has room for 6144\. Grant fewer resources at once\./,
  );
});
