import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AuthIdentityPool, UserKey, UserRows, UserRowsOptions } from 'cdk-cognito-auth';
import { granted, signedInTo, statementsOf } from './world';
import { findingsOf, synth } from '../support/template';

const partitionKey = { name: 'owner', type: dynamodb.AttributeType.STRING };
const sortKey = { name: 'at', type: dynamodb.AttributeType.STRING };
const ME = '${cognito-identity.amazonaws.com:sub}';
const ARN = { 'Fn::GetAtt': [expect.stringMatching(/^Rows/), 'Arn'] };

const tableIn = (stack: Stack, props: Partial<dynamodb.TableProps> = {}) =>
  new dynamodb.Table(stack, 'Rows', { partitionKey, sortKey, ...props });

const statements = (
  verb: 'grantRead' | 'grantReadWrite',
  options?: UserRowsOptions,
  table: (stack: Stack) => dynamodb.ITable = tableIn,
) =>
  statementsOf(
    granted((signedIn: AuthIdentityPool, stack: Stack) => {
      expect(UserRows.ownerOnly(table(stack), options)[verb](signedIn).success).toBe(true);
    }),
  );

const refusal = (options: UserRowsOptions) => () => UserRows.ownerOnly(tableIn(new Stack(new App(), 'Stack')), options);

const OWN_ROWS = {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [ME] },
  Null: { 'dynamodb:LeadingKeys': 'false' },
};
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'];

test('grantRead is one statement: the own rows, no scan', () => {
  expect(statements('grantRead')).toEqual([{ Effect: 'Allow', Action: READ, Resource: ARN, Condition: OWN_ROWS }]);
});

test('grantReadWrite adds the writes to the same statement', () => {
  const writes = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];
  expect(statements('grantReadWrite')).toEqual([
    { Effect: 'Allow', Action: [...READ, ...writes], Resource: ARN, Condition: OWN_ROWS },
  ]);
});

test('indexes are open by name alone', () => {
  const table = (stack: Stack) => {
    const made = tableIn(stack);
    made.addGlobalSecondaryIndex({ indexName: 'byReader', partitionKey: { ...partitionKey, name: 'reader' } });
    return made;
  };
  const [{ Resource }] = statements('grantRead', { indexes: ['byReader'] }, table);
  expect(Resource).toEqual([ARN, { 'Fn::Join': ['', [ARN, '/index/byReader']] }]);
});

