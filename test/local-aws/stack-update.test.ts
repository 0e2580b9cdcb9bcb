import {
  CloudFormationClient,
  CreateChangeSetCommand,
  DescribeChangeSetCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import * as idp from '@aws-sdk/client-cognito-identity-provider';
import { App } from 'aws-cdk-lib';
import { StringAttribute } from 'aws-cdk-lib/aws-cognito';
import type { IdentityLock } from 'cdk-cognito-auth';
import { LocalAws } from './index';
import { Build, deskPerTest, pool } from '../lock/world';
import { clientFor, deploy, destroy, startBed } from '../support/local-aws';

let bed: LocalAws;
let sdk: idp.CognitoIdentityProviderClient;
beforeAll(async () => {
  bed = await startBed();
  sdk = new idp.CognitoIdentityProviderClient(clientFor(bed));
});
afterAll(() => bed.close());

const Username = 'ann@example.com';
const tenant = { Name: 'tenant', AttributeDataType: 'String', Mutable: true };
const POOL = {
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  Schema: [{ Name: 'email', Required: true, Mutable: true, AttributeDataType: 'String' }, tenant],
};
const type = (Type: string, Properties: object = {}) => ({ Type: `AWS::${Type}`, Properties });
const UserPoolId = { Ref: 'Pool' };
const client = (more: object = {}) => type('Cognito::UserPoolClient', { UserPoolId, ...more });
const group = (GroupName: string) => type('Cognito::UserPoolGroup', { UserPoolId, GroupName });

const template = (settings: object = {}, more: object = {}) => ({
  Resources: {
    Pool: type('Cognito::UserPool', { ...POOL, ...settings }),
    Spa: client({ ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }),
    Old: group('old'),
    ...more,
  },
  Outputs: { Pool: { Value: UserPoolId }, Spa: { Value: { Ref: 'Spa' } } },
});
const FUNCTION = {
  Role: type('IAM::Role', {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
    },
  }),
  Gate: type('Lambda::Function', {
    Code: { ZipFile: "exports.handler = async () => { throw new Error('nobody'); };" },
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
    Runtime: 'nodejs22.x',
  }),
  MayInvoke: type('Lambda::Permission', {
    Action: 'lambda:InvokeFunction',
    FunctionName: { Ref: 'Gate' },
    Principal: 'cognito-idp.amazonaws.com',
  }),
};

let stacks = 0;
/** A stack with one user, and ways to look at it. */
async function deployed() {
  const name = `Stack${++stacks}`;
  const { outputs, id } = await deploy(bed, name, template());
  await sdk.send(new idp.AdminCreateUserCommand({ UserPoolId: outputs.Pool, Username }));
  const user = () => sdk.send(new idp.AdminGetUserCommand({ UserPoolId: outputs.Pool, Username }));
  const signUp = (Password: string, ClientId = outputs.Spa) =>
    sdk.send(new idp.SignUpCommand({ ClientId, Username: `${Math.random()}@example.com`, Password }));
  return { name, outputs, id, user, signUp, update: (next: object) => deploy(bed, name, next) };
}

test('what is new is made, what changed changes in place, what is gone is removed, and users stay', async () => {
  const { id, outputs, user, signUp, update } = await deployed();
  await expect(signUp('Correct-horse-7')).resolves.toBeDefined();
  const changes = {
    Schema: [...POOL.Schema, { Name: 'team', AttributeDataType: 'String', Mutable: true }],
    Policies: { PasswordPolicy: { MinimumLength: 20 } },
  };
  const next = template(changes, { New: group('new'), Second: client({ WriteAttributes: ['email', 'custom:team'] }) });
  const { Old, ...Resources } = next.Resources;
  const Outputs = { ...next.Outputs, Second: { Value: { Ref: 'Second' } } };
  const updated = await update({ Resources, Outputs });
  expect(updated).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [], id });
  expect(updated.outputs).toEqual({ ...outputs, Second: expect.any(String) });
  expect((await user()).UserStatus).toBe('FORCE_CHANGE_PASSWORD');
  await expect(signUp('Correct-horse-7')).rejects.toThrow('not long enough');
  const team = [{ Name: 'custom:team', Value: 'a' }];
  const Password = 'Correct-horse-battery-7';
  const request = { ClientId: updated.outputs.Second, Username: 'bob@example.com', Password, UserAttributes: team };
  await expect(sdk.send(new idp.SignUpCommand(request))).resolves.toBeDefined();
  const add = (GroupName: string) =>
    sdk.send(new idp.AdminAddUserToGroupCommand({ UserPoolId: outputs.Pool, Username, GroupName }));
  await expect(add('new')).resolves.toBeDefined();
  await expect(add('old')).rejects.toThrow('Group not found.');
  expect(await destroy(bed, id)).toBe('DELETE_COMPLETE');
  await expect(user()).rejects.toThrow('does not exist');
});

