import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AuthIdentityPool, UserKey, UserRows, UserRowsOptions } from 'cdk-cognito-auth';
import fc from 'fast-check';
import {
  ALICE,
  callerOf,
  Case,
  granted,
  hostile,
  lonelyDenials,
  ME,
  mutated,
  NOBODY,
  ofTenant,
  OTHER,
  replaced,
  wrongAnswers,
} from './world';
import { Context } from '../support/iam';
import { ACCOUNT, concrete, REGION } from '../support/intrinsics';
import { allOf, TemplateJson } from '../support/template';

const READ = ['GetItem', 'BatchGetItem', 'Query', 'ConditionCheckItem'].map((name) => `dynamodb:${name}`);
const WRITE = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem'].map((name) => `dynamodb:${name}`);
const NEVER = [
  'Scan',
  'PartiQLSelect',
  'PartiQLUpdate',
  'PartiQLDelete',
  'ExportTableToPointInTime',
  'DeleteTable',
].map((name) => `dynamodb:${name}`);
const QUERY = 'dynamodb:Query';
const VARIABLE = '${cognito-identity.amazonaws.com:sub}';
const TAG = '${aws:PrincipalTag/tenant}';

const string = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });

const template = (options: UserRowsOptions, verb: 'grantRead' | 'grantReadWrite' = 'grantReadWrite') =>
  granted((signedIn: AuthIdentityPool, stack: Stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    const table = new dynamodb.Table(stack, 'Rows', { partitionKey: string('owner'), encryptionKey });
    table.addGlobalSecondaryIndex({ indexName: 'byReader', partitionKey: string('reader') });
    table.addGlobalSecondaryIndex({ indexName: 'byState', partitionKey: string('state') });
    UserRows.ownerOnly(table, { indexes: ['byReader'], ...options })[verb](signedIn);
  });

const rows = template({});
const readRows = template({}, 'grantRead');
const tenants = template({ key: UserKey.principalTag('tenant') });
const some = template({ readAttributes: ['title', 'done'], writeAttributes: ['done'] });
const blind = template({ readAttributes: ['title'], writeAttributes: ['done'] });

const [TABLE_ID] = allOf(rows, 'AWS::DynamoDB::Table')[0];
const TABLE = concrete(rows, { 'Fn::GetAtt': [TABLE_ID, 'Arn'] });
const KMS_KEY = concrete(rows, { 'Fn::GetAtt': [allOf(rows, 'AWS::KMS::Key')[0][0], 'Arn'] });
const READER = `${TABLE}/index/byReader`;
const STATE = `${TABLE}/index/byState`;

const keys = (...values: string[]): Context => ({ 'dynamodb:LeadingKeys': values });

/** What a user may do with rows of some partitions, by action. */
function casesOf(who: Context, mine: string, actions: readonly string[]): Case[] {
  const foreign = [OTHER, `${mine}-evil`, mine.toUpperCase(), mine.slice(0, -1), '', '*', VARIABLE, TAG];
  return [...READ, ...WRITE].flatMap((action): Case[] => {
    const open = actions.includes(action);
    return [
      ['own row', open, who, action, TABLE, keys(mine)],
      ['own rows', open, who, action, TABLE, keys(mine, mine)],
      ...foreign.map((key): Case => [`row of ${key}`, false, who, action, TABLE, keys(key)]),
      ['an own row among others', false, who, action, TABLE, keys(mine, OTHER)],
      ['without a key', false, who, action, TABLE],
      ['another table', false, who, action, `${TABLE}2`, keys(mine)],
    ];
  });
}
const never = (who: Context, mine: string): Case[] =>
  NEVER.flatMap((action): Case[] => [
    [action, false, who, action, TABLE],
    [`${action} with the own key`, false, who, action, TABLE, keys(mine)],
    [`${action} of the index`, false, who, action, READER, keys(mine)],
  ]);
