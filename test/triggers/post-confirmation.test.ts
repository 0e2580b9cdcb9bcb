import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import { CognitoAuth, PostConfirmation } from 'cdk-cognito-auth';
import { authIn, google, newAuth } from '../support/auth';
import { allOf, findingsOf, named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const template = withTriggers((auth) => {
  auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
  auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Writers', { groupName: 'writers' })));
});

test('addToGroup runs for confirmed sign-ups and carries the name of the group', () => {
  expect(stepsOf(template, 'PostConfirmation')).toEqual(
    ['Readers', 'writers'].map((groupName) => ({
      step: 'addToGroup',
      key: groupName,
      sources: ['PostConfirmation_ConfirmSignUp'],
      config: { groupName },
    })),
  );
});

test('may add users to groups of this pool, and nothing else', () => {
  expect(named(template, 'AuthPostConfirmationPoolAccess').Properties.PolicyDocument.Statement).toEqual([
    {
      Effect: 'Allow',
      Action: ['cognito-idp:AdminAddUserToGroup'],
      Resource: { 'Fn::GetAtt': [allOf(template, 'AWS::Cognito::UserPool')[0][0], 'Arn'] },
    },
  ]);
});

test('the code has the Cognito client beside it, and no other', () => {
  const code = codeOf('PostConfirmation', (auth) => {
    auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
  });
  expect(Object.keys(code).sort()).toEqual(['addToGroup.js', 'cognito.js', 'index.js']);
});

test('refuses a group of another pool', () => {
  const stack = new Stack(new App(), 'Stack');
  const other = new CognitoAuth(stack, 'Other').addGroup('Readers');
  expect(() => authIn(stack).addTrigger(PostConfirmation.addToGroup(other))).toThrow(
    'Stack/Auth: PostConfirmation.addToGroup names Stack/Other/Readers, a group of another user pool. Pass a group of this one.',
  );
});

test('refuses a group whose name is a token', () => {
  const auth = newAuth();
  const group = auth.addGroup('Readers', { groupName: new CfnParameter(auth, 'Name').valueAsString });
  expect(() => auth.addTrigger(PostConfirmation.addToGroup(group))).toThrow(
    'Stack/Auth: the name of the group Stack/Auth/Readers is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.',
  );
});

test('refuses the same group twice', () => {
  const auth = newAuth();
  const readers = auth.addGroup('Readers');
  auth.addTrigger(PostConfirmation.addToGroup(readers));
  expect(() => auth.addTrigger(PostConfirmation.addToGroup(readers))).toThrow(
    "Stack/Auth: PostConfirmation.addToGroup 'Readers' was added before. Add each handler once, with everything it needs.",
  );
});

test('refuses the step when nobody can sign up', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
  });
  expect(findings).toEqual([
    'Stack/Auth: PostConfirmation.addToGroup can never run, because nobody can sign up. Set selfSignUpEnabled: true, add an identity provider, or leave the handler out.',
  ]);
});

test('accepts the step when a provider signs people up', () => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack);
    auth.addIdentityProvider('Google', google());
    auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
  });
  expect(findings).toEqual([]);
});
