import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps, SmsSender } from 'cdk-cognito-auth';
import { resourceOf, ses } from './factor-world';
import { authIn, spa } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';

const sms = SmsSender.endUserMessaging();
const first = (factors: Partial<cognito.AllowedFirstAuthFactors>): CognitoAuthProps => ({
  signInPolicy: { allowedFirstAuthFactors: { password: true, ...factors } },
});
const bySms: CognitoAuthProps = { sms, mfaSecondFactor: { sms: true, otp: true } };
const smsFirst: CognitoAuthProps = { sms, ...first({ smsOtp: true }) };
const byEmail: CognitoAuthProps = {
  email: ses(),
  mfaSecondFactor: { sms: false, otp: true, email: true },
  accountRecovery: cognito.AccountRecovery.NONE,
};
const emailFirst: CognitoAuthProps = {
  email: ses(),
  ...first({ emailOtp: true }),
  signInAliases: { username: true },
  accountRecovery: cognito.AccountRecovery.NONE,
};

describe.each<[string, CognitoAuthProps]>([
  ['as second factor', bySms],
  ['as first factor', smsFirst],
  ['as second factor that is demanded', { ...bySms, mfa: cognito.Mfa.REQUIRED }],
])('SMS %s', (_, props) => {
  const template = synth((stack) => void authIn(stack, props).addClient('Spa', spa()));
  const pool = propertiesOf(template, 'AWS::Cognito::UserPool');

  test('goes to a number that is verified', () => {
    expect(pool.AutoVerifiedAttributes).toEqual(['email', 'phone_number']);
  });

  test('goes to the old number until the new one is verified', () => {
    const { AttributesRequireVerificationBeforeUpdate: kept } = pool.UserAttributeUpdateSettings;
    expect(kept).toEqual(['email', 'phone_number']);
  });

  test('goes to a number that users may enter themselves', () => {
    expect(propertiesOf(template, 'AWS::Cognito::UserPoolClient').WriteAttributes).toContain('phone_number');
  });
});

const UNPROVED =
  'SMS is a factor, and autoVerify leaves it unverified, so that codes go wherever anybody pleases. Add phone to autoVerify, or leave the factor out.';
const AT_ONCE =
  'SMS is a factor, and keepOriginal lets a new number count before it is verified, so that a stolen session could have the codes sent elsewhere. Leave phone out of keepOriginal, or leave the factor out.';
const UNPROVED_ADDRESS =
  'e-mail is a factor, and autoVerify leaves it unverified, so that codes go wherever anybody pleases. Add email to autoVerify, or leave the factor out.';
const AT_ONCE_ADDRESS =
  'e-mail is a factor, and keepOriginal lets a new address count before it is verified, so that a stolen session could have the codes sent elsewhere. Leave email out of keepOriginal, or leave the factor out.';

test.each<[string, CognitoAuthProps, string]>([
  ['SMS after the password, to unverified numbers', { ...bySms, autoVerify: { phone: false } }, UNPROVED],
  ['SMS first, to unverified numbers', { ...smsFirst, autoVerify: { phone: false } }, UNPROVED],
  ['SMS after the password, to new numbers', { ...bySms, keepOriginal: { phone: false } }, AT_ONCE],
  ['SMS first, to new numbers', { ...smsFirst, keepOriginal: { phone: false } }, AT_ONCE],
  ['e-mail first, to unverified addresses', { ...emailFirst, autoVerify: { email: false } }, UNPROVED_ADDRESS],
  ['e-mail after the password, to new addresses', { ...byEmail, keepOriginal: { email: false } }, AT_ONCE_ADDRESS],
])('refuses codes by %s', (_, props, sentence) => {
  expect(findingsOf((stack) => void authIn(stack, props).addClient('Spa', spa()))).toEqual([`Stack/Auth: ${sentence}`]);
});

test.each<[string, CognitoAuthProps]>([
  ['SMS after the password', bySms],
  ['SMS first', smsFirst],
  ['e-mail after the password', byEmail],
  ['e-mail first', emailFirst],
  ['no codes, and numbers that nobody verifies', { autoVerify: { phone: false } }],
])('accepts %s', (_, props) => {
  expect(findingsOf((stack) => void authIn(stack, props).addClient('Spa', spa()))).toEqual([]);
});

test('sees the resource, whoever wrote it', () => {
  const findings = findingsOf((stack) => {
    const pool = resourceOf(authIn(stack, bySms));
    pool.userAttributeUpdateSettings = undefined;
  });
  expect(findings).toEqual([`Stack/Auth: ${AT_ONCE}`]);
});
