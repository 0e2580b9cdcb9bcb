import { App, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthIdentityPool, UserCiphertexts, UserPrefix, UserRows } from 'cdk-cognito-auth';
import { ALICE, callerOf, granted, ME, mutated, signedInTo } from './world';
import { ACCOUNT, concrete, REGION, throughS3 } from '../support/intrinsics';
import { allOf } from '../support/template';

type Grant = (stack: Stack, signedIn: AuthIdentityPool, encryptionKey: kms.IKey) => iam.Grant;

const partitionKey = { name: 'owner', type: dynamodb.AttributeType.STRING };
const bucketOf = (stack: Stack, encryptionKey: kms.IKey) => new s3.Bucket(stack, 'Files', { encryptionKey });
const tableOf = (stack: Stack, encryptionKey: kms.IKey) =>
  new dynamodb.Table(stack, 'Rows', { partitionKey, encryptionKey });

const VIEWS: [string, Grant, where: string][] = [
  ['ciphertexts', (_, to, key) => UserCiphertexts.ownerOnly(key).grantDecrypt(to), 'Stack/Alias'],
  [
    'folders',
    (stack, to, key) => UserPrefix.ownerOnly(bucketOf(stack, key), { prefix: 'users' }).grantRead(to),
    'Stack/Files',
  ],
  ['rows', (stack, to, key) => UserRows.ownerOnly(tableOf(stack, key)).grantRead(to), 'Stack/Rows'],
];

const ALIAS = `arn:aws:kms:${REGION}:${ACCOUNT}:alias/notes`;

describe.each(VIEWS)('the key of %s', (name, grant, where) => {
  const made = granted((signedIn, stack) => {
    grant(stack, signedIn, new kms.Alias(stack, 'Alias', { aliasName: 'notes', targetKey: new kms.Key(stack, 'Key') }));
  });
  const KEY = concrete(made, { 'Fn::GetAtt': [allOf(made, 'AWS::KMS::Key')[0][0], 'Arn'] });
  const context = {
    ciphertexts: { 'kms:EncryptionContext:user': ME },
    folders: throughS3(`${bucketArn()}/users/${ME}/a`),
    rows: throughDynamoDb(),
  }[name]!;

  test('is that behind an alias', () => {
    expect(callerOf(made)(ALICE, 'kms:Decrypt', KEY, context)).toBe(true);
    expect(callerOf(made)(ALICE, 'kms:Decrypt', `${KEY}2`, context)).toBe(false);
    expect(callerOf(made)(ALICE, 'kms:Encrypt', KEY, context)).toBe(false);
  });

  test('would stay closed by the ARN of the alias', () => {
    const dead = mutated(made, (all) =>
      all.filter(({ Action }) => Action === 'kms:Decrypt').forEach((each) => (each.Resource = ALIAS)),
    );
    expect(callerOf(dead)(ALICE, 'kms:Decrypt', KEY, context)).toBe(false);
  });

  test('is refused as an alias of an unknown key', () => {
    const stack = new Stack(new App(), 'Stack');
    const alias = kms.Alias.fromAliasName(stack, 'Alias', 'alias/notes');
    expect(() => grant(stack, signedInTo(stack), alias)).toThrow(
      `${where}: the key is an alias, which IAM does not match. Pass the key itself.`,
    );
  });

  function bucketArn(): string {
    const [bucket] = allOf(made, 'AWS::S3::Bucket');
    return bucket ? concrete(made, { 'Fn::GetAtt': [bucket[0], 'Arn'] }) : '';
  }

  function throughDynamoDb() {
    const [table] = allOf(made, 'AWS::DynamoDB::Table');
    return {
      'kms:ViaService': `dynamodb.${REGION}.amazonaws.com`,
      'kms:EncryptionContext:aws:dynamodb:tableName': table ? concrete(made, { Ref: table[0] }) : '',
      'kms:EncryptionContext:aws:dynamodb:subscriberId': ACCOUNT,
    };
  }
});
