import { CustomEmailSender, CustomSmsSender, SmsSender } from 'cdk-cognito-auth';
import { changing, rewriting, setting } from './mutants';
import { prove } from './prove';
import { row32, sender } from './rows-senders';
import { authIn, functionIn, notesTemplate } from '../support/auth';
import { type Context, isAllowed, policiesOf } from '../support/iam';
import { ACCOUNT, concrete, REGION } from '../support/intrinsics';
import { allOf, synth, type TemplateJson } from '../support/template';

const template = synth((stack) => {
  const auth = authIn(stack, { sms: SmsSender.sns() });
  auth.addTrigger(CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' }));
  auth.addTrigger(CustomSmsSender.sns({ countries: ['DE'] }));
});
const owned = synth((stack) => void authIn(stack).addTrigger(CustomEmailSender.invoke(functionIn(stack))));
const [[POOL]] = allOf(template, 'AWS::Cognito::UserPool');
const [[KEY_ID, KEY]] = allOf(template, 'AWS::KMS::Key');
const ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`;
const idOf = (start: string, of = template) => Object.keys(of.Resources).find((id) => id.startsWith(start))!;

const mutants = {
  'a key that never changes': setting('AWS::KMS::Key', { EnableKeyRotation: undefined }),
  'Cognito of any account': rewriting('AWS::KMS::Key', 'aws:SourceAccount', 'aws:SourceOrgID'),
  'Cognito for any source': rewriting('AWS::KMS::Key', 'ArnLike', 'ArnLikeIfExists'),
  'another service': rewriting('AWS::KMS::Key', 'cognito-idp.amazonaws.com', 'lambda.amazonaws.com'),
  'codes of other pools': changing('AWS::IAM::Policy', ({ Properties }) => {
    Properties.PolicyDocument.Statement.forEach((each: any) => each.Action === 'kms:Decrypt' && delete each.Condition);
  }),
};

prove('threat 32, senders that were asked for', row32, [
  { name: 'both senders', template, mutants },
  { name: 'a function of the app', template: owned, mutants },
  { name: 'the notes app, with a sender', template: sender()(notesTemplate()) },
]);

/** What a role may do, with what is planted in the template. */
const may = (role: string, action: string, resource: string, context: Context = {}, of: TemplateJson = template) =>
  isAllowed({
    action,
    resource,
    context,
    policies: policiesOf(of, idOf(role, of)),
    resourcePolicy: keyPolicyOf(action, of),
  });
/** A key asks its own policy first, which leaves the rest to those of roles. */
const keyPolicyOf = (action: string, of: TemplateJson) =>
  action.startsWith('kms:') ? concrete(of, allOf(of, 'AWS::KMS::Key')[0][1].Properties.KeyPolicy) : undefined;
const poolContext = (pool: string) => ({ 'kms:EncryptionContext:userpool-id': pool });

describe.each(['AuthCustomEmailSenderRole', 'AuthCustomSMSSenderRole'])('%s', (role) => {
  test('reads codes of its pool, and of no other', () => {
    expect(may(role, 'kms:Decrypt', ARN, poolContext(POOL))).toBe(true);
    expect(may(role, 'kms:Decrypt', ARN, poolContext('eu-west-1_Other'))).toBe(false);
    expect(may(role, 'kms:Decrypt', ARN)).toBe(false);
    expect(may(role, 'kms:Decrypt', `${ARN}2`, poolContext(POOL))).toBe(false);
    expect(may(role, 'kms:Encrypt', ARN, poolContext(POOL))).toBe(false);
  });

  test('the simulation finds a policy without the pool', () => {
    const mutant = mutants['codes of other pools'](template);
    expect(may(role, 'kms:Decrypt', ARN, poolContext('eu-west-1_Other'), mutant)).toBe(true);
  });
});

test('mail is sent as the one sender', () => {
  const identity = `arn:aws:ses:${REGION}:${ACCOUNT}:identity/example.com`;
  const send = (from: string, resource = identity) => may('AuthCustomEmailSenderRole', 'ses:SendEmail', resource, { 'ses:FromAddress': from }); // prettier-ignore
  expect(send('no-reply@example.com')).toBe(true);
  expect(send('ceo@example.com')).toBe(false);
  expect(send('no-reply@example.com', identity.replace('example', 'other'))).toBe(false);
});

test('nothing is published to a topic', () => {
  const publish = (resource: string, of = template) => may('AuthCustomSMSSenderRole', 'sns:Publish', resource, {}, of);
  const topic = `arn:aws:sns:${REGION}:${ACCOUNT}:orders`;
  expect(publish('+4915112345678')).toBe(true);
  expect(publish(topic)).toBe(false);
  expect(publish(topic, rewriting('AWS::IAM::Policy', ':sns:*:*:*', ':sns:*:*:other')(template))).toBe(true);
});

describe('the key', () => {
  const policy = concrete(template, KEY.Properties.KeyPolicy);
  const pool = `arn:aws:cognito-idp:${REGION}:${ACCOUNT}:userpool/${REGION}_Any`;
  const grants = (account: string, arn: string, principal = 'cognito-idp.amazonaws.com', action = 'kms:CreateGrant') =>
    isAllowed({ principal, action, resource: ARN, resourcePolicy: policy, context: { 'aws:SourceAccount': account, 'aws:SourceArn': arn } }); // prettier-ignore

  test('is open to Cognito for pools of this account and Region', () => {
    expect(grants(ACCOUNT, pool)).toBe(true);
    expect(grants('999999999999', pool)).toBe(false);
    expect(grants(ACCOUNT, pool.replace(ACCOUNT, '999999999999'))).toBe(false);
    expect(grants(ACCOUNT, pool.replace(REGION, 'us-east-1'))).toBe(false);
    expect(grants(ACCOUNT, pool.replace('userpool', 'identitypool'))).toBe(false);
  });

  test('is open to nobody else, and for nothing else', () => {
    expect(grants(ACCOUNT, pool, 'lambda.amazonaws.com')).toBe(false);
    expect(grants(ACCOUNT, pool, undefined, 'kms:Decrypt')).toBe(false);
  });
});
