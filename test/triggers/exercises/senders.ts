import { CustomEmailSender, CustomSmsSender, SmsSender } from 'cdk-cognito-auth';
import { functionIn } from '../../support/auth';
import { Exercise } from '../exercise';

const texting = { sms: SmsSender.sns() };

/** Handlers that send in Cognito's place. */
export const SENDERS: Readonly<Record<string, Exercise>> = {
  'CustomEmailSender.eventBridge': { handler: () => CustomEmailSender.eventBridge() },
  'CustomEmailSender.invoke': { handler: (_, stack) => CustomEmailSender.invoke(functionIn(stack)) },
  'CustomEmailSender.ses': { handler: () => CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' }) },
  'CustomSmsSender.eventBridge': { props: texting, handler: () => CustomSmsSender.eventBridge() },
  'CustomSmsSender.invoke': { props: texting, handler: (_, stack) => CustomSmsSender.invoke(functionIn(stack)) },
  'CustomSmsSender.sns': { props: texting, handler: () => CustomSmsSender.sns({ countries: ['DE'] }) },
};
