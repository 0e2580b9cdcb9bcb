import { CfnParameter, Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth } from 'cdk-cognito-auth';
import { deskPerTest, pool, type Build } from './world';

const desk = deskPerTest();
const { StringAttribute } = cognito;

const OVERWRITE = 'npx cdk synth -c cognito-auth:lock=overwrite';
const tenant = { customAttributes: { tenant: new StringAttribute({ maxLen: 64 }) } };
const more = { customAttributes: { ...tenant.customAttributes, plan: new StringAttribute() } };
const l1 = (auth: CognitoAuth) => auth.userPool.node.defaultChild as cognito.CfnUserPool;

describe('what is known at deployment only', () => {
  const withToken = (override: (auth: CognitoAuth, token: string) => void) =>
    pool(tenant, (auth, stack) => override(auth, new CfnParameter(stack, 'Parameter').valueAsString));

  test.each<[string, Build]>([
    ['case sensitivity', withToken((auth, token) => l1(auth).addPropertyOverride('UsernameConfiguration.CaseSensitive', token))],
    ['names', withToken((auth, token) => l1(auth).addPropertyOverride('UsernameAttributes', [token]))],
    ['a limit', withToken((auth, token) => l1(auth).addPropertyOverride('Schema.0.StringAttributeConstraints.MaxLength', token))],
    ['limits', withToken((auth, token) => l1(auth).addPropertyOverride('Schema.0.StringAttributeConstraints', { 'Fn::Transform': token }))],
    ['the name of an attribute', withToken((auth, token) => l1(auth).addPropertyOverride('Schema.0.Name', token))],
    ['all attributes', withToken((auth) => (l1(auth).schema = Lazy.any({ produce: () => ({ 'Fn::Split': [] }) })))],
  ])('is not compared, and what was known is kept: %s', (_, build) => {
    desk.at.synth(pool(tenant), 'write');
    const { text } = desk.at;
    expect(desk.at.synth(build, 'write')).toEqual([]);
    expect(desk.at.text).toBe(text);
  }); // prettier-ignore

  test('is kept where something else is new', () => {
    const names = (auth: CognitoAuth) =>
      l1(auth).addPropertyOverride('UsernameAttributes', [{ 'Fn::ImportValue': 'name' }]);
    desk.at.synth(pool(tenant), 'write');
    const { userPool } = desk.at.record.stacks.Notes.Auth;
    expect(desk.at.synth(pool(more, names), 'write')).toEqual([]);
    expect(desk.at.record.stacks.Notes.Auth).toMatchObject({ userPool, schema: { plan: {} } });
  });

  test('is learnt when it is known: limits as a whole', () => {
    const limits = (auth: CognitoAuth) =>
      l1(auth).addPropertyOverride('Schema.0.StringAttributeConstraints', { 'Fn::ImportValue': 'limits' });
    desk.at.synth(pool(tenant, limits), 'write');
    expect(desk.at.synth(pool(tenant), 'write')).toEqual([]);
    expect(desk.at.synth(pool(tenant))).toEqual([]);
    expect(desk.at.text).toContain('"StringAttributeConstraints.MaxLength": "64"');
    expect(desk.at.text).not.toContain('null');
  });

  test('is learnt when it is known', () => {
    desk.at.synth(withToken((auth, token) => l1(auth).addPropertyOverride('UsernameAttributes', [token])), 'write'); // prettier-ignore
    expect(desk.at.record.stacks.Notes.Auth.userPool.AuthUserPool8115E87F.UsernameAttributes).toBeNull();
    expect(desk.at.synth(pool(tenant))).toEqual([
      expect.stringContaining('does not have yet: UsernameAttributes of the user pool'),
    ]);
    expect(desk.at.synth(pool(tenant), 'write')).toEqual([]);
    expect(desk.at.synth(pool(tenant))).toEqual([]);
  });
});

describe('the cure of a pool that no update reaches: Schema left out of the template', () => {
  const cured = (props: typeof tenant) => pool(props, (auth) => l1(auth).addPropertyDeletionOverride('Schema'));
  const unmade = (name: string) =>
    `Notes/Auth: the template has no Schema, so that the attribute '${name}', which the record lacks, would not be made. In a deployed pool make it with aws cognito-idp add-custom-attributes, and run ${OVERWRITE}; for a new pool leave Schema in.`;

  test('is no removal of attributes, and removals are still refused', () => {
    desk.at.synth(pool(more), 'write');
    expect(desk.at.synth(cured(more))).toEqual([]);
    expect(desk.at.synth(cured(tenant))).toEqual([expect.stringContaining("the attribute 'plan' is gone")]);
  });

  test('refuses what would not be made', () => {
    desk.at.synth(pool(tenant), 'write');
    expect(desk.at.synth(cured(more), 'write')).toEqual([unmade('plan')]);
    expect(desk.at.synth(cured(more), 'overwrite')).toEqual([]);
    expect(desk.at.synth(cured(more))).toEqual([]);
  });

  test('refuses a pool without a record, which may be a new one', () => {
    expect(desk.at.synth(cured(tenant), 'write')).toEqual([unmade('tenant')]);
  });
});
