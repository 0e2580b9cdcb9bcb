import { App, CfnParameter, Stack } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as sns from 'aws-cdk-lib/aws-sns';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { CognitoAuth, PostAuthentication, PostConfirmation } from 'cdk-cognito-auth';
import { authIn, newAuth } from '../support/auth';
import { findCycle } from '../support/cycles';
import { findingsOf, named, TemplateJson } from '../support/template';
import { Build, codeOf, stepsOf, withTriggers } from '../support/triggers';

const SIGN_UP = ['PostConfirmation_ConfirmSignUp'];
const WITH_RESETS = [...SIGN_UP, 'PostConfirmation_ConfirmForgotPassword'];
const QUIET = { types: ['User Confirmation'], attributes: [], required: false };
const LOUD_OPTIONS = { attributes: ['sub', 'email', 'email'], includePasswordResets: true, required: true };
const LOUD = { types: ['User Confirmation', 'User Password Reset'], attributes: ['email', 'sub'], required: true };

/** What the role of a trigger's function may do, beside writing its log. */
function permissionsIn(template: TemplateJson, trigger: string): any[] {
  const { Statement } = named(template, `Auth${trigger}RoleDefaultPolicy`).Properties.PolicyDocument;
  return Statement.filter(({ Action }: { Action: string | string[] }) => ![Action].flat().join().startsWith('logs:'));
}

const oneStep = (build: Build, trigger = 'PostConfirmation') => {
  const template = withTriggers(build);
  const [step, ...others] = stepsOf(template, trigger);
  expect(others).toEqual([]);
  expect(findCycle(template)).toBeUndefined();
  return { step, permissions: permissionsIn(template, trigger) };
};
const code = (build: Build, trigger = 'PostConfirmation') => Object.keys(codeOf(trigger, build)).sort();

const DEFAULT_BUS = [':events:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':event-bus/default'];
const put = (resource: unknown) => ({
  Effect: 'Allow',
  Action: 'events:PutEvents',
  Resource: resource,
  Condition: { StringEquals: { 'events:source': 'cdk-cognito-auth' } },
});

describe('PostConfirmation.toEventBridge', () => {
  const build: Build = (auth) => auth.addTrigger(PostConfirmation.toEventBridge());

  test('tells the default bus of confirmed sign-ups, and may tell no other bus, nor in another name', () => {
    const { step, permissions } = oneStep(build);
    expect(step).toEqual({ step: 'toEventBridge', key: 'default', sources: SIGN_UP, config: QUIET });
    expect(permissions).toEqual([put({ 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ...DEFAULT_BUS]] })]);
  });

  test('tells a bus of your own', () => {
    const { step, permissions } = oneStep((auth, stack) => {
      auth.addTrigger(PostConfirmation.toEventBridge({ eventBus: new events.EventBus(stack, 'Bus'), ...LOUD_OPTIONS }));
    });
    const config = { ...LOUD, busArn: '<token>' };
    expect(step).toEqual({ step: 'toEventBridge', key: 'Stack/Bus', sources: WITH_RESETS, config });
    expect(permissions).toEqual([put({ 'Fn::GetAtt': [expect.stringMatching(/^Bus/), 'Arn'] })]);
  });

  test('tells several buses', () => {
    const template = withTriggers((auth, stack) => {
      auth.addTrigger(PostConfirmation.toEventBridge());
      auth.addTrigger(PostConfirmation.toEventBridge({ eventBus: new events.EventBus(stack, 'Bus') }));
    });
    expect(stepsOf(template, 'PostConfirmation').map(({ key }) => key)).toEqual(['Stack/Bus', 'default']);
  });

  test('tells when all else is done', () => {
    const template = withTriggers((auth) => {
      build(auth, Stack.of(auth));
      auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
    });
    expect(stepsOf(template, 'PostConfirmation').map(({ step }) => step)).toEqual(['addToGroup', 'toEventBridge']);
  });

  test('has the client of EventBridge beside the code, and no other', () => {
    expect(code(build)).toEqual(['events.js', 'index.js', 'toEventBridge.js']);
  });

  test('refuses the same bus twice', () => {
    const auth = newAuth();
    auth.addTrigger(PostConfirmation.toEventBridge());
    expect(() => auth.addTrigger(PostConfirmation.toEventBridge())).toThrow(
      "Stack/Auth: PostConfirmation.toEventBridge 'default' was added before. Add each handler once, with everything it needs.",
    );
  });

  test('refuses a bus that leads back to the pool', () => {
    const findings = findingsOf((stack) => {
      const auth = authIn(stack, { selfSignUpEnabled: true });
      const eventBus = new events.EventBus(stack, 'Bus', { description: auth.userPool.userPoolId });
      auth.addTrigger(PostConfirmation.toEventBridge({ eventBus }));
    });
    expect(findings).toEqual([expect.stringContaining('leads back to the user pool')]);
  });
});

test('PostAuthentication.toEventBridge tells of sign-ins', () => {
  const { step, permissions } = oneStep((auth) => {
    auth.addTrigger(PostAuthentication.toEventBridge({ attributes: ['email'] }));
  }, 'PostAuthentication');
  const config = { types: ['User Sign-In'], attributes: ['email'], required: false };
  expect(step).toEqual({
    step: 'toEventBridge',
    key: 'default',
    sources: ['PostAuthentication_Authentication'],
    config,
  });
  expect(permissions).toMatchObject([{ Action: 'events:PutEvents' }]);
});

