import { HeadBucketCommand, PutObjectCommand, S3Client, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { LocalAws } from './index';
import { clientFor, deploy, destroy, startBed } from '../support/local-aws';

let bed: LocalAws;
beforeAll(async () => void (bed = await startBed()));
afterAll(() => bed.close());

const logs = (Properties: object = {}, more: object = {}) => ({ Type: 'AWS::Logs::LogGroup', Properties, ...more });

test('resolves intrinsic functions, conditions, mappings, parameters and dynamic references', async () => {
  const secrets = new SecretsManagerClient(clientFor(bed));
  await secrets.send(new CreateSecretCommand({ Name: 'google', SecretString: '{"key":"s3cret"}' }));
  const value = (Value: unknown) => ({ Value });
  const { status, outputs } = await deploy(bed, 'Intrinsics', {
    Parameters: {
      Version: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
      Stage: { Type: 'String', Default: 'prod' },
    },
    Mappings: { Sizes: { prod: { big: 'yes' } } },
    Conditions: {
      IsProd: { 'Fn::Equals': [{ Ref: 'Stage' }, 'prod'] },
      IsNot: { 'Fn::Not': [{ Condition: 'IsProd' }] },
    },
    Resources: {
      Secret: logs({ LogGroupName: '{{resolve:secretsmanager:google:SecretString:key::}}' }),
      Logs: logs({ LogGroupName: { 'Fn::Sub': ['/${A}/${AWS::StackName}', { A: 'a' }] } }),
      Never: { ...logs(), Condition: 'IsNot' },
    },
    Outputs: {
      Secret: value({ Ref: 'Secret' }),
      Logs: value({ 'Fn::GetAtt': 'Logs.Arn' }),
      Version: value({ Ref: 'Version' }),
      Joined: value({ 'Fn::Join': ['-', ['a', { 'Fn::Select': [1, { 'Fn::Split': ['/', 'x/y'] }] }]] }),
      Mapped: value({ 'Fn::FindInMap': ['Sizes', { Ref: 'Stage' }, 'big'] }),
      Chosen: value({ 'Fn::If': ['IsProd', { Ref: 'AWS::Region' }, 'no'] }),
    },
  });
  expect(status).toBe('CREATE_COMPLETE');
  expect(outputs).toEqual({
    Secret: 's3cret',
    Logs: 'arn:aws:logs:us-east-1:123456789012:log-group:/a/Intrinsics:*',
    Version: '30',
    Joined: 'a-y',
    Mapped: 'yes',
    Chosen: 'us-east-1',
  });
});

test.each([
  ['a property the type does not have', logs({ Retention: 7 }), 'extraneous key [Retention] is not permitted'],
  [
    'a property the bed does not imitate',
    logs({ LogGroupClass: 'STANDARD' }),
    'property LogGroupClass of AWS::Logs::LogGroup',
  ],
  ['a type the bed does not imitate', { Type: 'AWS::EC2::EIP' }, 'resource type AWS::EC2::EIP'],
  [
    'a required property that is missing',
    { Type: 'AWS::IAM::Role' },
    'required key [AssumeRolePolicyDocument] not found',
  ],
  [
    'a secret that is missing',
    logs({ LogGroupName: '{{resolve:secretsmanager:none}}' }),
    "can't find the specified secret",
  ],
])('fails by name and rolls back: %s', async (_, resource, reason) => {
  const Resources = { Before: logs({ LogGroupName: 'before' }), Bad: { ...resource, DependsOn: 'Before' } };
  const { status, reasons, id } = await deploy(bed, 'Failing', { Resources });
  expect(status).toBe('ROLLBACK_COMPLETE');
  expect(reasons).toEqual([expect.stringContaining(reason)]);
  await destroy(bed, id);
});

test('refuses cycles, unknown types and unknown references before anything is made', async () => {
  const named = (id: string) => logs({ LogGroupName: { Ref: id } });
  const cycle = { A: named('B'), B: named('A'), C: named('A'), D: logs() };
  await expect(deploy(bed, 'Cycle', { Resources: cycle })).rejects.toThrow(
    'Circular dependency between resources: [A, B]',
  );
  await expect(deploy(bed, 'Riddle', { Resources: { A: { Type: 'AWS::No::Thing' } } })).rejects.toThrow(
    'AWS::No::Thing',
  );
  await expect(deploy(bed, 'Lost', { Resources: { A: named('Z') } })).rejects.toThrow(
    'Unresolved resource dependencies [Z]',
  );
});

test('deletes in reverse, keeps what is retained, refuses a bucket with objects', async () => {
  const bucket = { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'full' } };
  const Resources = { Bucket: bucket, Kept: logs({ LogGroupName: 'kept' }, { DeletionPolicy: 'Retain' }) };
  const { id, status } = await deploy(bed, 'Kept', { Resources });
  expect(status).toBe('CREATE_COMPLETE');
  const s3 = new S3Client(clientFor(bed));
  await s3.send(new PutObjectCommand({ Bucket: 'full', Key: 'a', Body: 'x' }));
  expect(await destroy(bed, id)).toBe('DELETE_FAILED');
  expect((await s3.send(new ListObjectsV2Command({ Bucket: 'full' }))).KeyCount).toBe(1);
  const { reasons } = await deploy(bed, 'Again', { Resources: { Kept: logs({ LogGroupName: 'kept' }) } });
  expect(reasons).toEqual(['LogGroupName kept already exists']);
});

test('what is not imitated is an error that names it', async () => {
  const s3 = new S3Client({ ...clientFor(bed), maxAttempts: 1 });
  await expect(s3.send(new HeadBucketCommand({ Bucket: 'x' }))).rejects.toMatchObject({
    $metadata: { httpStatusCode: 501 },
  });
  const headers = { authorization: 'AWS4-HMAC-SHA256 Credential=A/20260101/us-east-1/dynamodb/aws4_request' };
  const reply = await fetch(bed.endpoint, {
    method: 'POST',
    headers: { ...headers, 'x-amz-target': 'DynamoDB_20120810.CreateTable' },
  });
  expect(reply.status).toBe(501);
  expect(await reply.json()).toMatchObject({ message: 'The test bed does not imitate dynamodb CreateTable' });
});
