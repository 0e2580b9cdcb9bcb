import { App, CfnOutput, NestedStack, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { authIn, spa } from '../support/auth';
import { allOf, templateOf } from '../support/template';

const MANAGED = 'AWS::IAM::ManagedPolicy';

/** Two stacks, with an identity pool in one of them and a bucket that is granted in the other. */
function granted(policyScope?: (app: App, theirs: Stack) => Construct) {
  const app = new App();
  const [theirs, ours] = ['Theirs', 'Ours'].map((id) => new Stack(app, id));
  const auth = authIn(ours);
  const bucket = new s3.Bucket(theirs, 'Files');
  const scope = policyScope?.(app, theirs);
  const signedIn = auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], policyScope: scope });
  bucket.grantRead(signedIn);
  return { app, theirs, ours, auth, bucket, signedIn };
}

/** A resource of one stack that refers to something of another. */
const refer = (scope: Construct, id: string, value: string) =>
  new iam.ManagedPolicy(scope, id, { description: value, statements: [new iam.PolicyStatement({ actions: ['s3:ListAllMyBuckets'], resources: ['*'] })] }); // prettier-ignore

test('references in one direction are deployable', () => {
  const { app, ours, bucket } = granted();
  refer(ours, 'More', bucket.bucketName);
  expect(() => app.synth()).not.toThrow();
});

test('references in both directions are refused, and both are named', () => {
  const { app, theirs, auth } = granted();
  refer(theirs, 'Api', auth.userPool.userPoolId);
  expect(() => app.synth()).toThrow(
    'Ours/Auth/Aws: the policy of signed-in users refers to the stack Theirs (Ours/Auth/Aws/SignedInAccess -> Theirs/Files), which refers back (Theirs/Api -> Ours/Auth/UserPool), so that each stack would wait for the other. Pass to addIdentityPool() as policyScope a stack for which no other waits.',
  );
});

test('a way back over a third stack is refused, and every step is named', () => {
  const { app, theirs, auth } = granted();
  const third = new Stack(app, 'Third');
  const between = new s3.Bucket(third, 'Between');
  refer(theirs, 'Api', between.bucketName);
  refer(third, 'Other', auth.userPool.userPoolId);
  expect(() => app.synth()).toThrow(
    'which refers back (Theirs/Api -> Third/Between, Third/Other -> Ours/Auth/UserPool), so that',
  );
});

test('a way back that was declared is refused too', () => {
  const { app, theirs, ours } = granted();
  // its successor is younger than the oldest CDK that is promised
  const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  theirs.addDependency(ours);
  warn.mockRestore();
  expect(() => app.synth()).toThrow('which refers back (Theirs -> Ours), so that');
});

test('the stack of the resource is a home when that one refers to the identity pool', () => {
  const { app, theirs, auth } = granted((_, scope) => scope);
  refer(theirs, 'Api', auth.userPool.userPoolId);
  expect(() => app.synth()).not.toThrow();
  expect(allOf(templateOf(theirs), MANAGED).map(([id]) => id)).toContainEqual(
    expect.stringContaining('SignedInAccess'),
  );
});

test('and is none when the stack of the identity pool refers to it', () => {
  const { app, ours, bucket } = granted((_, scope) => scope);
  refer(ours, 'More', bucket.bucketName);
  expect(() => app.synth()).toThrow(
    /^Ours\/Auth\/Aws: the policy of signed-in users refers to the stack Ours \(Theirs\/\w+SignedInAccess -> Ours\/Auth\/Aws\/AuthenticatedRole\), which refers back \(Ours\/More -> Theirs\/Files\)/,
  );
});

test('a stack for which no other waits is always a home', () => {
  const { app, ours, bucket } = granted((root) => new Stack(root, 'Access'));
  refer(ours, 'More', bucket.bucketName);
  expect(() => app.synth()).not.toThrow();
});

test('a nested stack is deployed with the one that holds it, and waits for nobody else', () => {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  const auth = authIn(stack);
  const bucket = new s3.Bucket(new NestedStack(stack, 'Nested'), 'Files');
  bucket.grantRead(auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())] }));
  new CfnOutput(stack, 'Name', { value: bucket.bucketName });
  expect(() => app.synth()).not.toThrow();
});
