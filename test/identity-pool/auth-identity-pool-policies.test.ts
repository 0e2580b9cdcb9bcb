import { App, Aspects, Stack, Token } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthIdentityPool, UserPrefix } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { authIn, bucketIn, identityPoolOf, spa } from '../support/auth';
import { appWithFlags } from '../support/flags';
import { allOf, findingsOf, Resource, synth, TemplateJson, templateOf } from '../support/template';

const MANAGED = 'AWS::IAM::ManagedPolicy';
const LIMIT = 6_144;

/** A statement of a known length, as JSON. */
const statement = (index: number, length = 1_000) => {
  const make = (resource: string) => new iam.PolicyStatement({ actions: ['s3:GetObject'], resources: [resource] });
  const start = `arn:aws:s3:::bucket/${String(index).padStart(4, '0')}`;
  const rest = length - JSON.stringify(make(start).toStatementJson()).length;
  return make(start + 'x'.repeat(rest));
};

const granted = (statements: readonly iam.PolicyStatement[], app?: App) =>
  synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    statements.forEach((each) => signedIn.grantPrincipal.addToPrincipalPolicy(each));
  }, app);

const many = (count: number, length?: number) => Array.from({ length: count }, (_, index) => statement(index, length));
const policiesOf = (template: TemplateJson) => allOf(template, MANAGED);
const sizeOf = ([, { Properties }]: [string, Resource]) => JSON.stringify(Properties.PolicyDocument).length;
const statementsOf = (template: TemplateJson): any[] =>
  policiesOf(template).flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);

test('the first policy keeps its logical id, whatever comes after it', () => {
  const ids = (count: number) => policiesOf(granted(many(count))).map(([id]) => id.replace(/[0-9A-F]{8}$/, ''));
  const [[first]] = policiesOf(granted(many(1)));
  expect(policiesOf(granted(many(20)))[0][0]).toBe(first);
  expect(ids(20)).toEqual(['AuthAwsSignedInAccess', ...[2, 3, 4].map((n) => `AuthAwsSignedInAccess${n}`)]);
});

test('statements are split before the limit of IAM, and none is lost or copied', () => {
  const template = granted(many(30));
  expect(
    policiesOf(template)
      .map(sizeOf)
      .filter((size) => size > LIMIT),
  ).toEqual([]);
  const resources = statementsOf(template).map(({ Resource: arn }) => arn);
  expect([resources.length, new Set(resources).size]).toEqual([30, 30]);
});

test.each([
  ['fits', LIMIT - 41, 1],
  ['is one character too long', LIMIT - 40, 2],
])('two statements of which the sum %s', (_, sum, policies) => {
  const template = granted([statement(1, 3_000), statement(2, sum - 3_001)]);
  expect(policiesOf(template)).toHaveLength(policies);
});

test('no policy is ever longer than IAM allows, whatever is granted', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 200, max: 6_000 }), { maxLength: 12 }), (lengths) => {
      const template = granted(lengths.map((length, index) => statement(index, length)));
      policiesOf(template).forEach((policy) => expect(sizeOf(policy)).toBeLessThanOrEqual(LIMIT));
      expect(statementsOf(template)).toHaveLength(lengths.length);
    }),
    { numRuns: 20 },
  );
});

test('references are counted as long as they can become', () => {
  const template = synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    for (let index = 0; index < 25; index += 1) {
      const partitionKey = { name: 'id', type: dynamodb.AttributeType.STRING };
      new dynamodb.Table(stack, `Table${index}`, { partitionKey }).grantReadData(signedIn);
      new s3.Bucket(stack, `Bucket${index}`).grantRead(signedIn);
    }
  });
  const longest = (text: string) =>
    text
      .replace(
        /\{"Fn::GetAtt":\["Table[^\]]*\]\}/g,
        `"arn:aws:dynamodb:ap-southeast-1:111122223333:table/${'x'.repeat(255)}"`,
      )
      .replace(/\{"Fn::GetAtt":\["Bucket[^\]]*\]\}/g, `"arn:aws:s3:::${'x'.repeat(63)}"`);
  const texts = policiesOf(template).map(([, { Properties }]) => longest(JSON.stringify(Properties.PolicyDocument)));
  expect(texts.length).toBeGreaterThan(1);
  expect(texts.filter((text) => text.length > LIMIT)).toEqual([]);
});

test('which policy a statement ends in does not depend on the order of the grants', () => {
  const one = many(20, 1_300);
  const other = [...many(20, 1_300)].reverse();
  expect(granted(other)).toEqual(granted(one));
});

test('the same statement twice is there once; equal names in two stacks are two', () => {
  expect(statementsOf(granted([...many(1), ...many(1)]))).toHaveLength(1);
  const template = synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    [stack, new Stack(stack, 'Other')].forEach((home) => bucketIn(home).grantRead(signedIn));
  });
  expect(statementsOf(template)).toHaveLength(2);
});

test('every policy reaches every role, also of groups that are added later', () => {
  const template = synth((stack) => {
    const auth = authIn(stack);
    const identityPool = identityPoolOf(auth);
    many(10).forEach((each) => identityPool.grantPrincipal.addToPrincipalPolicy(each));
    auth.addGroup('Later', { precedence: 1, identityPool });
  });
  expect(policiesOf(template)).toHaveLength(2);
  policiesOf(template).forEach(([, { Properties }]) => expect(Properties.Roles).toHaveLength(2));
});

test('what an aspect grants while the app is prepared is there too', () => {
  const template = synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    let rest = many(10);
    // the bucket comes after the identity pool, and so does its aspect
    Aspects.of(bucketIn(stack)).add({
      visit: () => {
        rest.forEach((each) => signedIn.grantPrincipal.addToPrincipalPolicy(each));
        rest = [];
      },
    });
  });
  expect(statementsOf(template)).toHaveLength(10);
  expect(
    policiesOf(template)
      .map(sizeOf)
      .filter((size) => size > LIMIT),
  ).toEqual([]);
});

