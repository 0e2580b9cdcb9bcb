import { App, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { CognitoAuth, CustomEmailSender } from 'cdk-cognito-auth';
import { authIn } from '../support/auth';
import { allOf, findingsOf, named, only, synth, templateOf } from '../support/template';

const ses = () => CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' });
const withKey = (stack: Stack, customSenderKmsKey?: kms.IKey, removalPolicy?: RemovalPolicy): CognitoAuth => {
  const auth = authIn(stack, { customSenderKmsKey, removalPolicy });
  auth.addTrigger(ses());
  return auth;
};
const pools = { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':cognito-idp:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':userpool/*']] }; // prettier-ignore
const LETTING = {
  Effect: 'Allow',
  Principal: { Service: 'cognito-idp.amazonaws.com' },
  Action: 'kms:CreateGrant',
  Resource: '*',
  Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } }, ArnLike: { 'aws:SourceArn': pools } },
};
const warningsOf = (stack: Stack) =>
  Annotations.fromStack(stack)
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => `${entry.data}`)
    .filter((text) => text.includes('cdk-cognito-auth:'));

test('a key of its own rotates, and names no pool', () => {
  const { Properties } = only(synth((stack) => void withKey(stack)), 'AWS::KMS::Key'); // prettier-ignore
  expect(Properties.EnableKeyRotation).toBe(true);
  expect(Properties.KeyPolicy.Statement).toEqual([expect.objectContaining({ Action: 'kms:*' }), LETTING]);
  expect(JSON.stringify(Properties)).not.toContain('AuthUserPool');
});

test.each([
  [undefined, 'Retain'],
  [RemovalPolicy.DESTROY, 'Delete'],
])('a key of its own goes with the pool: %s', (removalPolicy, expected) => {
  const template = synth((stack) => void withKey(stack, undefined, removalPolicy));
  expect(only(template, 'AWS::KMS::Key').DeletionPolicy).toBe(expected);
});

test('a key of the app gets the statement, and no second key is made', () => {
  const template = synth((stack) => void withKey(stack, new kms.Key(stack, 'Mine')));
  const [[id, { Properties }], ...others] = allOf(template, 'AWS::KMS::Key');
  expect(others).toEqual([]);
  expect(Properties.KeyPolicy.Statement).toContainEqual(LETTING);
  expect(named(template, 'AuthUserPool').Properties.LambdaConfig.KMSKeyID).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
});

test('a key of another stack gets the statement there', () => {
  const app = new App();
  const keys = new Stack(app, 'Keys');
  const key = new kms.Key(keys, 'Mine');
  const stack = new Stack(app, 'Stack');
  withKey(stack, key);
  expect(allOf(templateOf(stack), 'AWS::KMS::Key')).toEqual([]);
  expect(only(templateOf(keys), 'AWS::KMS::Key').Properties.KeyPolicy.Statement).toContainEqual(LETTING);
  expect(warningsOf(stack)).toEqual([]);
});

test('two pools may have one key, whose policy says it once', () => {
  const template = synth((stack) => {
    const customSenderKmsKey = new kms.Key(stack, 'Mine');
    ['One', 'Two'].forEach((id) => new CognitoAuth(stack, id, { customSenderKmsKey }).addTrigger(ses()));
  });
  const { Statement } = only(template, 'AWS::KMS::Key').Properties.KeyPolicy;
  expect(Statement.filter(({ Action }: any) => Action === 'kms:CreateGrant')).toEqual([LETTING]);
});

test('of an imported key it is said what its policy needs', () => {
  const stack = new Stack(new App(), 'Stack');
  withKey(stack, kms.Key.fromKeyArn(stack, 'Mine', 'arn:aws:kms:eu-west-1:111122223333:key/1'));
  expect(warningsOf(stack)).toEqual([
    expect.stringMatching(/customSenderKmsKey is not this app's to change.*"kms:CreateGrant".*userpool\/\*.*senderKeyPolicy/s),
  ]);
}); // prettier-ignore

test.each([
  ['made here', (stack: Stack) => new kms.Key(stack, 'Mine').addAlias('alias/mine')],
  ['imported', (stack: Stack) => kms.Alias.fromAliasName(stack, 'Mine', 'alias/mine')],
])('refuses an alias that is %s', (_, alias) => {
  const stack = new Stack(new App(), 'Stack');
  expect(() => withKey(stack, alias(stack))).toThrow(
    new Error('Stack/Auth: customSenderKmsKey is an alias. Pass the key itself.'),
  );
});

test('refuses a key whose policy names the pool', () => {
  const findings = findingsOf((stack) => {
    const key = new kms.Key(stack, 'Mine');
    const { userPool } = withKey(stack, key);
    key.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal('cognito-idp.amazonaws.com')],
        actions: ['kms:Encrypt'],
        resources: ['*'],
        conditions: { ArnEquals: { 'aws:SourceArn': userPool.userPoolArn } },
      }),
    );
  });
  expect(findings).toContain(
    "Stack/Auth/CustomSenderKey: customSenderKmsKey leads back to the user pool (Stack/Mine -> Stack/Auth/UserPool), so that each would wait for the other. Leave the pool out of the key's policy: write aws:SourceArn with userpool/*, and name the pool in a policy of whoever uses the key.",
  );
});

test('refuses a key that nobody uses', () => {
  const findings = findingsOf((stack) => void authIn(stack, { customSenderKmsKey: new kms.Key(stack, 'Mine') }));
  expect(findings).toEqual([
    'Stack/Auth: customSenderKmsKey is for custom senders, and the pool has none. Add one, or leave the key out.',
  ]);
});