const queries = (who: Context, mine: string): Case[] => [
  ['index', true, who, QUERY, READER, keys(mine)],
  ['index, another reader', false, who, QUERY, READER, keys(OTHER)],
  ['index without key', false, who, QUERY, READER],
  ['another index', false, who, QUERY, STATE, keys(mine)],
];
const VIA = {
  'kms:ViaService': `dynamodb.${REGION}.amazonaws.com`,
  'kms:EncryptionContext:aws:dynamodb:tableName': TABLE_ID,
  'kms:EncryptionContext:aws:dynamodb:subscriberId': ACCOUNT,
};
const decrypt: Case[] = [
  ['through DynamoDB', true, ALICE, 'kms:Decrypt', KMS_KEY, VIA],
  ['directly', false, ALICE, 'kms:Decrypt', KMS_KEY, { ...VIA, 'kms:ViaService': [] }],
  ['through S3', false, ALICE, 'kms:Decrypt', KMS_KEY, { ...VIA, 'kms:ViaService': 's3.eu-west-1.amazonaws.com' }],
  [
    'of another table',
    false,
    ALICE,
    'kms:Decrypt',
    KMS_KEY,
    { ...VIA, 'kms:EncryptionContext:aws:dynamodb:tableName': 'x' },
  ],
  [
    'of another account',
    false,
    ALICE,
    'kms:Decrypt',
    KMS_KEY,
    { ...VIA, 'kms:EncryptionContext:aws:dynamodb:subscriberId': '1' },
  ],
  ['with another key', false, ALICE, 'kms:Decrypt', `${KMS_KEY}2`, VIA],
  ['to encrypt', false, ALICE, 'kms:GenerateDataKey', KMS_KEY, VIA],
];

const strangers = (mine: string): Case[] =>
  ['', mine, VARIABLE, TAG].flatMap((key) =>
    [...READ, ...WRITE].map((action): Case => [`no name, row of ${key}`, false, NOBODY, action, TABLE, keys(key)]),
  );

const ROWS = [
  ...casesOf(ALICE, ME, [...READ, ...WRITE]),
  ...never(ALICE, ME),
  ...queries(ALICE, ME),
  ...decrypt,
  ...strangers(ME),
];
const READ_ROWS = [...casesOf(ALICE, ME, READ), ...never(ALICE, ME), ...queries(ALICE, ME), ...decrypt];
const ACME = ofTenant('acme');
const TENANTS = [
  ...casesOf(ACME, 'acme', [...READ, ...WRITE]),
  ...never(ACME, 'acme'),
  ...queries(ACME, 'acme'),
  // a user without the claim has an identity, and no tag
  ...['', 'acme', ME, TAG].map((key): Case => [`no tag, ${key}`, false, ALICE, QUERY, TABLE, keys(key)]),
];

test.each<[string, TemplateJson, Case[], string[]]>([
  ['read and write', rows, ROWS, [...NEVER, 'kms:GenerateDataKey']],
  ['read', readRows, READ_ROWS, [...NEVER, ...WRITE, 'kms:GenerateDataKey']],
  ['read and write by tenant', tenants, TENANTS, NEVER],
])('%s: every call has the answer of the table', (_, of, cases, closed) => {
  expect(lonelyDenials(cases, closed)).toEqual([]);
  expect(wrongAnswers(of, cases)).toEqual([]);
});

const conditions = (of: TemplateJson, change: (condition: any) => void) =>
  mutated(of, (all) => all.forEach(({ Condition }) => change(Condition)));
const resources = (of: TemplateJson, change: (list: any[]) => any[]) =>
  mutated(of, (all) => all.forEach((each) => Array.isArray(each.Resource) && (each.Resource = change(each.Resource))));