test('a tag of the session can name the rows', () => {
  const [{ Condition }] = statements('grantRead', { key: UserKey.principalTag('tenant') });
  expect(Condition['ForAllValues:StringEquals']).toEqual({ 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/tenant}'] });
});

test('a list of attributes holds reads to it, with the keys that DynamoDB needs', () => {
  const [reads, ...more] = statements('grantRead', { readAttributes: ['title', 'at'] });
  expect(more).toEqual([]);
  expect(reads.Action).toEqual(['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']);
  expect(reads.Condition).toEqual({
    'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [ME], 'dynamodb:Attributes': ['owner', 'at', 'title'] },
    Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
  });
});

test('the keys of named indexes are added too, also of an index that comes later', () => {
  const template = granted((signedIn, stack) => {
    const table = tableIn(stack);
    UserRows.ownerOnly(table, { indexes: ['byReader', 'byRank'], readAttributes: ['title'] }).grantRead(signedIn);
    table.addLocalSecondaryIndex({ indexName: 'byRank', sortKey: { ...sortKey, name: 'rank' } });
    table.addGlobalSecondaryIndex({ indexName: 'byOther', partitionKey: { ...partitionKey, name: 'other' } });
    table.addGlobalSecondaryIndex({ indexName: 'byReader', partitionKey: { ...partitionKey, name: 'reader' } });
  });
  const [{ Condition }] = statementsOf(template);
  expect(Condition['ForAllValues:StringEquals']['dynamodb:Attributes']).toEqual([
    'owner',
    'at',
    'reader',
    'rank',
    'title',
  ]);
});

test('a table of the second kind has keys and indexes, too', () => {
  const table = (stack: Stack) =>
    new dynamodb.TableV2(stack, 'Rows', {
      partitionKey,
      globalSecondaryIndexes: [{ indexName: 'byReader', partitionKey: { ...partitionKey, name: 'reader' } }],
    });
  const [{ Condition }] = statements('grantRead', { indexes: ['byReader'], readAttributes: ['title'] }, table);
  expect(Condition['ForAllValues:StringEquals']['dynamodb:Attributes']).toEqual(['owner', 'reader', 'title']);
});

test('an imported table says nothing of its keys', () => {
  const table = (stack: Stack) => dynamodb.Table.fromTableName(stack, 'Rows', 'rows');
  const [{ Condition }] = statements('grantRead', { indexes: ['byReader'], readAttributes: ['id'] }, table);
  expect(Condition['ForAllValues:StringEquals']['dynamodb:Attributes']).toEqual(['id']);
});

test.each<[string, UserRowsOptions, string[]]>([
  ['everything', {}, ['NONE', 'UPDATED_OLD', 'UPDATED_NEW']],
  ['what is written', { readAttributes: ['done', 'title'] }, ['NONE', 'UPDATED_OLD', 'UPDATED_NEW']],
  ['other attributes', { readAttributes: ['title'] }, ['NONE']],
])('a list of attributes holds writes to updates of it; who reads %s gets back no more', (_, options, values) => {
  const updates = statements('grantReadWrite', { ...options, writeAttributes: ['done'] }).at(-1);
  expect(updates).toEqual({
    Effect: 'Allow',
    Action: 'dynamodb:UpdateItem',
    Resource: ARN,
    Condition: {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [ME], 'dynamodb:Attributes': ['owner', 'at', 'done'] },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
      StringEquals: { 'dynamodb:ReturnValues': values },
    },
  });
});

test('a customer-managed key is open through DynamoDB, for this table alone', () => {
  const table = (stack: Stack) => tableIn(stack, { encryptionKey: new kms.Key(stack, 'Key') });
  expect(statements('grantReadWrite', {}, table).at(-1)).toEqual({
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    Condition: {
      StringEquals: {
        'kms:ViaService': { 'Fn::Join': ['', ['dynamodb.', { Ref: 'AWS::Region' }, '.amazonaws.com']] },
        'kms:EncryptionContext:aws:dynamodb:tableName': { Ref: expect.stringMatching(/^Rows/) },
        'kms:EncryptionContext:aws:dynamodb:subscriberId': { Ref: 'AWS::AccountId' },
      },
    },
  });
});

describe('refuses', () => {
  test.each(['*', 'by*', 'by?ate', '${x}', 'a', '', 'a/b'])('the index %j', (index) => {
    expect(refusal({ indexes: [index] })).toThrow(
      `Stack/Rows: indexes has '${index}', which is no name of an index. Name each index in full.`,
    );
  });

  test('an index that the table does not have', () => {
    const build = (indexed: boolean) => (stack: Stack) => {
      const table = tableIn(stack);
      if (indexed) table.addGlobalSecondaryIndex({ indexName: 'byReader', partitionKey });
      UserRows.ownerOnly(table, { indexes: ['byDate'] });
    };
    const sentence = "Stack/Rows: a view of users' rows names the index 'byDate', which the table does not have.";
    expect(findingsOf(build(false))).toEqual([`${sentence} It has none.`]);
    expect(findingsOf(build(true))).toEqual([`${sentence} It has byReader.`]);
  });

  test.each(['readAttributes', 'writeAttributes'])('%s that is empty or holds a wildcard', (option) => {
    expect(refusal({ [option]: [] })).toThrow(
      `Stack/Rows: ${option} is empty. Name the attributes, or leave the option out.`,
    );
    for (const name of ['*', 'a?', '${aws:x}', '']) {
      expect(refusal({ [option]: [name] })).toThrow(
        `Stack/Rows: ${option} has '${name}', which is no plain name. Name each attribute in full, without wildcards.`,
      );
    }
  });

  test('whole writes to users who may read only some attributes', () => {
    const signedIn = signedInTo(new Stack(new App(), 'Other'));
    const view = UserRows.ownerOnly(tableIn(new Stack(new App(), 'Stack')), { readAttributes: ['title'] });
    expect(() => view.grantReadWrite(signedIn)).toThrow(
      'Stack/Rows: the view has readAttributes and no writeAttributes, and a write of whole rows can return them whole. Pass writeAttributes too.',
    );
  });

  test('a tag that the identity pool does not map', () => {
    const table = tableIn(new Stack(new App(), 'Other'));
    const signedIn = signedInTo(new Stack(new App(), 'Stack'));
    expect(() => UserRows.ownerOnly(table, { key: UserKey.principalTag('team') }).grantRead(signedIn)).toThrow(
      "the key is the principal tag 'team'",
    );
  });
});