test('what waits for a grant waits for all policies', () => {
  const template = synth((stack) => {
    const signedIn = identityPoolOf(authIn(stack));
    const grants = many(10).map((each) => signedIn.grantPrincipal.addToPrincipalPolicy(each));
    bucketIn(stack).node.addDependency(grants[0].policyDependable!);
  });
  expect(template.Resources.Files8E6940B8.DependsOn).toEqual(policiesOf(template).map(([id]) => id));
});

test('feature flags change neither the policies nor where statements stand', () => {
  const ids = (app: App) => policiesOf(granted(many(20), app)).map(([id]) => id);
  expect(ids(appWithFlags())).toEqual(ids(new App()));
});

describe('refuses', () => {
  const findings = (statements: iam.PolicyStatement[], also: (signedIn: AuthIdentityPool) => void = () => undefined) =>
    findingsOf((stack) => {
      const signedIn = identityPoolOf(authIn(stack));
      statements.forEach((each) => signedIn.grantPrincipal.addToPrincipalPolicy(each));
      also(signedIn);
    });

  test('more than ten policies for a role', () => {
    expect(findings(many(10, 6_000))).toEqual([]);
    expect(findings(many(11, 6_000))).toEqual([
      'Stack/Auth/Aws: Stack/Auth/Aws/AuthenticatedRole would have 11 managed policies, 11 of them for what every signed-in user may do, and IAM allows 10. Grant a prefix or a table instead of many resources, or grant to groups.',
    ]);
  });

  test('ten policies beside one that the role has already', () => {
    const own = iam.ManagedPolicy.fromAwsManagedPolicyName('ReadOnlyAccess');
    expect(findings(many(9, 6_000), ({ authenticatedRole }) => authenticatedRole.addManagedPolicy(own))).toEqual([]);
    expect(findings(many(10, 6_000), ({ authenticatedRole }) => authenticatedRole.addManagedPolicy(own))).toEqual([
      expect.stringContaining('would have 11 managed policies, 10 of them'),
    ]);
  });

  test('a statement for which no policy has room', () => {
    expect(findings([statement(1, 6_104)])).toEqual([
      'Stack/Auth/Aws: a statement that was granted to every signed-in user (s3:GetObject) has about 6145 characters, and a policy has room for 6144. Grant fewer resources at once.',
    ]);
  });
});

describe('intrinsic functions of whatever kind have a bound', () => {
  test.each([
    ['a pseudo parameter', { Ref: 'AWS::Region' }],
    ['a join', { 'Fn::Join': ['', ['arn:aws:s3:::', { Ref: 'AWS::AccountId' }]] }],
    ['an import', { 'Fn::ImportValue': 'x' }],
    ['a substitution', { 'Fn::Sub': 'arn:${AWS::Partition}:s3:::x' }],
  ])('%s', (_, value) => {
    const resources = [Token.asString(value)];
    const template = granted([new iam.PolicyStatement({ actions: ['s3:GetObject'], resources })]);
    expect(statementsOf(template)[0].Resource).toEqual(value);
  });
});

describe('the home of the policies', () => {
  const stacks = () => {
    const app = new App();
    const [theirs, ours] = ['Theirs', 'Ours'].map((id) => new Stack(app, id));
    return { app, theirs, ours, auth: authIn(ours), bucket: bucketIn(theirs) };
  };

  test('is the stack of the identity pool', () => {
    const { theirs, ours, auth, bucket } = stacks();
    bucket.grantRead(identityPoolOf(auth));
    expect([policiesOf(templateOf(ours)).length, policiesOf(templateOf(theirs)).length]).toEqual([1, 0]);
    expect([ours.dependencies, theirs.dependencies]).toEqual([[theirs], []]);
  });

  test('is where policyScope says, and then the identity pool does not wait', () => {
    const { theirs, ours, auth, bucket } = stacks();
    const clients = [auth.addClient('Spa', spa())];
    const signedIn = auth.addIdentityPool('Aws', { clients, policyScope: theirs });
    auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
    bucket.grantRead(signedIn);
    expect([policiesOf(templateOf(ours)).length, policiesOf(templateOf(theirs)).length]).toEqual([0, 1]);
    expect([ours.dependencies, theirs.dependencies]).toEqual([[], [ours]]);
    expect(policiesOf(templateOf(theirs))[0][1].Properties.Roles).toHaveLength(2);
  });

  test('away from the identity pool, still has the reasons of its wildcards beside it', () => {
    const { theirs, auth, bucket } = stacks();
    const signedIn = auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], policyScope: theirs });
    UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantRead(signedIn);
    templateOf(theirs);
    const policy = theirs.node.children.find(({ node }) => node.id.endsWith('SignedInAccess'))!;
    expect(policy.node.metadata.map(({ data }) => data)).toContainEqual({
      [`AwsSolutions::AwsSolutions-IAM5[Resource::<Files8E6940B8.Arn>/users/<cognito-identity.amazonaws.com:sub>/*]`]:
        expect.stringContaining('folder'),
    });
  });
});
