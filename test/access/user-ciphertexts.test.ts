import { App, Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { AuthIdentityPool, UserCiphertexts, UserKey } from 'cdk-cognito-auth';
import {
  ALICE,
  Case,
  granted,
  lonelyDenials,
  ME,
  mutated,
  NOBODY,
  ofTenant,
  OTHER,
  replaced,
  statementsOf,
  wrongAnswers,
} from './world';
import { Context } from '../support/iam';
import { concrete } from '../support/intrinsics';
import { allOf, TemplateJson } from '../support/template';

const VARIABLE = '${cognito-identity.amazonaws.com:sub}';
const TAG = '${aws:PrincipalTag/tenant}';
const ENCRYPT = ['kms:Encrypt', 'kms:GenerateDataKey'];
const NEVER = ['kms:ReEncryptFrom', 'kms:ReEncryptTo', 'kms:CreateGrant', 'kms:DescribeKey', 'kms:PutKeyPolicy'];
type Verb = 'grantEncrypt' | 'grantDecrypt' | 'grantEncryptDecrypt';

const template = (verb: Verb, key?: UserKey) =>
  granted((signedIn: AuthIdentityPool, stack: Stack) =>
    UserCiphertexts.ownerOnly(new kms.Key(stack, 'Key'), { key })[verb](signedIn),
  );
const both = template('grantEncryptDecrypt');
const tenants = template('grantEncryptDecrypt', UserKey.principalTag('tenant'));
const KEY = concrete(both, { 'Fn::GetAtt': [allOf(both, 'AWS::KMS::Key')[0][0], 'Arn'] });

function casesOf(who: Context, user: string, open: string[]): Case[] {
  const foreign = [OTHER, '', '*', `${user}-evil`, user.toUpperCase(), VARIABLE, TAG];
  const pair = (value: string, name = 'user') => ({ [`kms:EncryptionContext:${name}`]: value });
  return [...ENCRYPT, 'kms:Decrypt', ...NEVER].flatMap((action): Case[] => [
    ['own', open.includes(action), who, action, KEY, pair(user)],
    ['own, and more', open.includes(action), who, action, KEY, { ...pair(user), ...pair('x', 'purpose') }],
    ...foreign.map((value): Case => [`of ${value}`, false, who, action, KEY, pair(value)]),
    ['without context', false, who, action, KEY],
    ['with another pair', false, who, action, KEY, pair(user, 'owner')],
    ['another key', false, who, action, `${KEY}2`, pair(user)],
  ]);
}
const nobody = (who: Context): Case[] =>
  ['', ME, VARIABLE, TAG].map((value) => [
    'nobody',
    false,
    who,
    'kms:Decrypt',
    KEY,
    { 'kms:EncryptionContext:user': value },
  ]);
const BOTH = [...casesOf(ALICE, ME, [...ENCRYPT, 'kms:Decrypt']), ...nobody(NOBODY)];
const TENANTS = [...casesOf(ofTenant('acme'), 'acme', [...ENCRYPT, 'kms:Decrypt']), ...nobody(ALICE)];

test.each<[string, TemplateJson, Case[], string[]]>([
  ['encrypt and decrypt', both, BOTH, NEVER],
  ['encrypt', template('grantEncrypt'), casesOf(ALICE, ME, ENCRYPT), [...NEVER, 'kms:Decrypt']],
  ['decrypt', template('grantDecrypt'), casesOf(ALICE, ME, ['kms:Decrypt']), [...NEVER, ...ENCRYPT]],
  ['encrypt and decrypt by tenant', tenants, TENANTS, NEVER],
])('%s: every call has the answer of the table', (_, of, cases, never) => {
  expect(lonelyDenials(cases, never)).toEqual([]);
  expect(wrongAnswers(of, cases)).toEqual([]);
});

describe.each<[string, TemplateJson, Case[], string]>([
  ['by identity', both, BOTH, VARIABLE],
  ['by tenant', tenants, TENANTS, TAG],
])('%s: the table finds', (_, of, cases, variable) => {
  test.each<[string, () => TemplateJson]>([
    ['no condition', () => mutated(of, (all) => all.forEach((each) => delete each.Condition))],
    ['a condition only if there is a context', () => replaced(of, '"StringEquals"', '"StringEqualsIfExists"')],
    ['StringLike with an open end', () => replaced(replaced(of, '"StringEquals"', '"StringLike"'), variable, `${variable}*`)], // prettier-ignore
    ['any value', () => replaced(replaced(of, '"StringEquals"', '"StringLike"'), variable, '*')],
    ['any case', () => replaced(of, '"StringEquals"', '"StringEqualsIgnoreCase"')],
    ['another pair', () => replaced(of, 'EncryptionContext:user', 'EncryptionContext:owner')],
    ['every action', () => replaced(of, '"kms:Decrypt"', '"kms:*"')],
    ['every key', () => mutated(of, (all) => all.forEach((each) => (each.Resource = '*')))],
  ])('%s', (_name, mutant) => {
    expect(wrongAnswers(mutant(), cases)).not.toEqual([]);
  });
});

test('the name of the pair can be chosen', () => {
  const made = granted((signedIn, stack) =>
    UserCiphertexts.ownerOnly(new kms.Key(stack, 'Key'), { contextName: 'owner-id' }).grantDecrypt(signedIn),
  );
  expect(statementsOf(made)[0].Condition).toEqual({
    StringEquals: { 'kms:EncryptionContext:owner-id': VARIABLE },
  });
});

test.each(['', '*', 'a b', 'a:b', '${x}', 'aws:s3:arn', 'AWSx', 'x'.repeat(65)])(
  'refuses the pair %j',
  (contextName) => {
    const key = new kms.Key(new Stack(new App(), 'Stack'), 'Key');
    expect(() => UserCiphertexts.ownerOnly(key, { contextName })).toThrow(
      `Stack/Key: the contextName '${contextName}' is no plain name. Use up to 64 letters, digits, hyphens and underscores, not beginning with 'aws'.`,
    );
  },
);
