import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthIdentityPool, UserKey, UserPrefix } from 'cdk-cognito-auth';
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
import { concrete, throughS3 } from '../support/intrinsics';
import { allOf, TemplateJson } from '../support/template';

const READ = ['s3:GetObject'];
const WRITE = ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
const NEVER = [
  's3:GetObjectVersion',
  's3:DeleteObjectVersion',
  's3:PutObjectAcl',
  's3:ListBucketVersions',
  's3:ListBucketMultipartUploads',
  's3:GetBucketPolicy',
];
const onBucket = /Bucket/;
const VARIABLE = '${cognito-identity.amazonaws.com:sub}';
const TAG = '${aws:PrincipalTag/tenant}';

type Build = (bucket: s3.IBucket) => UserPrefix;

const template = (build: Build, verb: 'grantRead' | 'grantReadWrite' = 'grantReadWrite') =>
  granted((signedIn: AuthIdentityPool, stack: Stack) => {
    const encryptionKey = new kms.Key(stack, 'Key');
    build(new s3.Bucket(stack, 'Files', { encryptionKey }))[verb](signedIn);
  });

const ownerOnly = template((bucket) => UserPrefix.ownerOnly(bucket, { prefix: 'users' }));
const ownerRead = template((bucket) => UserPrefix.ownerOnly(bucket, { prefix: 'users' }), 'grantRead');
const ownerWrite = template((bucket) => UserPrefix.ownerWrite(bucket, { prefix: 'users' }));
const followers = template((bucket) => UserPrefix.ownerWrite(bucket, { prefix: 'users' }), 'grantRead');
const shared = template((bucket) => UserPrefix.shared(bucket, { prefix: 'users' }));
const published = template((bucket) => UserPrefix.shared(bucket, { prefix: 'users' }), 'grantRead');
const tenants = template((bucket) =>
  UserPrefix.ownerOnly(bucket, { prefix: 'users', key: UserKey.principalTag('tenant') }),
);

const arnOf = (of: TemplateJson, type: string): string =>
  concrete(of, { 'Fn::GetAtt': [allOf(of, type)[0][0], 'Arn'] });
const BUCKET = arnOf(ownerOnly, 'AWS::S3::Bucket');
const KEY = arnOf(ownerOnly, 'AWS::KMS::Key');

/** Folders by who may do what there: nobody, readers, writers. */
type Rights = 'none' | 'read' | 'write';

function casesOf(who: Context, folders: Record<string, Rights>): Case[] {
  return Object.entries(folders).flatMap(([folder, rights]): Case[] => {
    const object = `${BUCKET}/${folder}a/b`;
    const context = throughS3(object);
    const list = { 's3:prefix': folder };
    const reads = rights !== 'none';
    const writes = rights === 'write';
    return [
      ...READ.map((action): Case => [folder, reads, who, action, object]),
      ...WRITE.map((action): Case => [folder, writes, who, action, object]),
      ...NEVER.map((action): Case => [folder, false, who, action, onBucket.test(action) ? BUCKET : object, list]),
      [`list ${folder}`, reads, who, 's3:ListBucket', BUCKET, list],
      [`list in ${folder}`, reads, who, 's3:ListBucket', BUCKET, { 's3:prefix': `${folder}a/`, 's3:delimiter': '/' }],
      [`decrypt ${folder}`, reads, who, 'kms:Decrypt', KEY, context],
      [`encrypt ${folder}`, writes, who, 'kms:GenerateDataKey', KEY, context],
    ];
  });
}

const outside: Record<string, Rights> = {
  '': 'none',
  'user/': 'none',
  'users-evil/': 'none',
  'Users/': 'none',
  '/users/': 'none',
  [`x/users/${ME}/`]: 'none',
  [`${ME}/`]: 'none',
};
const openLists = (allowed: boolean, who: Context): Case[] => [
  ['list all', false, who, 's3:ListBucket', BUCKET],
  ['list all by an empty prefix', false, who, 's3:ListBucket', BUCKET, { 's3:prefix': '' }],
  ['list the prefix', allowed, who, 's3:ListBucket', BUCKET, { 's3:prefix': 'users/' }],
  ['list what begins like it', false, who, 's3:ListBucket', BUCKET, { 's3:prefix': 'users' }],
];
const others = (rights: Rights): Record<string, Rights> => ({
  [`users/${OTHER}/`]: rights,
  [`users/${ME}-evil/`]: rights,
  [`users/${ME.split(':')[1]}/`]: rights,
  [`users/${ME.toUpperCase()}/`]: rights,
  [`users//${ME}/`]: rights,
  'users/': rights,
  'users//': rights,
});
const mine = `users/${ME}/`;

