import { Duration } from 'aws-cdk-lib';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import {
  CaptchaProvider,
  CognitoAuth,
  CustomAuth,
  InboundFederation,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  TriggerHandler,
} from 'cdk-cognito-auth';
import { functionIn, google } from '../../support/auth';
import { Exercise } from '../exercise';

const OPEN = { selfSignUpEnabled: true };
const DOMAINS = { domains: ['example.com'] };

function withGoogle(auth: CognitoAuth, handler: () => TriggerHandler): TriggerHandler {
  auth.addIdentityProvider('Google', google());
  return handler();
}

/** Handlers of those who sign in. */
export const SIGN_IN: Readonly<Record<string, Exercise>> = {
  'CustomAuth.captcha': {
    handler: (_, stack) =>
      CustomAuth.captcha({
        provider: CaptchaProvider.turnstile('site'),
        secret: new secretsmanager.Secret(stack, 'Captcha'),
        hostnames: ['app.example.com'],
      }),
  },
  'CustomAuth.emailCode': { handler: () => CustomAuth.emailCode({ fromEmail: 'hello@example.com' }) },
  'CustomAuth.invoke': {
    handler: (_, stack) => {
      const [define, create, verify] = ['Define', 'Create', 'Verify'].map((id) => functionIn(stack, id));
      return CustomAuth.invoke({ define, create, verify });
    },
  },
  'CustomAuth.magicLink': {
    handler: () =>
      CustomAuth.magicLink({ fromEmail: 'hello@example.com', redirectUris: ['https://app.example.com/link'] }),
  },
  'InboundFederation.allowEmailDomains': {
    handler: (auth) => withGoogle(auth, () => InboundFederation.allowEmailDomains(DOMAINS)),
  },
  'InboundFederation.dropAttributes': {
    handler: (auth) => withGoogle(auth, () => InboundFederation.dropAttributes({ attributes: ['picture'] })),
  },
  'InboundFederation.invoke': {
    handler: (auth, stack) => withGoogle(auth, () => InboundFederation.invoke(functionIn(stack))),
  },
  'InboundFederation.keepAttributes': {
    handler: (auth) => withGoogle(auth, () => InboundFederation.keepAttributes({ attributes: ['email'] })),
  },
  'InboundFederation.normalizeAttributes': {
    handler: (auth) => withGoogle(auth, () => InboundFederation.normalizeAttributes({ attributes: ['email'] })),
  },
  'InboundFederation.renameAttribute': {
    handler: (auth) =>
      withGoogle(auth, () => InboundFederation.renameAttribute({ attribute: 'surname', newName: 'family_name' })),
  },
  'InboundFederation.overrideAttribute': {
    handler: (auth) => {
      const providers = [auth.addIdentityProvider('Google', google())];
      return InboundFederation.overrideAttribute({ name: 'picture', value: 'none', providers });
    },
  },
  'PostAuthentication.toEventBridge': { handler: () => PostAuthentication.toEventBridge() },
  'PostAuthentication.invoke': { handler: (_, stack) => PostAuthentication.invoke(functionIn(stack)) },
  'PostConfirmation.addToGroup': {
    props: OPEN,
    handler: (auth) => PostConfirmation.addToGroup(auth.addGroup('Readers')),
  },
  'PostAuthentication.lastSignIn': { handler: () => PostAuthentication.lastSignIn() },
  'PostAuthentication.signInLog': { handler: () => PostAuthentication.signInLog({ retention: Duration.days(90) }) },
  'PreAuthentication.lockout': { handler: () => PreAuthentication.lockout() },
  'PreAuthentication.suspendedUsers': { handler: () => PreAuthentication.suspendedUsers() },
};
