import { Annotations, App, Stack, Stage } from 'aws-cdk-lib';
import { CfnUserPool } from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth } from 'cdk-cognito-auth';
import { both, deskPerTest, pool, type Build } from './world';

const desk = deskPerTest();

const BAD = { passkeyRelyingPartyId: 'https://x' };
const passkeys = { signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } } };
const staff = (props = {}) => pool(props, undefined, { stack: 'Staff' });
const invalid: Build = (app) => {
  new Stack(app, 'Other').node.addValidation({ validate: () => ['something else is wrong'] });
};
const staged = (name: string, build: Build): Build => (app, lock) => build(new Stage(app, name) as App, lock); // prettier-ignore
const annotated: Build = (app) => Annotations.of(new Stack(app, 'Other')).addError('a rule of the company');

test.each<[string, Build]>([
  ['a bad value of the pool', pool({ ...passkeys, ...BAD })],
  ['a bad value of another pool', both(pool(), staff({ ...passkeys, ...BAD }))],
  ['another construct, before it', both(invalid, pool())],
  ['another construct, after it', both(pool(), invalid)],
  ['another stage, after it', both(staged('Test', pool()), staged('Prod', invalid))],
  ['the app beside a stage', both(staged('Test', pool()), invalid)],
])('writes nothing: %s', (_, build) => {
  for (const mode of ['write', 'overwrite']) {
    expect(desk.at.synth(build, mode)).toHaveLength(1);
    expect(() => desk.at.text).toThrow('ENOENT');
  }
});

test('leaves the record as it was', () => {
  desk.at.synth(pool(), 'write');
  const { text } = desk.at;
  for (const mode of ['write', 'overwrite']) {
    expect(desk.at.synth(pool({ ...passkeys, ...BAD }), mode)).toHaveLength(1);
    expect(desk.at.text).toBe(text);
  }
});

test('an error of the CLI, which appears when everything is synthesised, counts', () => {
  expect(desk.at.synth(both(pool(), annotated), 'write')).toEqual([]);
  expect(() => desk.at.text).toThrow('ENOENT');
});

test('the same app, corrected, is written', () => {
  const app = new App({ context: { 'cognito-auth:lock': 'write' } });
  const stack = new Stack(app, 'Notes');
  const { userPool } = new CognitoAuth(stack, 'Auth', { identityLock: desk.at.lock });
  let wrong = ['wrong'];
  stack.node.addValidation({ validate: () => wrong });
  expect(() => app.synth()).toThrow('wrong');
  wrong = [];
  (userPool.node.defaultChild as CfnUserPool).usernameAttributes = ['phone_number'];
  app.synth({ force: true });
  expect(desk.at.record.stacks.Notes.Auth.userPool.AuthUserPool8115E87F.UsernameAttributes).toEqual(['phone_number']);
});

test('a stage that was synthesised early, as pipelines do, is written with the app', () => {
  const build: Build = (app, lock) => {
    const stage = new Stage(app, 'Prod');
    pool()(stage as App, lock);
    stage.synth();
    expect(() => desk.at.text).toThrow('ENOENT');
  };
  expect(desk.at.synth(build, 'write')).toEqual([]);
  expect(Object.keys(desk.at.record.stacks)).toEqual(['Prod-Notes']);
});

test('twins of one place are compared with each other before anything is written', () => {
  const twins: Build = (app, identityLock) => {
    for (const region of ['eu-west-1', 'us-east-1']) {
      const stack = new Stack(app, region, { stackName: 'Notes', env: { region } });
      new CognitoAuth(stack, 'Auth', { identityLock, signInCaseSensitive: region === 'us-east-1' });
    }
  };
  expect(desk.at.synth(twins, 'write')).toEqual([expect.stringContaining('CaseSensitive (signInCaseSensitive)')]);
  expect(() => desk.at.text).toThrow('ENOENT');
});
