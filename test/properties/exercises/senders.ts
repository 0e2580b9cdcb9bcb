import { Stack } from 'aws-cdk-lib';
import { CognitoAuth, CustomEmailSender, CustomSmsSender, SmsSender } from 'cdk-cognito-auth';

/** Who sends in Cognito's place. */
export function senders(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth', { sms: SmsSender.sns() });
  auth.addTrigger(CustomEmailSender.ses({ fromEmail: 'no-reply@example.com' }));
  auth.addTrigger(CustomSmsSender.sns({ countries: ['DE'] }));
}
