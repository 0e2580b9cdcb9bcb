import { Stack } from 'aws-cdk-lib';
import {
  AuthDomain,
  ClaimValue,
  CognitoAuth,
  CustomAuth,
  CustomMessage,
  InboundFederation,
  MessageOccasion,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  PreSignUp,
  PreTokenGeneration,
  UserMigration,
} from 'cdk-cognito-auth';
import { functionIn, google } from '../../support/auth';

/** Every trigger that has handlers. */
export function triggers(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUpEnabled: true });
  auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
  auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
  auth.addTrigger(PreAuthentication.maintenance({ message: 'Closed until noon' }));
  auth.addTrigger(PostAuthentication.invoke(functionIn(stack)));
  auth.addTrigger(PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') }));
  const userPoolId = 'eu-west-1_OldPool01';
  auth.addTrigger(UserMigration.fromUserPool({ userPoolId, clientId: '1oldexample23456789', until: '2027-06-30' }));
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
  auth.addIdentityProvider('Google', google());
  auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['picture'] }));
  const occasions = [MessageOccasion.SIGN_IN];
  auth.addTrigger(CustomMessage.templates({ templates: [{ occasions, sms: 'Your code is {####}' }] }));
  auth.addTrigger(CustomAuth.emailCode({ fromEmail: 'no-reply@example.com' }));
}