test('two views of one table share nothing: a list of the one does not open the other', () => {
  const template = synth((stack) => {
    const [signedIn, table] = [signedInTo(stack), tableIn(stack)];
    UserRows.ownerOnly(table, { readAttributes: ['title'] }).grantRead(signedIn);
    UserRows.ownerOnly(table, { key: UserKey.principalTag('tenant'), readAttributes: ['plan'] }).grantRead(signedIn);
  });
  const lists = statementsOf(template).map(({ Condition }) => Condition['ForAllValues:StringEquals']);
  expect(lists).toHaveLength(2);
  expect(lists).toEqual(
    expect.arrayContaining([
      { 'dynamodb:LeadingKeys': [ME], 'dynamodb:Attributes': ['owner', 'at', 'title'] },
      { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/tenant}'], 'dynamodb:Attributes': ['owner', 'at', 'plan'] },
    ]),
  );
});

describe('a partition key that no user can equal', () => {
  const of = (name: string, type: dynamodb.AttributeType) => ({ name, type });
  const { NUMBER, BINARY, STRING } = dynamodb.AttributeType;
  const findings = (type: dynamodb.AttributeType, options?: UserRowsOptions) =>
    findingsOf((stack) => {
      const table = tableIn(stack, { partitionKey: of('owner', type), sortKey: of('at', NUMBER) });
      UserRows.ownerOnly(table, options).grantRead(signedInTo(stack));
      // after the grant: indexes may come later
      table.addGlobalSecondaryIndex({ indexName: 'byYear', partitionKey: of('year', NUMBER) });
      table.addGlobalSecondaryIndex({ indexName: 'byReader', partitionKey: of('reader', STRING), sortKey: of('at', NUMBER) }); // prettier-ignore
    });
  const finding = (name: string, where: string, what: string) =>
    `Stack/Rows: a view of users' rows compares the partition key '${name}' of ${where}, a ${what}, with what names a user, a string, so that it would open no row. Make it a string.`;

  test.each([
    [NUMBER, 'number'],
    [BINARY, 'binary value'],
  ])('is refused: %s', (type, what) => {
    expect(findings(type)).toEqual([finding('owner', 'the table', what)]);
  });

  test('is refused of an index that is named, and of no other', () => {
    expect(findings(STRING)).toEqual([]);
    expect(findings(STRING, { indexes: ['byReader'] })).toEqual([]);
    expect(findings(STRING, { indexes: ['byYear'] })).toEqual([finding('year', "the index 'byYear'", 'number')]);
  });

  test('is refused of a table of many Regions too', () => {
    const found = findingsOf((stack) => {
      const table = new dynamodb.TableV2(stack, 'Rows', { partitionKey: of('owner', NUMBER) });
      UserRows.ownerOnly(table).grantRead(signedInTo(stack));
    });
    expect(found).toEqual([finding('owner', 'the table', 'number')]);
  });
});
