import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

interface Rule {
  readonly longest: number;
  readonly shortest: number;
  readonly needs: readonly Placeholder[];
}

interface Placeholder {
  readonly pattern: RegExp;
  readonly spelling: string;
  readonly means: string;
}

const CODE: Placeholder = { pattern: /\{####\}/, spelling: '{####}', means: 'the code' };
const PASSWORD: Placeholder = { ...CODE, means: 'the temporary password' };
const USER_NAME: Placeholder = { pattern: /\{username\}/, spelling: '{username}', means: 'the user name' };
const LINK: Placeholder = { pattern: /\{##[^{}]+##\}/, spelling: '{##Verify Email##}', means: 'the link' };

const subject: Rule = { shortest: 1, longest: 140, needs: [] };
const body = (...needs: Placeholder[]): Rule => ({ shortest: 6, longest: 20_000, needs });
const sms = (...needs: Placeholder[]): Rule => ({ shortest: 6, longest: 140, needs });

/**
 * Cognito would refuse the text, or send one that is of no use, when the pool is deployed.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export function requireVerification(scope: Construct, texts: cognito.UserVerificationConfig): void {
  const proof = texts.emailStyle === cognito.VerificationEmailStyle.LINK ? LINK : CODE;
  requireText(scope, 'userVerification.emailSubject', texts.emailSubject, subject);
  requireText(scope, 'userVerification.emailBody', texts.emailBody, body(proof));
  requireText(scope, 'userVerification.smsMessage', texts.smsMessage, sms(CODE));
}

/** An invitation without one of the two leaves the invited outside. */
export function requireInvitation(scope: Construct, texts: cognito.UserInvitationConfig): void {
  requireText(scope, 'userInvitation.emailSubject', texts.emailSubject, subject);
  requireText(scope, 'userInvitation.emailBody', texts.emailBody, body(USER_NAME, PASSWORD));
  requireText(scope, 'userInvitation.smsMessage', texts.smsMessage, sms(USER_NAME, PASSWORD));
}

function requireText(scope: Construct, what: string, text: string | undefined, rule: Rule): void {
  if (text === undefined || Token.isUnresolved(text)) return;
  const { shortest, longest, needs } = rule;
  if (text.length < shortest || text.length > longest) {
    throw new AuthConfigError(
      scope,
      `${what} has ${text.length} characters. Cognito takes ${shortest} to ${longest.toLocaleString('en')}.`,
    );
  }
  const missing = needs.find(({ pattern }) => !pattern.test(text));
  if (missing === undefined) return;
  throw new AuthConfigError(scope, `${what} lacks ${missing.means}. Write ${missing.spelling} where it belongs.`);
}
