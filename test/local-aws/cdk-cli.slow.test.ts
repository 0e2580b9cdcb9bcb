import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { LocalAws } from './index';
import { clientFor, startBed } from '../support/local-aws';

let bed: LocalAws;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-cli-'));
beforeAll(async () => void (bed = await startBed()));
afterAll(async () => {
  await bed.close();
  fs.rmSync(folder, { recursive: true });
});

const APP = `
const { App, CfnOutput, RemovalPolicy, SecretValue, Stack, aws_iam, aws_lambda, aws_logs, aws_s3 } = require('aws-cdk-lib');
const removalPolicy = RemovalPolicy.DESTROY;
const stack = new Stack(new App(), 'Small');
const bucket = new aws_s3.Bucket(stack, 'Files', { enforceSSL: true, removalPolicy });
const secret = SecretValue.secretsManager('google', { jsonField: 'secret' });
const fn = new aws_lambda.Function(stack, 'Fn', {
  runtime: aws_lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: aws_lambda.Code.fromAsset(__dirname + '/code'),
  environment: { BUCKET: bucket.bucketName, SECRET: secret.unsafeUnwrap() },
  logGroup: new aws_logs.LogGroup(stack, 'Logs', { removalPolicy }),
});
bucket.grantReadWrite(fn);
fn.addPermission('Cognito', { principal: new aws_iam.ServicePrincipal('cognito-idp.amazonaws.com') });
new CfnOutput(stack, 'FnArn', { value: fn.functionArn });
`;
const HANDLER = 'exports.handler = async (event) => ({ ...event, bucket: process.env.BUCKET });';

function cdk(...command: string[]): Promise<{ failed: boolean; text: string }> {
  const root = path.join(__dirname, '..', '..');
  const env = {
    PATH: process.env.PATH,
    NODE_PATH: path.join(root, 'node_modules'),
    HOME: folder,
    CDK_HOME: folder,
    CDK_VALIDATION: 'false',
    CDK_DISABLE_CLI_TELEMETRY: 'true',
    CI: 'true',
    AWS_ENDPOINT_URL: bed.endpoint,
    AWS_REGION: bed.region,
    AWS_ACCESS_KEY_ID: 'AKIALOCAL',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
  const options = ['--app', `node ${path.join(folder, 'app.js')}`, '--output', path.join(folder, 'cdk.out')];
  const quiet = ['--no-notices', '--no-version-reporting'];
  const args = [path.join(root, 'node_modules', '.bin', 'cdk'), ...command, ...options, ...quiet];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { env, cwd: folder }, (error, stdout, stderr) =>
      resolve({ failed: error !== null, text: stdout + stderr }),
    );
  });
}

test('the CDK CLI deploys an app, shows a failure with its reason, and destroys it', async () => {
  fs.mkdirSync(path.join(folder, 'code'));
  fs.writeFileSync(path.join(folder, 'code', 'index.js'), HANDLER);
  fs.writeFileSync(path.join(folder, 'app.js'), APP);

  const refused = await cdk('deploy', '--require-approval', 'never');
  expect(refused.text).toContain("Secrets Manager can't find the specified secret.");
  expect(refused.failed).toBe(true);

  const secrets = new SecretsManagerClient(clientFor(bed));
  await secrets.send(new CreateSecretCommand({ Name: 'google', SecretString: '{"secret":"x"}' }));
  const deployed = await cdk('deploy', '--require-approval', 'never');
  expect(deployed.text).toContain('✅  Small');
  const arn = /Small.FnArn = (\S+)/.exec(deployed.text)![1];
  const invoker = { service: 'cognito-idp.amazonaws.com', sourceArn: 'arn:aws:x', sourceAccount: bed.account };
  const outcome = await bed.invoke(arn, { a: 1 }, invoker, 5000);
  expect(outcome).toMatchObject({ ok: true, payload: { a: 1, bucket: expect.stringContaining('small-files') } });

  const destroyed = await cdk('destroy', '--force');
  expect(destroyed.text).toContain('✅  Small: destroyed');
  expect(await bed.invoke(arn, {}, invoker, 5000)).toMatchObject({ errorType: 'ResourceNotFoundException' });
}, 60_000);

/** An app with a pool; what it is given in the context is what a second release changes. */
const POOL_APP = `
const { App, CfnOutput, RemovalPolicy, Stack, aws_cognito } = require('aws-cdk-lib');
const app = new App();
const stack = new Stack(app, 'Users');
const release = Number(app.node.tryGetContext('release'));
const tenant = new aws_cognito.StringAttribute({ mutable: release !== 3 });
const pool = new aws_cognito.UserPool(stack, 'Pool', {
  signInAliases: { email: true },
  passwordPolicy: { minLength: release === 1 ? 8 : 20 },
  customAttributes: release === 1 ? { tenant } : { tenant, team: new aws_cognito.StringAttribute() },
  removalPolicy: RemovalPolicy.DESTROY,
});
pool.addClient('Spa', { authFlows: { userSrp: true } });
if (release === 1) new aws_cognito.UserPoolGroup(stack, 'Old', { userPool: pool, groupName: 'old' });
if (release > 1) pool.addClient('Mobile');
new CfnOutput(stack, 'PoolId', { value: pool.userPoolId });
`;

test('a second deployment changes what is there, users stay, and what Cognito refuses is rolled back', async () => {
  fs.writeFileSync(path.join(folder, 'app.js'), POOL_APP);
  const release = (number: number) => cdk('deploy', '--require-approval', 'never', '-c', `release=${number}`);
  const first = await release(1);
  expect(first.text).toContain('✅  Users');
  const UserPoolId = /Users.PoolId = (\S+)/.exec(first.text)![1];
  const sdk = new idp.CognitoIdentityProviderClient(clientFor(bed));
  const user = { UserPoolId, Username: 'ann@example.com' };
  await sdk.send(new idp.AdminCreateUserCommand(user));

  const second = await release(2);
  expect(second.text).toContain('✅  Users');
  expect(second.text).toContain(`Users.PoolId = ${UserPoolId}`);
  await expect(sdk.send(new idp.AdminGetUserCommand(user))).resolves.toBeDefined();
  const short = sdk.send(
    new idp.AdminSetUserPasswordCommand({ ...user, Password: 'Correct-horse-7', Permanent: true }),
  );
  await expect(short).rejects.toThrow('not long enough');
  const old = sdk.send(new idp.AdminAddUserToGroupCommand({ ...user, GroupName: 'old' }));
  await expect(old).rejects.toThrow('Group not found.');
  expect((await release(2)).text).toContain('(no changes)');

  const third = await release(3);
  expect(third.failed).toBe(true);
  expect(third.text).toContain('Existing schema attributes cannot be modified or deleted.');
  await expect(sdk.send(new idp.AdminGetUserCommand(user))).resolves.toBeDefined();
  expect((await release(2)).text).toContain('(no changes)');
}, 120_000);