describe('PostConfirmation.publishTo', () => {
  const build: Build = (auth, stack) => auth.addTrigger(PostConfirmation.publishTo(new sns.Topic(stack, 'Users')));

  test('publishes to the topic, and may do nothing else', () => {
    const { step, permissions } = oneStep(build);
    const config = { ...QUIET, topicArn: '<token>', fifo: false };
    expect(step).toEqual({ step: 'publishTo', key: 'Stack/Users', sources: SIGN_UP, config });
    expect(permissions).toEqual([
      { Effect: 'Allow', Action: 'sns:Publish', Resource: { Ref: expect.stringMatching(/^Users/) } },
    ]);
    expect(code(build)).toEqual(['index.js', 'publishTo.js', 'sns.js']);
  });

  test('to a FIFO topic with a key, which the function may use', () => {
    const { step, permissions } = oneStep((auth, stack) => {
      const topic = new sns.Topic(stack, 'Users', { fifo: true, masterKey: new kms.Key(stack, 'Key') });
      auth.addTrigger(PostConfirmation.publishTo(topic, LOUD_OPTIONS));
    });
    expect(step).toMatchObject({ sources: WITH_RESETS, config: { ...LOUD, fifo: true } });
    const actions = permissions.flatMap(({ Action }) => Action);
    expect(actions.sort()).toEqual(['kms:Decrypt', 'kms:GenerateDataKey*', 'sns:Publish']);
  });
});

describe('PostConfirmation.sendTo', () => {
  const build: Build = (auth, stack) => auth.addTrigger(PostConfirmation.sendTo(new sqs.Queue(stack, 'Work')));

  test('sends to the queue, and may do nothing else', () => {
    const { step, permissions } = oneStep(build);
    const config = { ...QUIET, queueUrl: '<token>', fifo: false };
    expect(step).toEqual({ step: 'sendTo', key: 'Stack/Work', sources: SIGN_UP, config });
    expect(permissions).toHaveLength(1);
    expect(permissions[0].Action.sort()).toEqual(['sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:SendMessage']);
    expect(code(build)).toEqual(['index.js', 'sendTo.js', 'sqs.js']);
  });

  test('to a FIFO queue with a key, which the function may use', () => {
    const { step, permissions } = oneStep((auth, stack) => {
      const encryptionMasterKey = new kms.Key(stack, 'Key');
      const queue = new sqs.Queue(stack, 'Work', { fifo: true, encryptionMasterKey });
      auth.addTrigger(PostConfirmation.sendTo(queue, LOUD_OPTIONS));
    });
    expect(step).toMatchObject({ sources: WITH_RESETS, config: { ...LOUD, fifo: true } });
    expect(permissions.flatMap(({ Action }) => Action)).toEqual(
      expect.arrayContaining(['kms:Decrypt', 'kms:GenerateDataKey*', 'sqs:SendMessage']),
    );
  });
});

describe.each<[string, (stack: Stack, options: object) => Parameters<CognitoAuth['addTrigger']>[0]]>([
  ['toEventBridge', (_, options) => PostConfirmation.toEventBridge(options)],
  ['publishTo', (stack, options) => PostConfirmation.publishTo(new sns.Topic(stack, 'Users'), options)],
  ['sendTo', (stack, options) => PostConfirmation.sendTo(new sqs.Queue(stack, 'Work'), options)],
])('PostConfirmation.%s', (name, make) => {
  const refusing = (attributes: (stack: Stack) => string[]) => () => {
    const auth = newAuth();
    auth.addTrigger(make(Stack.of(auth), { attributes: attributes(Stack.of(auth)) }));
  };

  test('refuses an attribute that the pool does not have', () => {
    expect(refusing(() => ['custom:tenant'])).toThrow(
      `Stack/Auth: PostConfirmation.${name} names the attribute 'custom:tenant', which the user pool does not have. Declare it in customAttributes.`,
    );
  });

  test('refuses an attribute that is a token', () => {
    expect(refusing((stack) => [new CfnParameter(stack, 'Name').valueAsString])).toThrow(
      `Stack/Auth: an attribute of PostConfirmation.${name} is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.`,
    );
  });

  test('is refused where nobody can sign up', () => {
    const findings = findingsOf((stack) => authIn(stack).addTrigger(make(stack, {})));
    expect(findings).toEqual([
      `Stack/Auth: PostConfirmation.${name} can never run, because nobody can sign up. Set selfSignUpEnabled: true, add an identity provider, or leave the handler out.`,
    ]);
  });
});

test('a topic of another stack is told, too', () => {
  const app = new App();
  const [other, stack] = [new Stack(app, 'Other'), new Stack(app, 'Stack')];
  const auth = authIn(stack, { selfSignUpEnabled: true });
  auth.addTrigger(PostConfirmation.publishTo(new sns.Topic(other, 'Users')));
  expect(() => app.synth()).not.toThrow();
});