describe.each<[string, TemplateJson, Case[], string]>([
  ['by identity', rows, ROWS, VARIABLE],
  ['by tenant', tenants, TENANTS, TAG],
])('%s: the table finds', (_, of, cases, variable) => {
  test.each<[string, () => TemplateJson]>([
    ['ForAnyValue', () => replaced(of, 'ForAllValues', 'ForAnyValue')],
    ['a missing Null condition', () => conditions(of, (condition) => delete condition.Null)],
    ['a Null condition the wrong way round', () => replaced(of, '"false"', '"true"')],
    [
      'no condition',
      () => conditions(of, (condition) => Object.keys(condition).forEach((key) => delete condition[key])),
    ],
    ['StringLike with an open end', () => replaced(replaced(of, 'ForAllValues:StringEquals', 'ForAllValues:StringLike'), variable, `${variable}*`)], // prettier-ignore
    ['StringEqualsIgnoreCase', () => replaced(of, 'ForAllValues:StringEquals', 'ForAllValues:StringEqualsIgnoreCase')],
    ['any key', () => replaced(replaced(of, 'ForAllValues:StringEquals', 'ForAllValues:StringLike'), variable, '*')],
    ['another variable', () => replaced(of, variable, '${aws:userid}')],
    ['a text instead of the variable', () => replaced(of, variable, OTHER)],
    ['Scan', () => replaced(of, '"dynamodb:Query"', '"dynamodb:Query","dynamodb:Scan"')],
    ['PartiQL', () => replaced(of, '"dynamodb:Query"', '"dynamodb:Query","dynamodb:PartiQL*"')],
    ['every action', () => replaced(of, '"dynamodb:Query"', '"dynamodb:*"')],
    ['every index', () => replaced(of, '/index/byReader', '/index/*')],
    ['another index', () => replaced(of, '/index/byReader', '/index/byState')],
    ['no index', () => resources(of, ([table]) => [table])],
    ['every table', () => resources(of, () => ['*'])],
    ['no batches', () => replaced(of, '"dynamodb:BatchGetItem",', '')],
  ])('%s', (_name, mutant) => {
    expect(wrongAnswers(mutant(), cases)).not.toEqual([]);
  });
});

test.each([
  ['ViaService', 'kms:ViaService'],
  ['the name of the table', 'kms:EncryptionContext:aws:dynamodb:tableName'],
  ['the account', 'kms:EncryptionContext:aws:dynamodb:subscriberId'],
])('the table finds a key without %s', (_, key) => {
  const mutant = conditions(rows, ({ StringEquals }) => delete StringEquals?.[key]);
  expect(wrongAnswers(mutant, decrypt)).not.toEqual([]);
});

