import { Token } from 'aws-cdk-lib';
import type { FactorState } from './factor-state';
import type { SignInFactorOptions } from '../sign-in-factor-options';

const CODE = '{####}';
const LONGEST_SMS = 140;
const LONGEST_EMAIL = 20_000;
const LONGEST_SUBJECT = 140;

/** Texts that Cognito would refuse, or that nobody would ever get. */
export function messageFaults({ first, second }: FactorState, options: SignInFactorOptions): string[] {
  const { mfaMessage, emailAuthenticationMessage, emailAuthenticationSubject } = options;
  const byEmail = { emailAuthenticationMessage, emailAuthenticationSubject };
  const unsent = second.includes('EMAIL_OTP') ? [] : Object.entries(byEmail).filter(([, text]) => text !== undefined);
  const isUnsentSms = mfaMessage !== undefined && !second.includes('SMS_MFA') && !first.includes('SMS_OTP');
  return [
    ...(isUnsentSms ? ['mfaMessage is set, and nobody signs in with SMS. Leave it out.'] : []),
    ...unsent.map(
      ([name]) =>
        `${name} is set, which Cognito keeps with e-mail as second factor. Add email to mfaSecondFactor, or leave it out.`,
    ),
    ...textFaults('mfaMessage', mfaMessage, LONGEST_SMS),
    ...textFaults('emailAuthenticationMessage', emailAuthenticationMessage, LONGEST_EMAIL),
    ...subjectFaults(emailAuthenticationSubject),
  ];
}

function textFaults(name: string, text: string | undefined, longest: number): string[] {
  if (text === undefined || Token.isUnresolved(text)) return [];
  if (!text.includes(CODE)) return [`${name} has no ${CODE}, where the code goes. Add it.`];
  if (text.length <= longest) return [];
  return [`${name} has ${text.length} characters. Cognito allows ${longest}: shorten it.`];
}

function subjectFaults(subject: string | undefined): string[] {
  if (subject === undefined || Token.isUnresolved(subject)) return [];
  if (subject.length > 0 && subject.length <= LONGEST_SUBJECT) return [];
  return [`emailAuthenticationSubject has ${subject.length} characters. Cognito allows 1 to ${LONGEST_SUBJECT}.`];
}
