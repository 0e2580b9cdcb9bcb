import { CustomMessage, MessageOccasion } from 'cdk-cognito-auth';
import { functionIn } from '../../support/auth';
import { Exercise } from '../exercise';

/** Handlers of messages. */
export const MESSAGES: Readonly<Record<string, Exercise>> = {
  'CustomMessage.invoke': { handler: (_, stack) => CustomMessage.invoke(functionIn(stack)) },
  'CustomMessage.templates': {
    handler: () => {
      const occasions = [MessageOccasion.SIGN_IN];
      return CustomMessage.templates({ templates: [{ occasions, sms: 'Your code is {####}' }] });
    },
  },
};