describe('lists of attributes', () => {
  const select = (Select: string | undefined, ...Attributes: string[]): Context => ({
    ...keys(ME),
    'dynamodb:Attributes': Attributes,
    ...(Select ? { 'dynamodb:Select': Select } : {}),
  });
  const returning = (ReturnValues: string | undefined, ...Attributes: string[]): Context => ({
    ...keys(ME),
    'dynamodb:Attributes': Attributes,
    ...(ReturnValues ? { 'dynamodb:ReturnValues': ReturnValues } : {}),
  });
  const SPECIFIC = 'SPECIFIC_ATTRIBUTES';
  const UPDATE = 'dynamodb:UpdateItem';
  const reads = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', QUERY].flatMap((action): Case[] => [
    ['listed', true, ALICE, action, TABLE, select(SPECIFIC, 'owner', 'title', 'done')],
    ['a secret', false, ALICE, action, TABLE, select(SPECIFIC, 'owner', 'secret')],
    ['all by saying so', false, ALICE, action, TABLE, select('ALL_ATTRIBUTES', 'owner')],
    ['all of the projection', false, ALICE, action, TABLE, select('ALL_PROJECTED_ATTRIBUTES', 'owner')],
    ['all by saying nothing', false, ALICE, action, TABLE, select(undefined, 'owner')],
    ['naming nothing', false, ALICE, action, TABLE, { ...keys(ME), 'dynamodb:Select': SPECIFIC }],
    ["another's", false, ALICE, action, TABLE, { ...select(SPECIFIC, 'owner'), ...keys(OTHER) }],
    ['without key', false, ALICE, action, TABLE, { 'dynamodb:Attributes': 'title', 'dynamodb:Select': SPECIFIC }],
  ]);
  const updates = (returnsOwn: boolean): Case[] => [
    ['listed', true, ALICE, UPDATE, TABLE, returning('NONE', 'owner', 'done')],
    ['returning what changed', returnsOwn, ALICE, UPDATE, TABLE, returning('UPDATED_OLD', 'owner', 'done')],
    ['returning the new', returnsOwn, ALICE, UPDATE, TABLE, returning('UPDATED_NEW', 'owner', 'done')],
    ['returning the row', false, ALICE, UPDATE, TABLE, returning('ALL_OLD', 'owner', 'done')],
    ['returning the new row', false, ALICE, UPDATE, TABLE, returning('ALL_NEW', 'owner', 'done')],
    ['not listed', false, ALICE, UPDATE, TABLE, returning('NONE', 'owner', 'title')],
    ['naming nothing', false, ALICE, UPDATE, TABLE, { ...keys(ME), 'dynamodb:ReturnValues': 'NONE' }],
    ["another's", false, ALICE, UPDATE, TABLE, { ...returning('NONE', 'done'), ...keys(OTHER) }],
  ];
  const whole = ['PutItem', 'DeleteItem', 'BatchWriteItem', 'ConditionCheckItem'].map((name) => `dynamodb:${name}`);
  const wholes = whole.map((action): Case => ['whole rows', false, ALICE, action, TABLE, returning('NONE', 'done')]);
  const SOME = [...reads, ...updates(true), ...wholes, ...never(ALICE, ME)];

  test('every call has the answer of the table', () => {
    expect(lonelyDenials(SOME, [...NEVER, ...whole])).toEqual([]);
    expect(wrongAnswers(some, SOME)).toEqual([]);
  });

  test('who writes what they cannot read gets nothing back', () => {
    expect(wrongAnswers(blind, updates(false))).toEqual([]);
  });

  test.each<[string, () => TemplateJson]>([
    ['Select only if it exists', () => conditions(some, (condition) => loosened(condition, 'dynamodb:Select'))],
    ['no Select', () => conditions(some, ({ StringEquals }) => delete StringEquals['dynamodb:Select'])],
    ['no ReturnValues', () => conditions(some, ({ StringEquals }) => delete StringEquals['dynamodb:ReturnValues'])],
    ['no list', () => conditions(some, (each) => delete each['ForAllValues:StringEquals']?.['dynamodb:Attributes'])],
    ['no need to name any', () => conditions(some, ({ Null }) => delete Null?.['dynamodb:Attributes'])],
    ['ForAnyValue', () => replaced(some, 'ForAllValues', 'ForAnyValue')],
    ['whole writes', () => replaced(some, '"dynamodb:UpdateItem"', '["dynamodb:UpdateItem","dynamodb:PutItem"]')],
    ['whole rows back', () => replaced(some, '"UPDATED_OLD"', '"ALL_OLD"')],
    ['a longer list', () => replaced(some, '"title"', '"title","secret"')],
  ])('the table finds: %s', (_, mutant) => {
    expect(wrongAnswers(mutant(), SOME)).not.toEqual([]);
  });

  function loosened(condition: any, key: string): void {
    const value = condition.StringEquals?.[key];
    if (value === undefined) return;
    delete condition.StringEquals[key];
    condition.StringEqualsIfExists = { [key]: value };
  }
});

describe('hostile partition keys', () => {
  const escape = (of: TemplateJson, who: Context, mine: string | undefined): string[] | undefined => {
    const may = callerOf(of);
    const one = hostile('acme', 'acme ', 'Acme', mine ?? '', mine ?? '');
    const { counterexample } = fc.check(
      fc.property(fc.array(one, { minLength: 1, maxLength: 3 }), (values) => {
        const isOwn = values.every((value) => value === mine);
        return may(who, QUERY, TABLE, keys(...values)) === isOwn && !may(who, QUERY, TABLE);
      }),
      { numRuns: 400 },
    );
    return counterexample?.[0];
  };

  test.each([
    ['an identity', rows, ALICE, ME],
    ['a tenant', tenants, ofTenant('acme'), 'acme'],
    ['nobody', rows, NOBODY, undefined],
    ['a user without a tenant', tenants, ALICE, undefined],
  ])('open the rows of %s alone', (_, of, who, mine) => {
    expect(escape(of, who, mine)).toBeUndefined();
  });

  test.each([
    ['ForAnyValue', replaced(rows, 'ForAllValues', 'ForAnyValue')],
    ['no Null condition', conditions(rows, (condition) => delete condition.Null)],
    ['no user', replaced(replaced(rows, 'ForAllValues:StringEquals', 'ForAllValues:StringLike'), VARIABLE, '*')],
  ])('find a policy with %s', (_, mutant) => {
    expect(escape(mutant, ALICE, ME)).toBeDefined();
  });
});