test('a trigger that comes later takes effect, and so does its new code', async () => {
  const { id, signUp, update } = await deployed();
  const withTrigger = { LambdaConfig: { PreSignUp: { 'Fn::GetAtt': ['Gate', 'Arn'] } } };
  expect(await update(template(withTrigger, FUNCTION))).toMatchObject({ status: 'UPDATE_COMPLETE', reasons: [] });
  await expect(signUp('Correct-horse-7')).rejects.toThrow('nobody');
  const Code = { ZipFile: 'exports.handler = async (event) => event;' };
  const Gate = type('Lambda::Function', { ...FUNCTION.Gate.Properties, Code });
  expect(await update(template(withTrigger, { ...FUNCTION, Gate }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
  await expect(signUp('Correct-horse-7')).resolves.toBeDefined();
  expect(await destroy(bed, id)).toBe('DELETE_COMPLETE');
}, 30_000);

const FIXED = 'Updates are not allowed for property';
const KEPT = 'Existing schema attributes cannot be modified or deleted.';
const [email] = POOL.Schema;
test.each([
  ['user names', { UsernameAttributes: [] }, `${FIXED} - UsernameAttributes.`],
  ['case sensitivity', { UsernameConfiguration: { CaseSensitive: true } }, `${FIXED} - UsernameConfiguration.`],
  ['aliases', { AliasAttributes: ['email'] }, 'does not imitate the property AliasAttributes'],
  ['an attribute that goes', { Schema: [email] }, KEPT],
  ['an attribute that changes', { Schema: [email, { ...tenant, Mutable: false }] }, KEPT],
  ['a new standard attribute', { Schema: [...POOL.Schema, { ...email, Name: 'name' }] }, KEPT],
])('refuses a change of %s, and everything is as it was', async (_, changes, reason) => {
  const { name, outputs, user, signUp, update } = await deployed();
  const old = JSON.stringify(template());
  const { status, reasons } = await update(
    template({ ...changes, DeletionProtection: 'ACTIVE' }, { New: group('new') }),
  );
  expect([status, reasons]).toEqual(['UPDATE_ROLLBACK_COMPLETE', [expect.stringContaining(reason)]]);
  const { TemplateBody } = await new CloudFormationClient(clientFor(bed)).send(
    new GetTemplateCommand({ StackName: name }),
  );
  expect(TemplateBody).toBe(old);
  await expect(user()).resolves.toBeDefined();
  await expect(signUp('Correct-horse-7')).resolves.toBeDefined();
  const added = { UserPoolId: outputs.Pool, Username, GroupName: 'new' };
  await expect(sdk.send(new idp.AdminAddUserToGroupCommand(added))).rejects.toThrow('Group not found.');
  // allowed beside it, after the rollback
  expect(await update(template({ EmailVerificationSubject: 'a' }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
});

test('what was changed before the failure is put back, and what was made is removed', async () => {
  const { signUp, update } = await deployed();
  const longer = { Policies: { PasswordPolicy: { MinimumLength: 20 } } };
  const { status } = await update(template(longer, { New: group('new'), Odd: group('new') }));
  expect(status).toBe('UPDATE_ROLLBACK_COMPLETE');
  await expect(signUp('Correct-horse-7')).resolves.toBeDefined();
  expect(await update(template({}, { New: group('new') }))).toMatchObject({ status: 'UPDATE_COMPLETE' });
});

test.each([
  ['replaces a group', { Old: group('other') }, 'replaces a AWS::Cognito::UserPoolGroup (GroupName)'],
  ['replaces a client', { Spa: client({ GenerateSecret: true }) }, 'UserPoolClient (GenerateSecret)'],
  ['changes a type', { Old: type('Logs::LogGroup') }, '(AWS::Logs::LogGroup)'],
])('refuses by name what %s', async (_, more, reason) => {
  const { status, reasons } = await (await deployed()).update(template({}, more));
  expect([status, reasons]).toEqual(['UPDATE_ROLLBACK_COMPLETE', [expect.stringContaining(reason)]]);
});

test('a template without its schema keeps the attributes', async () => {
  const { update, outputs } = await deployed();
  const { Schema, ...without } = POOL;
  const next = template();
  next.Resources.Pool = type('Cognito::UserPool', { ...without, MfaConfiguration: 'OFF' });
  expect(await update(next)).toMatchObject({ status: 'UPDATE_COMPLETE' });
  const UserAttributes = [{ Name: 'custom:tenant', Value: 'a' }];
  const more = { UserPoolId: outputs.Pool, Username: 'bob@example.com', UserAttributes };
  await expect(sdk.send(new idp.AdminCreateUserCommand(more))).resolves.toBeDefined();
});

test('a change set without changes fails, and a stack that was rolled back takes none', async () => {
  const { name } = await deployed();
  const cloudFormation = new CloudFormationClient(clientFor(bed));
  const propose = (StackName: string, body: object) =>
    cloudFormation.send(
      new CreateChangeSetCommand({ StackName, ChangeSetName: 'next', TemplateBody: JSON.stringify(body) }),
    );
  await propose(name, template());
  const described = new DescribeChangeSetCommand({ StackName: name, ChangeSetName: 'next' });
  expect(await cloudFormation.send(described)).toMatchObject({
    Status: 'FAILED',
    ExecutionStatus: 'UNAVAILABLE',
    StatusReason: expect.stringContaining("didn't contain changes"),
  });
  await deploy(bed, 'Broken', { Resources: { A: type('EC2::EIP') } });
  await expect(propose('Broken', template())).rejects.toThrow('is in ROLLBACK_COMPLETE state and can not be updated');
});

describe('what the identity lock refuses at synth is refused here at deployment', () => {
  const desk = deskPerTest();
  const tenantOf = (mutable: boolean) => pool({ customAttributes: { tenant: new StringAttribute({ mutable }) } });
  const templateOf = (build: Build) => {
    const app = new App();
    // without a record, as if nobody had committed one
    build(app, undefined as unknown as IdentityLock);
    return app.synth().getStackByName('Notes').template;
  };

  test.each<[string, Build, Build, Build, RegExp, string]>([
    [
      'an attribute that changes',
      tenantOf(true),
      tenantOf(false),
      tenantOf(true),
      /Mutable of the attribute 'custom:tenant'|Mutable of the attribute 'tenant'/,
      KEPT,
    ],
    [
      'user names',
      pool(),
      pool({ signInAliases: { username: true } }),
      pool({ passwordPolicy: { minLength: 20 } }),
      /UsernameAttributes \(signInAliases\)/,
      `${FIXED} - UsernameAttributes.`,
    ],
    [
      'case sensitivity',
      pool(),
      pool({ signInCaseSensitive: true }),
      pool({ passwordPolicy: { minLength: 20 } }),
      /CaseSensitive \(signInCaseSensitive\)/,
      `${FIXED} - UsernameConfiguration.`,
    ],
  ])('%s', async (_, before, after, allowed, finding, reason) => {
    expect(desk.at.synth(before, 'write')).toEqual([]);
    expect(desk.at.synth(after)).toEqual([expect.stringMatching(finding)]);
    expect(desk.at.synth(allowed)).toEqual([]);
    const name = `Locked${++stacks}`;
    expect(await deploy(bed, name, templateOf(before))).toMatchObject({ status: 'CREATE_COMPLETE' });
    expect(await deploy(bed, name, templateOf(after))).toMatchObject({
      status: 'UPDATE_ROLLBACK_COMPLETE',
      reasons: [expect.stringContaining(reason)],
    });
  });
});
