import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AuthDomain, CognitoAuth, SmsSender } from 'cdk-cognito-auth';

const SES = cognito.UserPoolEmail.withSES({
  fromEmail: 'hello@example.com',
  fromName: 'Example',
  replyTo: 'help@example.com',
  sesRegion: 'eu-west-1',
  sesVerifiedDomain: 'example.com',
  configurationSetName: 'mails',
});

/** Every text of one's own, codes by e-mail and by SMS of SNS. */
export function messagesBySns(stack: Stack): void {
  new CognitoAuth(stack, 'Auth', {
    email: SES,
    sms: SmsSender.sns({ region: 'eu-west-1' }),
    signInAliases: { email: true, phone: true },
    mfaSecondFactor: { otp: true, sms: true, email: true },
    mfaMessage: 'Your code: {####}',
    emailAuthenticationSubject: 'Your code',
    emailAuthenticationMessage: 'Your code: {####}',
    accountRecovery: cognito.AccountRecovery.NONE,
    userVerification: {
      emailStyle: cognito.VerificationEmailStyle.CODE,
      emailSubject: 'Your address',
      emailBody: 'Your code: {####}',
      smsMessage: 'Your code: {####}',
    },
    userInvitation: {
      emailSubject: 'Welcome',
      emailBody: 'You are {username}, your password is {####}',
      smsMessage: 'You are {username}, your password is {####}',
    },
  });
}

/** Verification by link, SMS of End User Messaging. */
export function messagesByEndUserMessaging(stack: Stack): void {
  const auth = new CognitoAuth(stack, 'Auth', {
    sms: SmsSender.endUserMessaging({
      originationIdentity: 'arn:aws:sms-voice:eu-west-1:111111111111:phone-number/phone-1',
      configurationSetName: 'texts',
      region: 'eu-west-1',
      indiaEntityId: '1101234567890123456',
      indiaTemplateId: '1107123456789012345',
    }),
    userVerification: {
      emailStyle: cognito.VerificationEmailStyle.LINK,
      emailSubject: 'Your address',
      emailBody: 'Please {##confirm##} it',
    },
  });
  auth.addDomain('Domain', AuthDomain.prefix('notes-example'));
}