const OWNER_ONLY = [
  ...casesOf(ALICE, { [mine]: 'write', [`${mine}deep/er/`]: 'write', ...others('none'), ...outside }),
  ...casesOf(NOBODY, { [mine]: 'none', 'users//': 'none', [`users/${VARIABLE}/`]: 'none' }),
  ...openLists(false, ALICE),
];
const OWNER_READ = [...casesOf(ALICE, { [mine]: 'read', ...others('none'), ...outside }), ...openLists(false, ALICE)];
const OWNER_WRITE = [
  ...casesOf(ALICE, { [mine]: 'write', ...others('read'), ...outside }),
  ...casesOf(NOBODY, { [mine]: 'read' }),
  ...openLists(true, ALICE),
];
const FOLLOWERS = [...casesOf(ALICE, { [mine]: 'read', ...others('read'), ...outside }), ...openLists(true, ALICE)];
const SHARED = [...casesOf(ALICE, { [mine]: 'write', ...others('write'), ...outside }), ...openLists(true, ALICE)];
const TENANTS = [
  ...casesOf(ofTenant('acme'), {
    'users/acme/': 'write',
    'users/acme-evil/': 'none',
    'users/acm/': 'none',
    'users/other/': 'none',
    'users/ACME/': 'none',
    'x/acme/': 'none',
    ...others('none'),
    ...outside,
  }),
  // without the claim there is no tag, and a statement that names it says nothing
  ...casesOf(ALICE, { 'users/acme/': 'none', [mine]: 'none', 'users//': 'none', [`users/${TAG}/`]: 'none' }),
  ...openLists(false, ALICE),
];

const TRUTH: [string, TemplateJson, Case[], string[]][] = [
  ['ownerOnly, read and write', ownerOnly, OWNER_ONLY, NEVER],
  ['ownerOnly, read', ownerRead, OWNER_READ, [...NEVER, ...WRITE, 'kms:GenerateDataKey']],
  ['ownerWrite, read and write', ownerWrite, OWNER_WRITE, NEVER],
  ['ownerWrite, read', followers, FOLLOWERS, [...NEVER, ...WRITE, 'kms:GenerateDataKey']],
  ['shared, read and write', shared, SHARED, NEVER],
  ['shared, read', published, FOLLOWERS, [...NEVER, ...WRITE, 'kms:GenerateDataKey']],
  ['ownerOnly by tenant', tenants, TENANTS, NEVER],
];

test.each(TRUTH)('%s: every call has the answer of the table', (_, of, cases, never) => {
  expect(lonelyDenials(cases, never)).toEqual([]);
  expect(wrongAnswers(of, cases)).toEqual([]);
});

describe.each<[string, TemplateJson, Case[], string]>([
  ['ownerOnly', ownerOnly, OWNER_ONLY, VARIABLE],
  ['ownerWrite', ownerWrite, OWNER_WRITE, VARIABLE],
  ['ownerOnly by tenant', tenants, TENANTS, TAG],
])('%s: the table finds', (_, of, cases, variable) => {
  const unconditional = (action: string) =>
    mutated(of, (statements) =>
      statements.filter(({ Action }) => [Action].flat().includes(action)).forEach((each) => delete each.Condition),
    );

  test.each<[string, () => TemplateJson]>([
    ['a missing slash', () => replaced(of, `${variable}/*`, `${variable}*`)],
    ['a missing user variable', () => replaced(of, `/${variable}/*`, '/*')],
    ['a wildcard for the user', () => replaced(of, variable, '*')],
    ['another variable', () => replaced(of, variable, '${aws:userid}')],
    ['a wildcard for the prefix', () => replaced(of, 'users/', '*/')],
    ['the whole bucket', () => replaced(of, `/users/${variable}/*`, '/*')],
    ['lists without a prefix', () => unconditional('s3:ListBucket')],
    ['lists of versions', () => replaced(of, '"s3:ListBucket"', '"s3:ListBucket*"')],
    ['versions', () => replaced(of, '"s3:GetObject"', '"s3:GetObject*"')],
    ['all writes', () => replaced(of, '"s3:PutObject"', '"s3:Put*"')],
    ['every action', () => replaced(of, '"s3:PutObject"', '"s3:*"')],
    ['the key for everything', () => unconditional('kms:GenerateDataKey')],
    ['no upload of parts', () => replaced(of, '"s3:AbortMultipartUpload"', '"s3:None"')],
    ['no reading', () => replaced(of, '"s3:GetObject"', '"s3:None"')],
  ])('%s', (_name, mutant) => {
    expect(wrongAnswers(mutant(), cases)).not.toEqual([]);
  });
});

