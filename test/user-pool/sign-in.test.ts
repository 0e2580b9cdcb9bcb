import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps, SmsSender } from 'cdk-cognito-auth';
import { smsOn, warningsOf } from './factor-world';
import { authIn, newAuth, spa } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';

const sms = SmsSender.endUserMessaging();
const { AccountRecovery } = cognito;

const poolWith = (props: CognitoAuthProps) =>
  propertiesOf(
    synth((stack) => void authIn(stack, props)),
    'AWS::Cognito::UserPool',
  );
const findings = (props: CognitoAuthProps) => findingsOf((stack) => void authIn(stack, props));

const NAMES = ['UsernameAttributes', 'AliasAttributes', 'AutoVerifiedAttributes'] as const;
const namesOf = (props: CognitoAuthProps) => {
  const pool = poolWith(props);
  return NAMES.map((name) => pool[name]);
};

test.each<[string, CognitoAuthProps, unknown[]]>([
  ['e-mail by default', {}, [['email'], undefined, ['email']]],
  ['e-mail', { signInAliases: { email: true } }, [['email'], undefined, ['email']]],
  [
    'phone',
    { signInAliases: { phone: true }, standardAttributes: { email: { required: true } }, sms },
    [['phone_number'], undefined, ['email', 'phone_number']],
  ],
  [
    'e-mail or phone',
    { signInAliases: { email: true, phone: true }, sms },
    [['email', 'phone_number'], undefined, ['email', 'phone_number']],
  ],
  ['user name', { signInAliases: { username: true } }, [undefined, undefined, ['email']]],
  [
    'user name, with all aliases',
    { signInAliases: { username: true, email: true, phone: true, preferredUsername: true }, sms },
    [undefined, ['email', 'phone_number', 'preferred_username'], ['email', 'phone_number']],
  ],
  [
    'phone, with e-mail left alone',
    { signInAliases: { phone: true }, autoVerify: { email: false }, accountRecovery: AccountRecovery.NONE, sms },
    [['phone_number'], undefined, ['phone_number']],
  ],
])('people sign in by %s', (_, props, names) => {
  expect(namesOf(props)).toEqual(names);
});

test('by default nothing changes for what was said', () => {
  expect(poolWith({ signInAliases: { email: true }, signInCaseSensitive: false, autoVerify: { email: true } })).toEqual(
    poolWith({}),
  );
});

test.each<[string, CognitoAuthProps, string]>([
  ['no name', { signInAliases: {} }, 'signInAliases names nothing to sign in by. Choose email, phone or username.'],
  [
    'an alias of a name that is not there',
    { signInAliases: { email: true, preferredUsername: true } },
    'signInAliases has preferredUsername without username, of which it is an alias. Add username: true, or leave it out.',
  ],
])('refuses %s', (_, props, sentence) => {
  expect(() => newAuth(props)).toThrow(`Stack/Auth: ${sentence}`);
});

test.each<[string, CognitoAuthProps, string[]]>([
  [
    'an alias that nobody verifies',
    {
      signInAliases: { username: true, email: true },
      autoVerify: { email: false },
      accountRecovery: AccountRecovery.NONE,
    },
    [
      'people sign in by e-mail, which autoVerify leaves unverified: anybody could claim that of others. Add email to autoVerify, or leave it out of signInAliases.',
    ],
  ],
  [
    'a phone that nobody verifies',
    { signInAliases: { phone: true }, autoVerify: { phone: false }, accountRecovery: AccountRecovery.NONE },
    [
      'people sign in by phone, which autoVerify leaves unverified: anybody could claim that of others. Add phone to autoVerify, or leave it out of signInAliases.',
    ],
  ],
  [
    'phone numbers without a sender',
    { signInAliases: { phone: true }, accountRecovery: AccountRecovery.NONE },
    [
      'phone numbers are verified, and the pool has no sender of SMS. Pass sms: SmsSender.endUserMessaging(), or leave the phone out.',
    ],
  ],
  [
    'recovery by phone without a sender',
    { accountRecovery: AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA },
    [
      'forgotten passwords are recovered by phone, and the pool has no sender of SMS. Pass sms: SmsSender.endUserMessaging(), or leave the phone out.',
    ],
  ],
  [
    'an old number that waits for what is not verified',
    { keepOriginal: { phone: true } },
    [
      'keepOriginal waits until a new phone is verified, and autoVerify leaves it out. Add phone to autoVerify, or leave it out of keepOriginal.',
    ],
  ],
  [
    'recovery by an e-mail that nobody verifies',
    { signInAliases: { username: true }, autoVerify: { email: false } },
    [
      'forgotten passwords are recovered by verified e-mail only, and autoVerify leaves it unverified, so that nobody could. Add email to autoVerify, or choose another accountRecovery.',
    ],
  ],
  [
    'recovery by an e-mail that people who sign in by phone may lack',
    { signInAliases: { phone: true }, sms },
    [
      'people sign in by phone, need no e-mail address, and forgotten passwords are recovered by e-mail only. Require the address (standardAttributes: { email: { required: true } }), or choose another accountRecovery.',
    ],
  ],
  [
    'recovery by a phone that nobody verifies',
    { accountRecovery: AccountRecovery.PHONE_ONLY_WITHOUT_MFA, sms },
    [
      'forgotten passwords are recovered by verified phone only, and autoVerify leaves it unverified, so that nobody could. Add phone to autoVerify, or choose another accountRecovery.',
    ],
  ],
])('refuses %s', (_, props, sentences) => {
  expect(findings(props)).toEqual(sentences.map((sentence) => `Stack/Auth: ${sentence}`));
});

