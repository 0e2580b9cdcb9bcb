import { App, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { AuthIdentityPool, UserKey, UserTopics } from 'cdk-cognito-auth';
import {
  ALICE,
  callerOf,
  Case,
  granted,
  lonelyDenials,
  ME,
  mutated,
  NOBODY,
  ofTenant,
  OTHER,
  replaced,
  signedInTo,
  statementsOf,
  wrongAnswers,
} from './world';
import { Context } from '../support/iam';
import { ACCOUNT, REGION } from '../support/intrinsics';
import { TemplateJson } from '../support/template';

const VARIABLE = '${cognito-identity.amazonaws.com:sub}';
const TAG = '${aws:PrincipalTag/tenant}';
const arn = (rest: string) => `arn:aws:iot:${REGION}:${ACCOUNT}:${rest}`;
const PUBLISH = ['iot:Publish', 'iot:RetainPublish'];
const NEVER = ['iot:GetThingShadow', 'iot:UpdateThingShadow', 'iot:AttachPolicy', 'iot:GetRetainedMessage'];

type Verb = 'grantPublish' | 'grantSubscribe' | 'grantPublishSubscribe';
const template = (verb: Verb, key?: UserKey) =>
  granted((signedIn: AuthIdentityPool) => UserTopics.ownerOnly({ prefix: 'users', key })[verb](signedIn));

const both = template('grantPublishSubscribe');
const publisher = template('grantPublish');
const subscriber = template('grantSubscribe');
const tenants = template('grantPublishSubscribe', UserKey.principalTag('tenant'));

function casesOf(who: Context, user: string, publishes: boolean, subscribes: boolean): Case[] {
  const connect = (name: string, allowed: boolean): Case => [name, allowed, who, 'iot:Connect', arn(`client/${name}`)];
  const topics = (name: string, mine: boolean): Case[] => [
    ...PUBLISH.map((action): Case => [name, mine && publishes, who, action, arn(`topic/${name}`)]),
    [name, mine && subscribes, who, 'iot:Receive', arn(`topic/${name}`)],
    [name, mine && subscribes, who, 'iot:Subscribe', arn(`topicfilter/${name}`)],
  ];
  const foreign = ['', '#', '+/#', `+/${user}/a`, 'users', 'users/#', 'users/+/a', `users/${OTHER}/a`, `x/${user}/a`];
  return [
    connect(user, true),
    connect(`${user}/phone`, true),
    ...[OTHER, `${user}-evil`, `x${user}`, '', `${user}/`.toUpperCase()].map((name) => connect(name, false)),
    ...[`users/${user}/a`, `users/${user}/a/b`, `users/${user}/#`, `users/${user}/+/b`].flatMap((t) => topics(t, true)),
    ...[...foreign, `users/${user}-evil/a`, `users/${user}`, `$aws/${user}/a`].flatMap((t) => topics(t, false)),
    ...NEVER.map((action): Case => [action, false, who, action, arn(`topic/users/${user}/a`)]),
  ];
}
const nobody = (who: Context): Case[] =>
  ['users//a', `users/${ME}/a`, `users/${VARIABLE}/a`, `users/${TAG}/a`].map((topic) => [
    'nobody',
    false,
    who,
    'iot:Publish',
    arn(`topic/${topic}`),
  ]);

const BOTH = [...casesOf(ALICE, ME, true, true), ...nobody(NOBODY)];
const TENANTS = [...casesOf(ofTenant('acme'), 'acme', true, true), ...nobody(ALICE)];

test.each<[string, TemplateJson, Case[], string[]]>([
  ['both ways', both, BOTH, NEVER],
  ['publish', publisher, casesOf(ALICE, ME, true, false), [...NEVER, 'iot:Receive', 'iot:Subscribe']],
  ['subscribe', subscriber, casesOf(ALICE, ME, false, true), [...NEVER, ...PUBLISH]],
  ['both ways by tenant', tenants, TENANTS, NEVER],
])('%s: every call has the answer of the table', (_, of, cases, never) => {
  expect(lonelyDenials(cases, never)).toEqual([]);
  expect(wrongAnswers(of, cases)).toEqual([]);
});

describe.each<[string, TemplateJson, Case[], string]>([
  ['by identity', both, BOTH, VARIABLE],
  ['by tenant', tenants, TENANTS, TAG],
])('%s: the table finds', (_, of, cases, variable) => {
  test.each([
    ['a missing slash', `${variable}/*`, `${variable}*`],
    ['a missing user in topics', `/users/${variable}/*`, '/users/*'],
    ['a wildcard for the user', variable, '*'],
    ['any client', `:client/${variable}`, ':client/*'],
    ['no client', `:client/${variable}`, ':client/x'],
    ['any prefix', '/users/', '/*/'],
    ['any filter', `:topicfilter/users/${variable}/*`, ':topicfilter/*'],
    ['no filter', ':topicfilter/', ':topicfilters/'],
    ['every action', '"iot:Publish"', '"iot:*"'],
    ['no retained messages', '"iot:RetainPublish"', '"iot:None"'],
    ['no receiving', '"iot:Receive"', '"iot:None"'],
  ])('%s', (_name, from, to) => {
    expect(wrongAnswers(replaced(of, from, to), cases)).not.toEqual([]);
  });
});

test('a tenant called like a wildcard of MQTT may subscribe to all, and receives nothing of others', () => {
  const may = callerOf(tenants);
  const plus = ofTenant('+');
  expect(may(plus, 'iot:Subscribe', arn('topicfilter/users/+/a'))).toBe(true);
  expect(may(plus, 'iot:Receive', arn('topic/users/+/a'))).toBe(true);
  expect(may(plus, 'iot:Receive', arn('topic/users/acme/a'))).toBe(false);
});

describe.each(['acme/eu', 'acme/', '/', ''])('a tenant called %j', (tenant) => {
  const calls: [string, string][] = [
    ['iot:Connect', `client/${tenant}`],
    ['iot:Connect', `client/${tenant}/phone`],
    ...[...PUBLISH, 'iot:Receive'].map((action): [string, string] => [action, `topic/users/${tenant}/a`]),
    ['iot:Subscribe', `topicfilter/users/${tenant}/a`],
  ];
  const answers = (of: TemplateJson) =>
    calls.map(([action, rest]) => callerOf(of)(ofTenant(tenant), action, arn(rest)));

  test('may do nothing', () => expect(answers(tenants)).toEqual(calls.map(() => false)));

  test('could do everything without the condition', () => {
    const without = mutated(tenants, (all) => all.forEach((each) => delete each.Condition));
    // the simulator takes an empty value for none
    expect(answers(without)).toEqual(calls.map(() => tenant !== ''));
  });
});

test('each grant is one statement', () => {
  expect([both, publisher, subscriber].map((of) => statementsOf(of).length)).toEqual([1, 1, 1]);
  expect(statementsOf(publisher)[0].Action).toEqual(['iot:Connect', ...PUBLISH]);
});

test.each(['', '/', 'a/', '/a', 'a//b', '+', 'a/#', 'a+', '*', '${x}', '$aws', '..'])(
  'refuses the prefix %j',
  (prefix) => {
    expect(() => UserTopics.ownerOnly({ prefix })).toThrow(
      `UserTopics: the prefix '${prefix}' is not a plain topic. Use letters, digits and single slashes between names, as in 'app/users'.`,
    );
  },
);

test('takes the account and the Region of the grantee, be it a construct or what stands for one', () => {
  const { authenticatedRole: role } = signedInTo(new Stack(new App(), 'Stack'));
  const view = UserTopics.ownerOnly({ prefix: 'users' });
  expect([role, { grantPrincipal: role }].map((grantee) => view.grantPublish(grantee).success)).toEqual([true, true]);
});

test('refuses a role whose sessions have no identity id', () => {
  const role = new iam.Role(new Stack(new App(), 'Stack'), 'Role', {
    assumedBy: new iam.ServicePrincipal('ec2.amazonaws.com'),
  });
  expect(() => UserTopics.ownerOnly({ prefix: 'users' }).grantPublish(role)).toThrow(
    'Stack/Role: sessions of this grantee have no identity id.',
  );
});

test('refuses a grantee without a stack', () => {
  const { grantPrincipal } = signedInTo(new Stack(new App(), 'Stack'));
  expect(() => UserTopics.ownerOnly({ prefix: 'users' }).grantPublish(grantPrincipal)).toThrow(
    'UserTopics: the grantee belongs to no stack, so its account and Region are unknown. Grant to an identity pool, a group, guests or a role.',
  );
});
