import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ASSETS } from './function';
import { bundle } from '../../../scripts/bundle';

const ROOT = dirname(ASSETS);
const PORTS = [
  'ports/captcha.js',
  'ports/cognito.js',
  'ports/decrypt.js',
  'ports/dynamodb.js',
  'ports/events.js',
  'ports/lambda.js',
  'ports/migration.js',
  'ports/s3.js',
  'ports/secrets.js',
  'ports/ses.js',
  'ports/sns.js',
  'ports/sqs.js',
  'ports/ssm.js',
];
/** What the tables of the entries say. */
const STEPS: Readonly<Record<string, readonly string[]>> = {
  'create-auth-challenge': ['captcha', 'emailCode', 'invoke', 'magicLink'],
  'custom-email-sender': ['handOver', 'invoke', 'sendEmail'],
  'custom-message': ['invoke', 'templates'],
  'custom-sms-sender': ['handOver', 'invoke', 'sendSms'],
  'define-auth-challenge': ['invoke', 'sequence'],
  'inbound-federation': [
    'allowFederatedDomains',
    'dropAttributes',
    'invoke',
    'keepAttributes',
    'normalizeAttributes',
    'renameAttribute',
    'overrideAttribute',
  ],
  'post-authentication': ['forgetAttempts', 'invoke', 'lastSignIn', 'signInLog', 'toEventBridge'],
  'post-confirmation': ['addToGroup', 'invoke', 'profileRow', 'publishTo', 'sendTo', 'toEventBridge'],
  'pre-authentication': ['invoke', 'lockout', 'maintenance', 'suspendedUsers'],
  'pre-sign-up': [
    'allowEmailDomains',
    'autoConfirm',
    'blockDuplicates',
    'denyEmailDomains',
    'emailDomainsIn',
    'invitationCode',
    'invoke',
    'linkAccounts',
    'signInAgain',
    'toEventBridge',
  ],
  'pre-token-generation': [
    'addScopes',
    'claim',
    'claimsFromRow',
    'invoke',
    'limitGroups',
    'permissions',
    'requireGroup',
    'requireGroupForClients',
    'suppressClaims',
    'suppressScopes',
    'suspendedUsers',
  ],
  'user-migration': ['fromUserPool', 'invoke'],
  'verify-auth-challenge-response': ['captcha', 'invoke', 'oneTimeSecret'],
};
const WITH_AWS_CALLS = [
  'blockDuplicates',
  'claimsFromRow',
  'emailCode',
  'emailDomainsIn',
  'forgetAttempts',
  'fromUserPool',
  'lastSignIn',
  'linkAccounts',
  'lockout',
  'magicLink',
  'oneTimeSecret',
  'profileRow',
  'publishTo',
  'requireGroupForClients',
  'sendEmail',
  'sendSms',
  'sendTo',
  'signInLog',
  'suspendedUsers',
  'toEventBridge',
];
const TRIGGERS = Object.keys(STEPS);
const FILES = [
  ...PORTS,
  ...TRIGGERS.flatMap((name) => ['index', ...STEPS[name]!].map((part) => `triggers/${name}/${part}.js`)),
].sort();

const text = (file: string) => readFileSync(join(ASSETS, file), 'utf8');
const filesIn = (directory: string) =>
  readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
const hashesIn = (directory: string) =>
  filesIn(directory).map((file) => [
    file,
    createHash('sha256')
      .update(readFileSync(join(directory, file)))
      .digest('hex'),
  ]);

test('the files are one per trigger, one per step of it, and one per AWS client', () =>
  expect(filesIn(ASSETS)).toEqual(FILES));

// the limit is for what needs no AWS client, beside which a kilobyte is nothing
const functions = TRIGGERS.flatMap((trigger) => STEPS[trigger]!.map((step) => [trigger, step] as const)).filter(
  ([, step]) => !WITH_AWS_CALLS.includes(step),
);

test.each(functions)('%s with %s is under 5 kB and needs nothing but Node', (trigger, step) => {
  const [index, own] = ['index', step].map((part) => text(`triggers/${trigger}/${part}.js`)) as [string, string];
  expect(Buffer.byteLength(index) + Buffer.byteLength(own)).toBeLessThan(5_000);
  const needed = (code: string) => [...code.matchAll(/\b(?:require|import)\("([^"]+)"\)/g)].map(([, name]) => name!);
  expect(new Set(needed(index))).toEqual(new Set(['node:fs', 'node:module', 'node:path']));
  const steps = [...index.matchAll(/=\w+\("(\w+)"\)/g)].map(([, name]) => name!);
  expect(steps).toEqual(expect.arrayContaining([...STEPS[trigger]!]));
  expect(needed(own).filter((name) => name !== './index.js' && !/^node:/.test(name))).toEqual([]);
});

test.each(FILES)('%s names no folder of the machine that built it', (file) => {
  expect(text(file)).not.toContain(ROOT);
  expect(text(file)).not.toContain('sourceMappingURL');
});

test('another folder gives the bytes that lie in assets, and keeps nothing of an earlier build', async () => {
  const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'bundle-')));
  const checkout = join(elsewhere, 'another checkout');
  for (const part of ['lambda', join('src', 'contract')]) cpSync(join(ROOT, part), join(checkout, part), { recursive: true }); // prettier-ignore
  symlinkSync(join(ROOT, 'node_modules'), join(checkout, 'node_modules'));
  writeFileSync(join(checkout, 'tsconfig.json'), '{"compilerOptions":{"target":"es2015","alwaysStrict":true}}');
  const outdir = join(checkout, 'assets');
  mkdirSync(join(outdir, 'triggers', 'gone'), { recursive: true });
  writeFileSync(join(outdir, 'triggers', 'gone', 'index.js'), '');
  await bundle(outdir, checkout);
  expect(hashesIn(outdir)).toEqual(hashesIn(ASSETS));
  rmSync(elsewhere, { recursive: true });
});
