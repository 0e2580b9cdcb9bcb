import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { buildSync } from 'esbuild';
import { zipSync } from 'fflate';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

/** A function as it is bundled: clients without any settings, which find the bed by the environment of the function. */
const SOURCE = `
import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

const { BUCKET: Bucket, KEY: KeyId, OTHER, PARAMETER, QUEUE, SECRET, TABLE, TOPIC } = process.env;
const Simple = { Subject: { Data: 'Hello' }, Body: { Text: { Data: 'x' } } };
const calls = {
  dynamodb: () => new DynamoDBClient().send(new PutItemCommand({ TableName: TABLE, Item: { pk: { S: 'a' } } })),
  events: () =>
    new EventBridgeClient().send(new PutEventsCommand({ Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] })),
  kms: async () => {
    const EncryptionContext = { a: 'b' };
    const { CiphertextBlob } = await new KMSClient().send(
      new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext }),
    );
    await new KMSClient().send(new DecryptCommand({ CiphertextBlob, EncryptionContext }));
  },
  lambda: () => new LambdaClient().send(new InvokeCommand({ FunctionName: OTHER, Payload: '{}' })),
  s3: async () => {
    await new S3Client().send(new PutObjectCommand({ Bucket, Key: 'a/b', Body: 'x' }));
    await new S3Client().send(new GetObjectCommand({ Bucket, Key: 'a/b' }));
  },
  secretsmanager: () => new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId: SECRET })),
  ses: () =>
    new SESv2Client().send(
      new SendEmailCommand({
        FromEmailAddress: 'a@example.com',
        Destination: { ToAddresses: ['b@example.com'] },
        Content: { Simple },
      }),
    ),
  sns: () => new SNSClient().send(new PublishCommand({ TopicArn: TOPIC, Message: 'x' })),
  sqs: () => new SQSClient().send(new SendMessageCommand({ QueueUrl: QUEUE, MessageBody: 'x' })),
  ssm: () => new SSMClient().send(new GetParameterCommand({ Name: PARAMETER })),
};
export const handler = ({ service }) => calls[service]().then(() => 'done');
`;
const ACTIONS: Record<string, string[]> = {
  dynamodb: ['dynamodb:PutItem'],
  events: ['events:PutEvents'],
  kms: ['kms:GenerateDataKey', 'kms:Decrypt'],
  lambda: ['lambda:InvokeFunction'],
  s3: ['s3:PutObject', 's3:GetObject'],
  secretsmanager: ['secretsmanager:GetSecretValue'],
  ses: ['ses:SendEmail'],
  sns: ['sns:Publish'],
  sqs: ['sqs:SendMessage'],
  ssm: ['ssm:GetParameter'],
};

let bed: LocalAws;
let outputs: Record<string, string>;
const make = (Type: string, Properties: object = {}) => ({ Type: `AWS::${Type}`, Properties });
const get = (target: string) => ({ 'Fn::GetAtt': [target, 'Arn'] });
const ref = (target: string) => ({ Ref: target });

beforeAll(async () => {
  bed = await startBed();
  const stdin = { contents: SOURCE, resolveDir: __dirname };
  const bundled = buildSync({ stdin, bundle: true, platform: 'node', format: 'cjs', write: false, minify: true });
  const asset = { S3Bucket: 'cdk-hnb659fds-assets-123456789012-us-east-1', S3Key: 'code.zip' };
  const Body = zipSync({ 'index.js': bundled.outputFiles[0].contents });
  await new S3Client(clientFor(bed)).send(new PutObjectCommand({ Bucket: asset.S3Bucket, Key: asset.S3Key, Body }));
  const allow = { Effect: 'Allow', Action: Object.values(ACTIONS).flat(), Resource: '*' };
  const trust = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
  const role = (...Policies: object[]) =>
    make('IAM::Role', { AssumeRolePolicyDocument: { Statement: [trust] }, Policies });
  const Variables = {
    ...{ BUCKET: ref('Bucket'), KEY: ref('Key'), OTHER: ref('Other'), PARAMETER: ref('Parameter') },
    ...{ QUEUE: ref('Queue'), SECRET: ref('Secret'), TABLE: ref('Table'), TOPIC: ref('Topic') },
  };
  const code = (Code: object, Role: string, more: object = {}) =>
    make('Lambda::Function', {
      ...{ Code, Handler: 'index.handler', Role: get(Role), Runtime: 'nodejs24.x', Timeout: 10 },
      ...more,
    });
  const Environment = { Variables };
  const permission = (FunctionName: string) =>
    make('Lambda::Permission', {
      ...{ Action: 'lambda:InvokeFunction', FunctionName: ref(FunctionName), Principal: 'cognito-idp.amazonaws.com' },
    });
  const Resources = {
    Bucket: make('S3::Bucket'),
    Key: make('KMS::Key'),
    Mail: make('SES::EmailIdentity', { EmailIdentity: 'example.com' }),
    Parameter: make('SSM::Parameter', { Type: 'String', Value: 'x' }),
    Queue: make('SQS::Queue'),
    Secret: make('SecretsManager::Secret', { SecretString: 'x' }),
    Table: make('DynamoDB::Table', {
      AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    }),
    Topic: make('SNS::Topic'),
    Rights: role({ PolicyName: 'all', PolicyDocument: { Statement: [allow] } }),
    NoRights: role(),
    Other: code({ ZipFile: 'exports.handler = async () => 1' }, 'NoRights'),
    Allowed: code(asset, 'Rights', { Environment }),
    Denied: code(asset, 'NoRights', { Environment }),
    MayAllowed: permission('Allowed'),
    MayDenied: permission('Denied'),
  };
  const Outputs = { Allowed: { Value: get('Allowed') }, Denied: { Value: get('Denied') } };
  const deployed = await deploy(bed, 'Functions', { Resources, Outputs });
  expect(deployed.reasons).toEqual([]);
  outputs = deployed.outputs;
}, 30_000);
afterAll(() => bed.close());

const invoker = { service: 'cognito-idp.amazonaws.com', sourceArn: 'arn', sourceAccount: '123456789012' };

test.each(Object.keys(ACTIONS))(
  'a function reaches %s with what its role allows, and not without',
  async (service) => {
    const run = (name: string) => bed.invoke(outputs[name], { service }, invoker, 10_000);
    expect(await run('Allowed')).toEqual({ ok: true, payload: 'done' });
    const [action] = ACTIONS[service];
    const message = expect.stringMatching(`assumed-role/.* is not authorized to perform: ${action} on resource: `);
    expect(await run('Denied')).toMatchObject({ ok: false, message });
  },
  30_000,
);
