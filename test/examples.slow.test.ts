import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const ROOT = path.join(__dirname, '..');
const TSX = ['node_modules/tsx/dist/cli.mjs', '--tsconfig', 'tsconfig.dev.json'];

/** Runs an example as the CDK CLI does, with what would have been given with `-c`. */
function synthesise(example: string, context: Record<string, string>) {
  const CDK_OUTDIR = fs.mkdtempSync(path.join(os.tmpdir(), 'cdk-out-'));
  const env = { ...process.env, CDK_OUTDIR, CDK_CONTEXT_JSON: JSON.stringify(context) };
  try {
    return spawnSync(process.execPath, [...TSX, `examples/${example}.ts`], { cwd: ROOT, env, encoding: 'utf8' });
  } finally {
    fs.rmSync(CDK_OUTDIR, { recursive: true, force: true });
  }
}

const DOMAIN = { domainPrefix: 'from-the-tests' };
const GOOGLE = { googleSecretName: 'google' };
const [MAIL, SITE] = [{ mailDomain: 'example.com' }, { siteUrl: 'https://magazine.example.com' }];
const [NEEDS_BOTH, NEEDS_DOMAIN] = [
  /needs a prefix for its domain.* and the name of a secret.*: npx cdk deploy -c domainPrefix=VALUE -c googleSecretName=VALUE/,
  /needs a prefix for its domain.*: npx cdk deploy -c domainPrefix=VALUE/,
];
const NEEDS_MAIL =
  /needs a domain for its mails and the address.*: npx cdk deploy -c mailDomain=VALUE -c siteUrl=https:\/\/VALUE/;

test.each([
  ['notes-app', 'a value', {}, NEEDS_BOTH],
  ['notes-app', 'the secret of Google', DOMAIN, NEEDS_BOTH],
  ['consumer-app', 'a value', {}, NEEDS_BOTH],
  ['consumer-app', 'the prefix', GOOGLE, NEEDS_BOTH],
  ['consumer-app', 'the secret of Google', DOMAIN, NEEDS_BOTH],
  ['machine-api', 'a value', {}, NEEDS_DOMAIN],
  ['passwordless', 'the domain of its mails', SITE, NEEDS_MAIL],
  ['passwordless', 'the address of its website', MAIL, NEEDS_MAIL],
])('%s refuses to be deployed without %s', (example, _what, context, sentence) => {
  const { status, stderr } = synthesise(example, context);
  expect(stderr).toMatch(sentence);
  expect(status).not.toBe(0);
});

test.each([
  ['notes-app', { ...DOMAIN, ...GOOGLE }],
  ['consumer-app', { ...DOMAIN, ...GOOGLE }],
  ['machine-api', DOMAIN],
  ['passwordless', { ...MAIL, ...SITE }],
])('%s takes the values from the command line', (example, context) => {
  const { status, stderr } = synthesise(example, context);
  expect(stderr).not.toContain('needs a prefix');
  expect(status).toBe(0);
});
