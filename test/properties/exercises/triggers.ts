import { Stack } from 'aws-cdk-lib';
import {
  ClaimValue,
  CognitoAuth,
  CustomMessage,
  MessageOccasion,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  PreSignUp,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { functionIn } from '../../support/auth';

/** Every trigger that has handlers. */
export function triggers(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth', { selfSignUpEnabled: true });
  auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
  auth.addTrigger(PostConfirmation.addToGroup(auth.addGroup('Readers')));
  auth.addTrigger(PreAuthentication.maintenance({ message: 'Closed until noon' }));
  auth.addTrigger(PostAuthentication.invoke(functionIn(stack)));
  auth.addTrigger(PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') }));
  const occasions = [MessageOccasion.SIGN_IN];
  auth.addTrigger(CustomMessage.templates({ templates: [{ occasions, sms: 'Your code is {####}' }] }));
}