test.each<[string, CognitoAuthProps]>([
  ['an address that sign-up demands', { standardAttributes: { email: { required: true } } }],
  ['another recovery', { accountRecovery: AccountRecovery.PHONE_ONLY_WITHOUT_MFA }],
  ['an address to sign in by', { signInAliases: { phone: true, email: true } }],
  ['user names, which an app makes up', { signInAliases: { phone: true, username: true } }],
])('people who sign in by phone come back with %s', (_, props) => {
  expect(findings({ signInAliases: { phone: true }, sms, ...props })).toEqual([]);
});

test('all findings of one synth appear at once', () => {
  const found = findings({ signInAliases: { email: true, phone: true }, autoVerify: { email: false, phone: false } });
  expect(found).toHaveLength(3);
});

test('a sender that was put there by hand counts', () => {
  const build = () => findingsOf((stack) => smsOn(authIn(stack, { signInAliases: { phone: true, email: true } })));
  expect(build()).toEqual([]);
});

describe('a change of address', () => {
  const keptWith = (props: CognitoAuthProps) =>
    poolWith(props).UserAttributeUpdateSettings.AttributesRequireVerificationBeforeUpdate;

  test('counts when it is verified, for whatever is', () => {
    expect(keptWith({})).toEqual(['email']);
    expect(keptWith({ autoVerify: { phone: true }, sms })).toEqual(['email', 'phone_number']);
    expect(keptWith({ keepOriginal: { phone: true }, autoVerify: { phone: true }, sms })).toContain('email');
    expect(keptWith({ keepOriginal: { email: undefined } })).toEqual(['email']);
  });

  test('counts at once only with a warning', () => {
    expect(warningsOf({ keepOriginal: { email: false } }).join()).toMatch(
      /^unverifiedChanges: a changed address counts/,
    );
  });
});

test.each<[string, CognitoAuthProps, boolean]>([
  ['is verified', { signInAliases: { username: true, phone: true }, sms }, true],
  ['is verified beside e-mail', { autoVerify: { phone: true }, sms }, true],
  ['is not verified', { sms }, false],
  [
    'decides what a user may do',
    { autoVerify: { phone: true }, sms, authorizationAttributes: ['phone_number'] },
    false,
  ],
])('which clients may write: a phone number that %s', (_, props, mayWrite) => {
  const template = synth((stack) => void authIn(stack, props).addClient('Spa', spa()));
  const { WriteAttributes } = propertiesOf(template, 'AWS::Cognito::UserPoolClient');
  expect(WriteAttributes.includes('phone_number')).toBe(mayWrite);
});

test.each<[string, CognitoAuthProps, object]>([
  ['signInCaseSensitive', { signInCaseSensitive: true }, { UsernameConfiguration: { CaseSensitive: true } }],
  [
    'accountRecovery',
    { accountRecovery: AccountRecovery.NONE },
    { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } },
  ],
  [
    'deviceTracking',
    { deviceTracking: { challengeRequiredOnNewDevice: false, deviceOnlyRememberedOnUserPrompt: true } },
    { DeviceConfiguration: { ChallengeRequiredOnNewDevice: false, DeviceOnlyRememberedOnUserPrompt: true } },
  ],
])('%s reaches the pool', (_, props, properties) => {
  expect(poolWith(props)).toMatchObject(properties);
});

const tracking = { challengeRequiredOnNewDevice: true, deviceOnlyRememberedOnUserPrompt: false };

test.each<[string, CognitoAuthProps, string[]]>([
  ['caseSensitiveNames', { signInCaseSensitive: true }, ['caseSensitiveNames']],
  ['userNamesLeak', { signInAliases: { username: true }, selfSignUpEnabled: true }, ['openSignUp', 'userNamesLeak']],
  ['a closed pool with user names', { signInAliases: { username: true } }, []],
  ['an open pool with e-mail', { selfSignUpEnabled: true }, ['openSignUp']],
  ['phoneRecovery', { accountRecovery: AccountRecovery.PHONE_AND_EMAIL, sms }, ['phoneRecovery', 'smsPumping']],
  ['devicesSkipMfa', { deviceTracking: tracking }, ['devicesSkipMfa']],
  ['devices without MFA', { deviceTracking: tracking, mfa: cognito.Mfa.OFF }, ['mfaOff']],
  ['devices that are only known', { deviceTracking: { ...tracking, challengeRequiredOnNewDevice: false } }, []],
  ['smsPumping', { sms }, ['smsPumping']],
  [
    'unverifiedEmail',
    { signInAliases: { username: true }, autoVerify: { email: false }, accountRecovery: AccountRecovery.NONE },
    ['unverifiedEmail'],
  ],
])('warns by name: %s', (_, props, ids) => {
  expect(warningsOf(props).map((warning) => warning.split(':')[0])).toEqual(ids);
});
