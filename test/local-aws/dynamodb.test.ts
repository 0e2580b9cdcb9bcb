import * as db from '@aws-sdk/client-dynamodb';
import { LocalAws } from './index';
import { clientFor, deploy, startBed } from '../support/local-aws';

let bed: LocalAws;
let outputs: Record<string, string>;
let [me, you, reader, admin]: db.DynamoDBClient[] = [];

const get = (target: string) => ({ 'Fn::GetAtt': [target, 'Arn'] });
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const TENANT = '${aws:PrincipalTag/tenant}';
const trust = (...Action: string[]) =>
  document({ Effect: 'Allow', Principal: { Federated: 'cognito-identity.amazonaws.com' }, Action });
const role = (AssumeRolePolicyDocument: object, ...statements: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument,
    Policies: [{ PolicyName: 'rows', PolicyDocument: document(...statements) }],
  },
});
const ITEMS = ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'BatchGetItem', 'BatchWriteItem'];
const rows = (Condition: object, operations = ITEMS) => ({
  Effect: 'Allow',
  Action: operations.map((name) => `dynamodb:${name}`),
  Resource: [get('Table'), { 'Fn::Join': ['', [get('Table'), '/index/byDate']] }],
  Condition,
});
const own = {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': TENANT },
  Null: { 'dynamodb:LeadingKeys': false },
};
const some = {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': TENANT, 'dynamodb:Attributes': ['pk', 'sk', 'title'] },
  StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
};

const index = (IndexName: string) => ({
  IndexName,
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'date', KeyType: 'RANGE' },
  ],
  Projection: { ProjectionType: 'ALL' },
});

beforeAll(async () => {
  bed = await startBed();
  const tagged = trust('sts:AssumeRoleWithWebIdentity', 'sts:TagSession');
  const Resources = {
    Table: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        AttributeDefinitions: ['pk', 'sk', 'date'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
        BillingMode: 'PAY_PER_REQUEST',
        GlobalSecondaryIndexes: [index('byDate'), index('unnamed')],
      },
    },
    Users: {
      Type: 'AWS::DynamoDB::Table',
      Properties: {
        KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
        BillingMode: 'PAY_PER_REQUEST',
        DeletionProtectionEnabled: false,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        SSESpecification: { SSEEnabled: true },
        TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true },
      },
    },
    Own: role(tagged, rows(own)),
    Some: role(tagged, rows(some, ['GetItem', 'Query'])),
    Untagged: role(trust('sts:AssumeRoleWithWebIdentity')),
  };
  const Outputs = {
    Table: { Value: { Ref: 'Table' } },
    Users: { Value: { Ref: 'Users' } },
    ...Object.fromEntries(['Own', 'Some', 'Untagged'].map((name) => [name, { Value: get(name) }])),
  };
  const deployed = await deploy(bed, 'Rows', { Resources, Outputs });
  expect(deployed.reasons).toEqual([]);
  outputs = deployed.outputs;
  [me, you, reader] = await Promise.all([as('acme'), as('other'), as('acme', 'Some')]);
  admin = new db.DynamoDBClient(clientFor(bed));
});
afterAll(() => bed.close());

async function as(tenant: string, name = 'Own') {
  const session = await bed.assumeWithWebIdentity(outputs[name], { aud: 'pool', sub: 'x' }, 'session', { tenant });
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken: sessionToken } = session;
  return new db.DynamoDBClient({
    ...clientFor(bed),
    credentials: { accessKeyId, secretAccessKey, sessionToken },
    maxAttempts: 1,
  });
}
const S = (text: string) => ({ S: text });
const key = (pk: string, sk = '1') => ({ pk: S(pk), sk: S(sk) });
const item = (pk: string, sk = '1') => ({ ...key(pk, sk), date: S('2024-01-01'), title: S('t'), secret: S('s') });
const denied = { name: 'AccessDeniedException', $metadata: expect.objectContaining({ httpStatusCode: 403 }) };
const table = () => ({ TableName: outputs.Table });
const put = (who: db.DynamoDBClient, pk: string, sk?: string) =>
  who.send(new db.PutItemCommand({ ...table(), Item: item(pk, sk) }));
const query = (who: db.DynamoDBClient, pk: string, more: Partial<db.QueryCommandInput> = {}) =>
  who.send(
    new db.QueryCommand({
      ...table(),
      KeyConditionExpression: '#p = :p',
      ExpressionAttributeNames: { '#p': 'pk' },
      ExpressionAttributeValues: { ':p': S(pk) },
      ...more,
    }),
  );

test('rows of the own key can be written, read, changed and deleted; others cannot', async () => {
  await put(me, 'acme');
  const { Item } = await me.send(new db.GetItemCommand({ ...table(), Key: key('acme') }));
  expect(Item).toEqual(item('acme'));
  const change = (pk: string) =>
    new db.UpdateItemCommand({
      ...table(),
      Key: key(pk),
      UpdateExpression: 'SET title = :t',
      ExpressionAttributeValues: { ':t': S('new') },
      ReturnValues: 'UPDATED_NEW',
    });
  expect((await me.send(change('acme'))).Attributes).toEqual({ title: S('new') });
  await expect(put(me, 'other')).rejects.toMatchObject(denied);
  await expect(me.send(change('other'))).rejects.toMatchObject(denied);
  await expect(you.send(new db.GetItemCommand({ ...table(), Key: key('acme') }))).rejects.toThrow(
    'is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:us-east-1:123456789012:table/',
  );
  await expect(you.send(new db.DeleteItemCommand({ ...table(), Key: key('acme') }))).rejects.toMatchObject(denied);
  await me.send(new db.DeleteItemCommand({ ...table(), Key: key('acme') }));
});

