import { App, Stack } from 'aws-cdk-lib';
import { Annotations, Match } from 'aws-cdk-lib/assertions';
import * as events from 'aws-cdk-lib/aws-events';
import { FederatedTrust, LifecycleEvent, LifecycleEvents, LifecycleEventsOptions, PostConfirmation, PreSignUp } from 'cdk-cognito-auth'; // prettier-ignore
import { authIn, google, newAuth } from '../support/auth';
import { Build, stepsOf, withTriggers } from '../support/triggers';

const TRIGGERS = ['PreSignUp', 'PostConfirmation', 'PostAuthentication'];
const telling =
  (options?: LifecycleEventsOptions): Build =>
  (auth) =>
    auth.addTrigger(LifecycleEvents.toEventBridge(options));
const functionsOf = (options: LifecycleEventsOptions) => {
  const template = withTriggers(telling(options));
  return TRIGGERS.filter((trigger) => Object.keys(template.Resources).some((id) => id.startsWith(`Auth${trigger}Function`))); // prettier-ignore
};

test('one handler tells of everything, from three triggers', () => {
  const template = withTriggers(telling());
  const common = { step: 'toEventBridge', key: 'default' };
  const config = (...types: string[]) => ({ types, attributes: [], required: false });
  expect(TRIGGERS.map((trigger) => stepsOf(template, trigger))).toEqual([
    [
      {
        ...common,
        sources: ['PreSignUp_SignUp', 'PreSignUp_AdminCreateUser', 'PreSignUp_ExternalProvider'],
        config: config('User Linking', 'User Sign-Up'),
      },
    ],
    [
      {
        ...common,
        sources: ['PostConfirmation_ConfirmSignUp', 'PostConfirmation_ConfirmForgotPassword'],
        config: config('User Confirmation', 'User Password Reset'),
      },
    ],
    [{ ...common, sources: ['PostAuthentication_Authentication'], config: config('User Sign-In') }],
  ]);
});

test('the options travel to all of them', () => {
  const template = withTriggers((auth, stack) => {
    const eventBus = new events.EventBus(stack, 'Bus');
    auth.addTrigger(LifecycleEvents.toEventBridge({ eventBus, attributes: ['email'], required: true }));
  });
  for (const trigger of TRIGGERS) {
    const [{ key, config }] = stepsOf(template, trigger);
    expect(key).toBe('Stack/Bus');
    // after a sign-in it would cost nothing but what other handlers tell
    const required = trigger !== 'PostAuthentication';
    expect(config).toMatchObject({ attributes: ['email'], required, busArn: '<token>' });
  }
});

test.each([
  [LifecycleEvent.SIGN_UP, ['PreSignUp']],
  [LifecycleEvent.LINKING, ['PreSignUp']],
  [LifecycleEvent.CONFIRMATION, ['PostConfirmation']],
  [LifecycleEvent.PASSWORD_RESET, ['PostConfirmation']],
  [LifecycleEvent.SIGN_IN, ['PostAuthentication']],
])('%s alone makes no function that has nothing to tell', (event, triggers) => {
  const template = withTriggers((auth, stack) => {
    auth.addIdentityProvider('Google', google());
    telling({ events: [event] })(auth, stack);
  });
  const found = TRIGGERS.filter((trigger) => Object.keys(template.Resources).some((id) => id.startsWith(`Auth${trigger}Function`))); // prettier-ignore
  expect(found).toEqual(triggers);
  const types = stepsOf(template, triggers[0]!).map(({ config }) => config.types);
  expect(types).toEqual([[event]]);
});

test('the sources of one event are those alone', () => {
  expect(functionsOf({ events: [LifecycleEvent.SIGN_UP, LifecycleEvent.SIGN_IN] })).toEqual([
    'PreSignUp',
    'PostAuthentication',
  ]);
  const template = withTriggers(telling({ events: [LifecycleEvent.PASSWORD_RESET] }));
  expect(stepsOf(template, 'PostConfirmation')[0].sources).toEqual(['PostConfirmation_ConfirmForgotPassword']);
});

test('guards come before, and who was linked is told of before they are asked to sign in again', () => {
  const template = withTriggers((auth) => {
    auth.addTrigger(LifecycleEvents.toEventBridge());
    const trust = [FederatedTrust.verifiedEmail(auth.addIdentityProvider('Google', google()))];
    auth.addTrigger(PreSignUp.linkAccounts({ trust }));
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
  });
  const names = stepsOf(template, 'PreSignUp').map(({ step }) => step);
  expect(names).toEqual(['allowEmailDomains', 'linkAccounts', 'toEventBridge', 'signInAgain']);
});

test('telling guards nobody: the warning of an open door stays', () => {
  const stack = new Stack(new App(), 'Stack');
  authIn(stack, { selfSignUpEnabled: true }).addTrigger(LifecycleEvents.toEventBridge());
  Annotations.fromStack(stack).hasWarning('/Stack/Auth', Match.stringLikeRegexp('cdk-cognito-auth:openSignUp'));
});

test('the same bus is told once: by this handler or by one of a trigger', () => {
  const auth = newAuth();
  auth.addTrigger(LifecycleEvents.toEventBridge());
  expect(() => auth.addTrigger(PostConfirmation.toEventBridge())).toThrow(
    "LifecycleEvents.toEventBridge brings PostConfirmation.toEventBridge 'default' along. Leave PostConfirmation.toEventBridge out.",
  );
});

test('refuses to tell nothing', () => {
  expect(() => newAuth().addTrigger(LifecycleEvents.toEventBridge({ events: [] }))).toThrow(
    'Stack/Auth: LifecycleEvents.toEventBridge has no events, so it would tell nothing. Pass at least one.',
  );
});

test('refuses an attribute that the pool does not have', () => {
  expect(() => newAuth().addTrigger(LifecycleEvents.toEventBridge({ attributes: ['tenant'] }))).toThrow(
    "Stack/Auth: LifecycleEvents.toEventBridge names the attribute 'tenant', which the user pool does not have. Custom attributes have the prefix custom:.",
  );
});

describe('the pattern of a rule', () => {
  test('matches all events of the library', () => {
    expect(LifecycleEvents.pattern()).toEqual({ source: ['cdk-cognito-auth'] });
  });

  test('matches some events of one pool', () => {
    const { userPool } = newAuth();
    expect(LifecycleEvents.pattern({ userPool, events: [LifecycleEvent.SIGN_IN] })).toEqual({
      source: ['cdk-cognito-auth'],
      detailType: ['User Sign-In'],
      detail: { userPoolId: [userPool.userPoolId] },
    });
  });
});
