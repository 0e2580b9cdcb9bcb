import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

let bed: LocalAws;
let outputs: Record<string, string>;
const SUB = '${cognito-identity.amazonaws.com:sub}';
const get = (target: string, attribute = 'Arn') => ({ 'Fn::GetAtt': [target, attribute] });
const allow = (Action: unknown, Resource: unknown, Condition?: object) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const underBucket = (suffix: string) => ({ 'Fn::Join': ['', [get('Bucket'), suffix]] });

beforeAll(async () => {
  bed = await startBed();
  const trust = {
    Effect: 'Allow',
    Principal: { Federated: 'cognito-identity.amazonaws.com' },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'cognito-identity.amazonaws.com:aud': 'pool-1' },
      'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
    },
  };
  const secure = { Bool: { 'aws:SecureTransport': 'false' } };
  const shared = { 'Fn::Join': ['', [get('Bucket'), '/shared/*']] };
  const bucketRules = [
    { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: underBucket('/*'), Condition: secure },
    {
      Effect: 'Deny',
      Principal: { AWS: get('Role') },
      Action: 's3:PutObject',
      Resource: underBucket('/users/*/locked'),
    },
    { Effect: 'Allow', Principal: { AWS: get('Role') }, Action: 's3:GetObject', Resource: shared },
  ];
  const listOwn = { StringLike: { 's3:prefix': `users/${SUB}/*` } };
  const Resources = {
    Bucket: { Type: 'AWS::S3::Bucket' },
    Rules: {
      Type: 'AWS::S3::BucketPolicy',
      Properties: { Bucket: { Ref: 'Bucket' }, PolicyDocument: document(...bucketRules) },
    },
    Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: document(trust) } },
    Managed: {
      Type: 'AWS::IAM::Role',
      Properties: { AssumeRolePolicyDocument: document(trust), ManagedPolicyArns: [{ Ref: 'Own' }] },
    },
    Own: {
      Type: 'AWS::IAM::ManagedPolicy',
      Properties: {
        PolicyDocument: document(
          allow(['s3:GetObject', 's3:PutObject'], underBucket(`/users/${SUB}/*`)),
          allow('s3:ListBucket', get('Bucket'), listOwn),
        ),
      },
    },
    Attached: {
      Type: 'AWS::IAM::Policy',
      Properties: {
        PolicyName: 'own',
        Roles: [{ Ref: 'Role' }],
        PolicyDocument: document(
          allow(['s3:GetObject', 's3:PutObject'], underBucket(`/users/${SUB}/*`)),
          allow('s3:ListBucket', get('Bucket'), listOwn),
        ),
      },
    },
  };
  const Outputs = {
    Role: { Value: get('Role') },
    Managed: { Value: get('Managed') },
    Bucket: { Value: { Ref: 'Bucket' } },
  };
  const deployed = await deploy(bed, 'Access', { Resources, Outputs });
  expect(deployed.reasons).toEqual([]);
  outputs = deployed.outputs;
});
afterAll(() => bed.close());

const signedIn = (sub: string) => ({ aud: 'pool-1', sub, amr: ['authenticated', 'provider'] });
async function as(sub: string, role = 'Role') {
  const session = await bed.assumeWithWebIdentity(outputs[role], signedIn(sub), 'CognitoIdentityCredentials', {});
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = session;
  return { ...clientFor(bed), credentials: { accessKeyId, secretAccessKey, sessionToken } };
}
const object = (Key: string) => ({ Bucket: outputs.Bucket, Key });

test('the trust policy admits signed-in identities of its pool and nobody else', async () => {
  const assume = (claims: object) => bed.assumeWithWebIdentity(outputs.Role, claims as any, 's', {});
  await expect(assume(signedIn('a'))).resolves.toHaveProperty('SessionToken');
  await expect(assume({ ...signedIn('a'), aud: 'pool-2' })).rejects.toThrow('Not authorized');
  await expect(assume({ ...signedIn('a'), amr: ['unauthenticated'] })).rejects.toThrow('Not authorized');
});

test('policy variables: the own folder is open, another one is closed', async () => {
  const s3 = new S3Client(await as('me'));
  await s3.send(new PutObjectCommand({ ...object('users/me/note'), Body: 'mine' }));
  const { Body } = await s3.send(new GetObjectCommand(object('users/me/note')));
  expect(await Body!.transformToString()).toBe('mine');
  const other = s3.send(new GetObjectCommand(object('users/you/note')));
  await expect(other).rejects.toMatchObject({ name: 'AccessDenied', $metadata: { httpStatusCode: 403 } });
  await expect(other).rejects.toThrow(
    /^User: arn:aws:sts::123456789012:assumed-role\/\S+\/CognitoIdentityCredentials is not authorized to perform: s3:GetObject on resource: \S+\/users\/you\/note because no identity-based policy allows the s3:GetObject action$/,
  );
  const list = (Prefix?: string) => s3.send(new ListObjectsV2Command({ Bucket: outputs.Bucket, Prefix }));
  expect((await list('users/me/')).Contents!.map(({ Key }) => Key)).toEqual(['users/me/note']);
  await expect(list('users/you/')).rejects.toThrow('not authorized to perform: s3:ListBucket');
  await expect(list()).rejects.toThrow('not authorized to perform: s3:ListBucket');
});

test('managed policies count as inline ones do', async () => {
  const s3 = new S3Client(await as('me', 'Managed'));
  await s3.send(new PutObjectCommand({ ...object('users/me/managed'), Body: 'x' }));
  const other = s3.send(new PutObjectCommand({ ...object('users/you/managed'), Body: 'x' }));
  await expect(other).rejects.toThrow('not authorized to perform: s3:PutObject');
});

test('bucket policies allow and deny', async () => {
  const s3 = new S3Client(await as('me'));
  const admin = new S3Client(clientFor(bed));
  await admin.send(new PutObjectCommand({ ...object('shared/a'), Body: 'x' }));
  await expect(s3.send(new GetObjectCommand(object('shared/a')))).resolves.toHaveProperty('ContentLength', 1);
  const locked = s3.send(new PutObjectCommand({ ...object('users/me/locked'), Body: 'x' }));
  await expect(locked).rejects.toThrow('with an explicit deny in a resource-based policy');
});

test('sessions are recognised by key and token; a role without rights has none', async () => {
  const session = await as('me');
  const { Arn } = await new STSClient(session).send(new GetCallerIdentityCommand({}));
  expect(Arn).toMatch(/assumed-role\/.*\/CognitoIdentityCredentials$/);
  const forged = { ...session, credentials: { ...session.credentials, sessionToken: 'forged' } };
  await expect(new STSClient(forged).send(new GetCallerIdentityCommand({}))).rejects.toThrow('security token');
  const describe = new CloudFormationClient(session).send(new DescribeStacksCommand({ StackName: 'Access' }));
  await expect(describe).rejects.toThrow('cloudformation:DescribeStacks');
});

test('an expired session is refused', async () => {
  const session = await as('late');
  await expect(new STSClient(session).send(new GetCallerIdentityCommand({}))).resolves.toHaveProperty('Arn');
  bed.now = () => new Date(Date.now() + 3601_000);
  await expect(new STSClient(session).send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
    name: 'ExpiredToken',
  });
  bed.now = () => new Date();
});
