import type { Rule } from './factor-rules';
import type { FactorState } from './factor-state';

/** Where codes for sign-in go, by Cognito's name of the attribute. */
const CONTACTS = [
  { attribute: 'phone_number', kind: 'phone', what: 'SMS', contact: 'number', factors: ['SMS_OTP', 'SMS_MFA'] },
  { attribute: 'email', kind: 'email', what: 'e-mail', contact: 'address', factors: ['EMAIL_OTP'] },
];

/**
 * A code proves as much as is known of where it goes. Cognito itself asks for no verified number (and no verified address):
 * whoever enters one of somebody else, or writes a new one with a stolen token, would be sent the codes there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html
 */
export function contactRules({ first, second, verified, kept }: FactorState): Rule[] {
  return CONTACTS.flatMap(({ attribute, kind, what, contact, factors }) => {
    const isFactor = [...first, ...second].some((factor) => factors.includes(factor));
    const isVerified = verified.includes(attribute);
    return [
      {
        isBroken: isFactor && !isVerified,
        sentence: `${what} is a factor, and autoVerify leaves it unverified, so that codes go wherever anybody pleases. Add ${kind} to autoVerify, or leave the factor out.`,
      },
      {
        isBroken: isFactor && isVerified && !kept.includes(attribute),
        sentence: `${what} is a factor, and keepOriginal lets a new ${contact} count before it is verified, so that a stolen session could have the codes sent elsewhere. Leave ${kind} out of keepOriginal, or leave the factor out.`,
      },
    ];
  });
}