test.each<[string, () => TemplateJson]>([
  ['lists of all folders', () => replaced(ownerOnly, `"users/${VARIABLE}/*"`, '"users/*"')],
  ['lists of what begins like the prefix', () => replaced(ownerWrite, '"users/*"', '"users*"')],
  ['lists unless a prefix says otherwise', () => replaced(ownerOnly, '"StringLike"', '"StringLikeIfExists"')],
])('the tables find %s', (_, mutant) => {
  const found = [OWNER_ONLY, OWNER_WRITE].map((cases) => wrongAnswers(mutant(), cases).length);
  expect(Math.min(...found)).toBeGreaterThan(0);
});

describe('hostile keys', () => {
  /** A key that is open though it is not in the own folder, or closed though it is. */
  const escape = (of: TemplateJson, who: Context, folder: string): string | undefined => {
    const may = callerOf(of);
    const arbitrary = hostile('users/', 'users', folder, folder.slice(0, -1), 'acme', 'acme/');
    const { counterexample } = fc.check(
      fc.property(arbitrary, (key) => {
        const isOwn = key.startsWith(folder) && folder !== '';
        const list = may(who, 's3:ListBucket', BUCKET, { 's3:prefix': key });
        return may(who, 's3:GetObject', `${BUCKET}/${key}`) === isOwn && list === isOwn;
      }),
      { numRuns: 300 },
    );
    return counterexample?.[0];
  };

  test('open the own folder alone, by identity and by tenant', () => {
    expect(escape(ownerOnly, ALICE, mine)).toBeUndefined();
    expect(escape(tenants, ofTenant('acme'), 'users/acme/')).toBeUndefined();
  });

  test('open nothing to a session without what names the folder', () => {
    expect(escape(ownerOnly, NOBODY, '')).toBeUndefined();
    expect(escape(tenants, ALICE, '')).toBeUndefined();
  });

  test.each([
    ['without the slash', `${TAG}/*`, `${TAG}*`],
    ['without the tag', `/${TAG}/*`, '/*'],
  ])('find a policy %s', (_, from, to) => {
    expect(escape(replaced(tenants, from, to), ofTenant('acme'), 'users/acme/')).toBeDefined();
  });
});

describe('a tenant without a plain name', () => {
  const STRANGE: [string, string][] = [
    ['with a slash', 'acme/eu'],
    ['that ends with a slash', 'acme/'],
    ['that begins with a slash', '/acme'],
    ['that is a slash', '/'],
    ['that is empty', ''],
  ];
  const casesOfTenant = (tenant: string, rights: Rights) => casesOf(ofTenant(tenant), { [`users/${tenant}/`]: rights });

  test.each(STRANGE)('%s opens nothing', (_, tenant) => {
    expect(wrongAnswers(tenants, casesOfTenant('acme', 'write'))).toEqual([]);
    expect(wrongAnswers(tenants, casesOfTenant(tenant, 'none'))).toEqual([]);
  });

  // the simulator takes an empty value for none
  const matched = STRANGE.filter(([, tenant]) => tenant !== '');
  test.each(matched)('%s would open every action without the condition', (_, tenant) => {
    const without = mutated(tenants, (all) => all.forEach(({ Condition }) => delete Condition.StringNotLike));
    const open = wrongAnswers(without, casesOfTenant(tenant, 'none'));
    for (const action of [...READ, ...WRITE, 's3:ListBucket', 'kms:Decrypt', 'kms:GenerateDataKey']) {
      expect(open.join()).toContain(`(${action} `);
    }
  });

  test('is no matter where the statement does not hold the tag', () => {
    const readers = template((bucket) =>
      UserPrefix.ownerWrite(bucket, { prefix: 'users', key: UserKey.principalTag('tenant') }),
    );
    const read = callerOf(readers);
    const object = `${BUCKET}/users/other/note`;
    const may = (tenant: string) => read(ofTenant(tenant), 's3:GetObject', object);
    expect(['acme', 'acme/eu', ''].map(may)).toEqual([true, true, true]);
    expect(wrongAnswers(readers, casesOfTenant('acme/eu', 'read'))).toEqual([]);
  });
});