test('queries name their key, in the table and in the indexes that the policy names', async () => {
  await put(me, 'acme', 'a');
  await put(me, 'acme', 'b');
  expect((await query(me, 'acme')).Count).toBe(2);
  const range = { KeyConditionExpression: 'begins_with(sk, :s) AND :p = :p AND pk = :p' };
  await expect(query(you, 'acme', range)).rejects.toMatchObject(denied);
  await expect(query(you, 'acme')).rejects.toMatchObject(denied);
  expect((await query(me, 'acme', { IndexName: 'byDate' })).Count).toBe(2);
  await expect(query(me, 'acme', { IndexName: 'unnamed' })).rejects.toThrow('/index/unnamed');
  await expect(query(me, 'acme', { IndexName: 'none' })).rejects.toThrow('specified index: none');
  await expect(me.send(new db.ScanCommand(table()))).rejects.toMatchObject(denied);
  expect((await admin.send(new db.ScanCommand(table()))).Count).toBe(2);
});

test('a batch is allowed if every key in it is', async () => {
  const write = (...keys: string[]) =>
    me.send(
      new db.BatchWriteItemCommand({
        RequestItems: { [outputs.Table]: keys.map((pk) => ({ PutRequest: { Item: item(pk, 'batch') } })) },
      }),
    );
  const read = (...keys: string[]) =>
    me.send(
      new db.BatchGetItemCommand({ RequestItems: { [outputs.Table]: { Keys: keys.map((pk) => key(pk, 'batch')) } } }),
    );
  await write('acme');
  expect((await read('acme')).Responses![outputs.Table]).toHaveLength(1);
  await expect(write('acme', 'other')).rejects.toMatchObject(denied);
  await expect(read('acme', 'other')).rejects.toMatchObject(denied);
});

test('conditions on other keys than the partition key are refused by name', async () => {
  await expect(query(reader, 'acme')).rejects.toThrow('the condition key "dynamodb:Attributes"');
});

describe('conditions', () => {
  const failed = { name: 'ConditionalCheckFailedException' };
  const row = (pk: string) => ({ TableName: outputs.Users, Key: { pk: S(pk) } });

  test('an item is made once', async () => {
    const once = new db.PutItemCommand({
      TableName: outputs.Users,
      Item: { pk: S('once'), uses: { N: '1' } },
      ConditionExpression: 'attribute_not_exists(pk)',
    });
    await admin.send(once);
    await expect(admin.send(once)).rejects.toMatchObject(failed);
  });

  test('an item is used up once, by change or by deletion', async () => {
    await admin.send(
      new db.PutItemCommand({ TableName: outputs.Users, Item: { pk: S('link'), expires: { N: '200' } } }),
    );
    const use = (now: number) =>
      new db.UpdateItemCommand({
        ...row('link'),
        UpdateExpression: 'SET usedAt = :now ADD #uses :one',
        ConditionExpression: 'attribute_not_exists(usedAt) AND #expires > :now',
        ExpressionAttributeNames: { '#uses': 'uses', '#expires': 'expires' },
        ExpressionAttributeValues: { ':now': { N: `${now}` }, ':one': { N: '1' } },
        ReturnValues: 'ALL_NEW',
      });
    await expect(admin.send(use(300))).rejects.toMatchObject(failed);
    expect((await admin.send(use(100))).Attributes).toMatchObject({ uses: { N: '1' }, usedAt: { N: '100' } });
    await expect(admin.send(use(100))).rejects.toMatchObject(failed);
    const remove = new db.DeleteItemCommand({ ...row('link'), ConditionExpression: 'attribute_exists(pk)' });
    await admin.send(remove);
    await expect(admin.send(remove)).rejects.toMatchObject(failed);
  });
});

test('what the bed does not imitate, or the table lacks, is said by name', async () => {
  const find = (more: object) => admin.send(new db.GetItemCommand({ ...table(), Key: key('acme'), ...more }));
  await expect(find({ AttributesToGet: ['pk'] })).rejects.toThrow('parameter AttributesToGet');
  const write = new db.PutItemCommand({
    ...{ ...table(), Item: item('acme'), ConditionExpression: 'attribute_not_exists(pk)' },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  await expect(admin.send(write)).rejects.toThrow('parameter ReturnValuesOnConditionCheckFailure');
  await expect(admin.send(new db.ScanCommand({ TableName: 'none' }))).rejects.toThrow('Table: none not found');
  const wrong = new db.GetItemCommand({ ...table(), Key: { pk: S('acme') } });
  await expect(admin.send(wrong)).rejects.toMatchObject({ name: 'ValidationException' });
});

test('session tags need sts:TagSession in the trust policy', async () => {
  await expect(as('acme', 'Untagged')).rejects.toThrow('Not authorized to perform sts:TagSession');
  const untagged = bed.assumeWithWebIdentity(outputs.Untagged, { aud: 'pool', sub: 'x' }, 'session', {});
  await expect(untagged).resolves.toHaveProperty('SessionToken');
});
