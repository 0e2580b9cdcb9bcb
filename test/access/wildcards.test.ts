import { App, Stack, Validations } from 'aws-cdk-lib';
import * as apigatewayv2 from 'aws-cdk-lib/aws-apigatewayv2';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AuthIdentityPool,
  ApiCalls,
  CognitoAuth,
  UserDatasets,
  UserKey,
  UserPrefix,
  UserTopics,
} from 'cdk-cognito-auth';
import { AwsSolutionsChecks } from 'cdk-nag';
import { Construct } from 'constructs';
import { signedInTo } from './world';
import { spa } from '../support/auth';

/** What cdk-nag says of wildcards in the policies of an app. */
function unexplained(build: (signedIn: AuthIdentityPool, stack: Stack) => void): string[] {
  const app = new App();
  const stack = new Stack(app, 'Stack');
  build(signedInTo(stack), stack);
  Validations.of(app).addPlugins(new AwsSolutionsChecks());
  const log = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  try {
    app.synth();
  } catch (error) {
    return `${(error as Error).message}\n${log.mock.calls.join('\n')}`.match(/IAM5\[[^\]]*\]/g) ?? [];
  } finally {
    log.mockRestore();
  }
  return [];
}

test.each<[string, (signedIn: AuthIdentityPool, stack: Stack) => void]>([
  ['folders', (to, stack) => UserPrefix.ownerWrite(new s3.Bucket(stack, 'Files'), { prefix: 'a' }).grantReadWrite(to)],
  ['a shared folder', (to, stack) => UserPrefix.shared(new s3.Bucket(stack, 'Files'), { prefix: 'a' }).grantRead(to)],
  ['topics', (to) => UserTopics.ownerOnly({ prefix: 'a', key: UserKey.principalTag('tenant') }).grantPublish(to)],
  ['datasets', (to) => UserDatasets.ownerOnly(to).grantReadWrite(to)],
  [
    'calls',
    (to, stack) => {
      const api = new apigatewayv2.HttpApi(stack, 'Api');
      ApiCalls.ofHttpApi(api, { calls: ['GET /notes/{id}'] }).grantInvoke(to);
    },
  ],
])('every wildcard of %s comes with its reason', (_, build) => {
  expect(unexplained(build)).toEqual([]);
});

test('every wildcard of a group comes with its reason, also in a home of its own', () => {
  const build = (isAway: boolean) => (_: AuthIdentityPool, stack: Stack) => {
    const auth = new CognitoAuth(stack, 'Other');
    const policyScope = isAway ? new Construct(stack, 'Policies') : undefined;
    const clients = [auth.addClient('Spa', spa())];
    const identityPool = auth.addIdentityPool('Aws', { clients, policyScope });
    const group = auth.addGroup('Editors', { precedence: 1, identityPool });
    UserPrefix.ownerOnly(new s3.Bucket(stack, 'Files'), { prefix: 'a' }).grantReadWrite(group);
  };
  expect([unexplained(build(false)), unexplained(build(true))]).toEqual([[], []]);
});

test("a wildcard of the user's own is still found", () => {
  const found = unexplained((signedIn) => {
    iam.Grant.addToPrincipal({ grantee: signedIn, actions: ['iot:Publish'], resourceArns: ['arn:aws:iot:::topic/*'] });
  });
  expect(found.join()).toContain('topic/*');
});
