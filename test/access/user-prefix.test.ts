import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthIdentityPool, UserPrefix } from 'cdk-cognito-auth';
import fc from 'fast-check';
import { authIn, bucketIn, identityPoolOf, newAuth } from '../support/auth';
import { allOf, propertiesOf, synth, TemplateJson, templateOf } from '../support/template';

const BUCKET = { 'Fn::GetAtt': ['Files8E6940B8', 'Arn'] };
const OBJECTS = { 'Fn::Join': ['', [BUCKET, '/users/${cognito-identity.amazonaws.com:sub}/*']] };

const granted = (grant: (signedIn: AuthIdentityPool, stack: Stack) => void) =>
  synth((stack) => grant(identityPoolOf(authIn(stack)), stack));

const statementsOf = (template: TemplateJson): any[] =>
  propertiesOf(template, 'AWS::IAM::ManagedPolicy').PolicyDocument.Statement;

const prefixOf = (prefix: string) => UserPrefix.ownerOnly(bucketIn(newAuth()), { prefix });

test('grantRead lets users list and read their own folder, and nothing more', () => {
  const template = granted((signedIn, stack) => {
    UserPrefix.ownerOnly(bucketIn(stack), { prefix: 'users' }).grantRead(signedIn);
  });
  expect(statementsOf(template)).toEqual([
    { Effect: 'Allow', Action: 's3:GetObject', Resource: OBJECTS },
    {
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: BUCKET,
      Condition: { StringLike: { 's3:prefix': ['users/${cognito-identity.amazonaws.com:sub}/*'] } },
    },
  ]);
});

test('grantReadWrite adds what uploads and deletions need', () => {
  const template = granted((signedIn, stack) => {
    UserPrefix.ownerOnly(bucketIn(stack), { prefix: 'users' }).grantReadWrite(signedIn);
  });
  const [objects, list] = statementsOf(template);
  expect(objects).toEqual({
    Effect: 'Allow',
    Action: [
      's3:GetObject',
      's3:PutObject',
      's3:DeleteObject',
      's3:AbortMultipartUpload',
      's3:ListMultipartUploadParts',
    ],
    Resource: OBJECTS,
  });
  expect(list.Action).toBe('s3:ListBucket');
});

test('an imported bucket without a known key can be granted too', () => {
  const template = granted((signedIn, stack) => {
    const bucket = s3.Bucket.fromBucketName(stack, 'Files', 'existing');
    expect(UserPrefix.ownerOnly(bucket, { prefix: 'a/b' }).grantRead(signedIn).success).toBe(true);
  });
  expect(JSON.stringify(statementsOf(template))).toContain(
    ':s3:::existing/a/b/${cognito-identity.amazonaws.com:sub}/*',
  );
});

test('a grant to a group reaches the role of the group alone', () => {
  const template = granted((signedIn, stack) => {
    const group = (signedIn.node.scope as ReturnType<typeof authIn>).addGroup('Editors', {
      precedence: 1,
      identityPool: signedIn,
    });
    UserPrefix.ownerOnly(bucketIn(stack), { prefix: 'users' }).grantRead(group);
  });
  expect(allOf(template, 'AWS::IAM::ManagedPolicy')).toEqual([]);
  expect(propertiesOf(template, 'AWS::IAM::Policy').Roles).toEqual([
    { Ref: expect.stringMatching(/^AuthEditorsRole/) },
  ]);
});

test('a bucket of another stack can be granted; its stack does not wait for the identity pool', () => {
  const app = new App();
  const [theirs, ours] = [new Stack(app, 'Theirs'), new Stack(app, 'Stack')];
  const bucket = new s3.Bucket(theirs, 'Files', { encryptionKey: new kms.Key(theirs, 'Key') });
  UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantReadWrite(identityPoolOf(authIn(ours)));
  expect(statementsOf(templateOf(ours))).toHaveLength(3);
  expect([ours.dependencies, theirs.dependencies]).toEqual([[theirs], []]);
});

test('a grant to a principal that is no construct works too', () => {
  const grantee: iam.IGrantable = { grantPrincipal: identityPoolOf(newAuth()).authenticatedRole };
  expect(UserPrefix.ownerOnly(bucketIn(newAuth()), { prefix: 'users' }).grantRead(grantee).success).toBe(true);
});

describe('a bucket with a customer-managed key', () => {
  const keyStatementOf = (verb: 'grantRead' | 'grantReadWrite') => {
    const template = granted((signedIn, stack) => {
      const bucket = new s3.Bucket(stack, 'Files', { encryptionKey: new kms.Key(stack, 'Key') });
      UserPrefix.ownerOnly(bucket, { prefix: 'users' })[verb](signedIn);
    });
    return statementsOf(template).find(({ Action }) => JSON.stringify(Action).includes('kms:'));
  };

  test.each([
    ['grantRead', 'kms:Decrypt'],
    ['grantReadWrite', ['kms:Decrypt', 'kms:GenerateDataKey']],
  ] as const)('%s includes the key, for objects of the folder alone', (verb, Action) => {
    expect(keyStatementOf(verb)).toEqual({
      Effect: 'Allow',
      Action,
      Resource: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
      Condition: {
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [BUCKET, OBJECTS] },
        StringEquals: { 'kms:ViaService': { 'Fn::Join': ['', ['s3.', { Ref: 'AWS::Region' }, '.amazonaws.com']] } },
      },
    });
  });
});

const FAULTY_PREFIXES = [
  '',
  '/',
  '/users',
  'users/',
  'a//b',
  '..',
  'a/../b',
  'a/./b',
  '*',
  'users*',
  'us?rs',
  '${x}',
  'a b',
  'ü',
];

test.each(FAULTY_PREFIXES)('refuses the prefix %j, which is no plain folder', (prefix) => {
  expect(() => prefixOf(prefix)).toThrow(
    `Stack/Auth/Files: the prefix '${prefix}' is not a plain folder. Use letters, digits and single slashes between names, as in 'app/users'.`,
  );
});

test.each(['users', 'app/users', 'v1.2/users_a-b', "it's/(a)!"])('accepts the prefix %s', (prefix) => {
  expect(() => prefixOf(prefix)).not.toThrow();
});

test('accepts a prefix that is known at deployment', () => {
  const stack = new Stack();
  const prefix = new CfnParameter(stack, 'Prefix').valueAsString;
  expect(() => UserPrefix.ownerOnly(bucketIn(stack), { prefix })).not.toThrow();
});

test('whatever prefix passes holds no wildcard, no policy variable and no way up', () => {
  const bucket = bucketIn(newAuth());
  const part = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('users', 'a.b', '..', '.', '', '*', '${aws:x}'));
  let passed = 0;
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (parts) => {
      const prefix = parts.join('/');
      try {
        UserPrefix.ownerOnly(bucket, { prefix });
      } catch {
        return;
      }
      passed += 1;
      expect(prefix).not.toMatch(/[*?$\s\\]/);
      prefix.split('/').forEach((name) => expect(['', '.', '..']).not.toContain(name));
    }),
    { numRuns: 1_000 },
  );
  expect(passed).toBeGreaterThan(50);
});
