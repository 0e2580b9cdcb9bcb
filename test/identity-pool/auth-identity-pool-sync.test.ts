import { Stack } from 'aws-cdk-lib';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CognitoSyncOptions } from 'cdk-cognito-auth';
import { authIn, functionIn, newAuth, spa } from '../support/auth';
import { findCycle } from '../support/cycles';
import { allOf, named, propertiesOf, synth } from '../support/template';

const IDENTITY_POOL = 'AWS::Cognito::IdentityPool';
const APP = 'arn:aws:sns:eu-west-1:111122223333:app/GCM/notes';

const synced = (options: (stack: Stack) => CognitoSyncOptions) =>
  synth((stack) => {
    const auth = authIn(stack);
    auth.addIdentityPool('Aws', { clients: [auth.addClient('Spa', spa())], sync: options(stack) });
  });

const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'cognito-sync.amazonaws.com' } }],
};

test('without options nothing of Cognito Sync is there', () => {
  const template = synced(() => ({}));
  const properties = propertiesOf(template, IDENTITY_POOL);
  expect(['CognitoStreams', 'CognitoEvents', 'PushSync'].filter((name) => name in properties)).toEqual([]);
  expect(allOf(template, 'AWS::Lambda::Permission')).toEqual([]);
});

test('a stream gets changes through a role that may write to it, and nothing else', () => {
  const template = synced((stack) => ({
    stream: new kinesis.Stream(stack, 'Changes', { encryption: kinesis.StreamEncryption.UNENCRYPTED }),
  }));
  const [[stream]] = allOf(template, 'AWS::Kinesis::Stream');
  const { Properties: role } = named(template, 'AuthAwsSyncStreamRole');
  expect(propertiesOf(template, IDENTITY_POOL).CognitoStreams).toEqual({
    StreamName: { Ref: stream },
    StreamingStatus: 'ENABLED',
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthAwsSyncStreamRole/), 'Arn'] },
  });
  expect(role.AssumeRolePolicyDocument).toEqual(TRUST);
  expect(role.Policies.map((policy: any) => policy.PolicyDocument.Statement)).toEqual([
    [{ Effect: 'Allow', Action: 'kinesis:PutRecord', Resource: { 'Fn::GetAtt': [stream, 'Arn'] } }],
  ]);
});

test('a stream with a key includes the key', () => {
  const template = synced((stack) => ({
    stream: new kinesis.Stream(stack, 'Changes', { encryptionKey: new kms.Key(stack, 'Key') }),
  }));
  const [{ PolicyDocument }] = named(template, 'AuthAwsSyncStreamRole').Properties.Policies;
  expect(PolicyDocument.Statement[1]).toEqual({
    Effect: 'Allow',
    Action: 'kms:GenerateDataKey',
    Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
  });
});

test('this identity pool alone, of this account, may call the function', () => {
  const template = synced((stack) => ({ syncTrigger: functionIn(stack) }));
  const [[pool]] = allOf(template, IDENTITY_POOL);
  const arn = { 'Fn::GetAtt': [expect.stringMatching(/^Own/), 'Arn'] };
  expect(propertiesOf(template, IDENTITY_POOL).CognitoEvents).toEqual({ SyncTrigger: arn });
  const permission = propertiesOf(template, 'AWS::Lambda::Permission');
  expect(permission).toMatchObject({
    Action: 'lambda:InvokeFunction',
    FunctionName: arn,
    Principal: 'cognito-sync.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
  });
  const [, parts] = permission.SourceArn['Fn::Join'];
  expect(parts).toEqual(expect.arrayContaining([':identitypool/', { Ref: pool }]));
  expect(findCycle(template)).toBeUndefined();
});

test('devices are told through the named applications, and no others', () => {
  const template = synced(() => ({ pushApplicationArns: [APP] }));
  expect(propertiesOf(template, IDENTITY_POOL).PushSync).toEqual({
    ApplicationArns: [APP],
    RoleArn: { 'Fn::GetAtt': [expect.stringMatching(/^AuthAwsSyncPushRole/), 'Arn'] },
  });
  const { AssumeRolePolicyDocument, Policies } = named(template, 'AuthAwsSyncPushRole').Properties;
  expect(AssumeRolePolicyDocument).toEqual(TRUST);
  expect(Policies[0].PolicyDocument.Statement.map(({ Resource }: any) => Resource)).toEqual([
    APP,
    'arn:aws:sns:eu-west-1:111122223333:endpoint/GCM/notes/*',
  ]);
});

test('refuses an empty list of applications', () => {
  const auth = newAuth();
  const clients = [auth.addClient('Spa', spa())];
  expect(() => auth.addIdentityPool('Aws', { clients, sync: { pushApplicationArns: [] } })).toThrow(
    'Stack/Auth/Aws: sync has an empty list of pushApplicationArns. Name at least one, or leave the option out.',
  );
});
