import { CfnParameter } from 'aws-cdk-lib';
import { PostAuthentication, PreAuthentication } from 'cdk-cognito-auth';
import { functionIn, newAuth } from '../support/auth';
import { named } from '../support/template';
import { codeOf, stepsOf, withTriggers } from '../support/triggers';

const MESSAGE = 'Notes is closed until noon';
const closed = (message = MESSAGE) => PreAuthentication.maintenance({ message });

test('maintenance refuses every sign-in, before any function of the application is asked', () => {
  const template = withTriggers((auth, stack) => {
    auth.addTrigger(PreAuthentication.invoke(functionIn(stack)));
    auth.addTrigger(closed());
  }, {});
  const [first, second] = stepsOf(template, 'PreAuthentication');
  expect(first).toEqual({
    step: 'maintenance',
    key: 'message',
    sources: ['*'],
    config: { message: MESSAGE },
  });
  expect(second.step).toBe('invoke');
});

test('both triggers are named in the pool, each with a function and a bundle of its own', () => {
  const template = withTriggers((auth, stack) => {
    auth.addTrigger(closed());
    auth.addTrigger(PostAuthentication.invoke(functionIn(stack)));
  }, {});
  expect(named(template, 'AuthUserPool').Properties.LambdaConfig).toEqual({
    PreAuthentication: { 'Fn::GetAtt': [expect.stringMatching(/^AuthPreAuthenticationFunction/), 'Arn'] },
    PostAuthentication: { 'Fn::GetAtt': [expect.stringMatching(/^AuthPostAuthenticationFunction/), 'Arn'] },
  });
  const pre = codeOf('PreAuthentication', (auth) => auth.addTrigger(closed()));
  expect(Object.keys(pre).sort()).toEqual(['index.js', 'maintenance.js']);
});

test('refuses maintenance twice', () => {
  const auth = newAuth();
  auth.addTrigger(closed());
  expect(() => auth.addTrigger(closed('Another sentence'))).toThrow(
    "Stack/Auth: PreAuthentication.maintenance 'message' was added before. Add each handler once, with everything it needs.",
  );
});

test.each(['', ' ', 'x'.repeat(201)])('refuses the message %j', (message) => {
  expect(() => newAuth().addTrigger(closed(message))).toThrow(
    `Stack/Auth: message of PreAuthentication.maintenance has ${message.length} characters. Pass a sentence of at most 200.`,
  );
});

test('refuses a message that is a token', () => {
  const auth = newAuth();
  const message = new CfnParameter(auth, 'Message').valueAsString;
  expect(() => auth.addTrigger(closed(message))).toThrow(
    'Stack/Auth: message of PreAuthentication.maintenance is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.',
  );
});
