import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuth, CognitoAuthProps, PasskeyFactor, SmsSender } from 'cdk-cognito-auth';
import { customDomain, noChange, resourceOf, ses, smsOn } from './factor-world';
import { authIn } from '../support/auth';
import { findingsOf, propertiesOf, synth } from '../support/template';

const { Mfa } = cognito;
const SECOND = {
  otp: { sms: false, otp: true },
  sms: { sms: true, otp: true },
  email: { sms: false, otp: true, email: true },
};
const first = (factors: Partial<cognito.AllowedFirstAuthFactors>): CognitoAuthProps => ({
  signInPolicy: { allowedFirstAuthFactors: { password: true, ...factors } },
});
const MULTI = PasskeyFactor.MULTI_FACTOR_WITH_USER_VERIFICATION;

type Change = (auth: CognitoAuth, stack: Stack) => void;

const poolWith = (props: CognitoAuthProps, change: Change = noChange) =>
  propertiesOf(
    synth((stack) => change(authIn(stack, props), stack)),
    'AWS::Cognito::UserPool',
  );

describe('factors reach the pool', () => {
  const rows: [string, CognitoAuthProps, object, Change?][] = [
    ['TOTP alone, when nothing is said', {}, { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }],
    [
      'SMS beside TOTP',
      { mfa: Mfa.REQUIRED, mfaSecondFactor: SECOND.sms, mfaMessage: 'Your code: {####}' },
      {
        MfaConfiguration: 'ON',
        EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'],
        SmsAuthenticationMessage: 'Your code: {####}',
      },
      smsOn,
    ],
    [
      'e-mail beside TOTP',
      {
        mfaSecondFactor: SECOND.email,
        email: ses(),
        emailMfaWithEmailRecovery: true,
        emailAuthenticationMessage: 'Your code: {####}',
        emailAuthenticationSubject: 'Sign-in',
      },
      {
        EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'],
        EmailAuthenticationMessage: 'Your code: {####}',
        EmailAuthenticationSubject: 'Sign-in',
      },
    ],
    [
      'one-time passwords',
      first({ emailOtp: true, smsOtp: true }),
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'EMAIL_OTP', 'SMS_OTP'] } } },
      smsOn,
    ],
    [
      'passkeys, with user verification and as one factor',
      { ...first({ passkey: true }), passkeyRelyingPartyId: 'example.com' },
      {
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
        WebAuthnRelyingPartyID: 'example.com',
        WebAuthnUserVerification: 'required',
        WebAuthnFactorConfiguration: 'SINGLE_FACTOR',
      },
    ],
    [
      'passkeys that satisfy the demand for MFA, because nothing else is allowed',
      { ...first({ passkey: true }), passkeyRelyingPartyId: 'example.com', mfa: Mfa.REQUIRED },
      { MfaConfiguration: 'ON', WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' },
    ],
    [
      'passkeys as chosen',
      {
        ...first({ passkey: true }),
        passkeyRelyingPartyId: 'example.com',
        passkeyUserVerification: cognito.PasskeyUserVerification.PREFERRED,
        passkeyFactor: MULTI,
      },
      { WebAuthnUserVerification: 'preferred', WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION' },
    ],
    [
      'a policy that repeats the default',
      first({}),
      { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD'] } } },
    ],
  ];

  test.each(rows.map(([name, props, properties, change]) => ({ name, props, properties, change })))(
    '$name',
    ({ props, properties, change }) => {
      expect(poolWith(props, change)).toMatchObject(properties);
    },
  );

  test('and leave the rest of the policies as it is', () => {
    const { Policies } = poolWith(first({ emailOtp: true }));
    expect(Policies.PasswordPolicy).toEqual(poolWith({}).Policies.PasswordPolicy);
  });

  test('and a pool without them says nothing about them', () => {
    const names = ['WebAuthnRelyingPartyID', 'WebAuthnUserVerification', 'WebAuthnFactorConfiguration'];
    for (const name of [...names, 'SmsAuthenticationMessage', 'EmailAuthenticationMessage', 'SmsConfiguration']) {
      expect(poolWith({})).not.toHaveProperty(name);
    }
    expect(poolWith({}).Policies).not.toHaveProperty('SignInPolicy');
  });
});

const withRecovery =
  (...names: string[]): Change =>
  (auth) => {
    resourceOf(auth).accountRecoverySetting = {
      recoveryMechanisms: names.map((name, index) => ({ name, priority: index + 1 })),
    };
  };
const both =
  (...changes: Change[]): Change =>
  (auth, stack) =>
    changes.forEach((change) => change(auth, stack));

/** One row per refusal: its sentence, what brings it about, and what stands beside it and is allowed. */
const REFUSALS: [string, string, CognitoAuthProps, Change, CognitoAuthProps, Change?][] = [
  [
    'V1: an e-mailed one-time password where MFA is required',
    'mfa is REQUIRED, with which Cognito allows no one-time password as first factor (emailOtp). Leave it out, or make mfa OPTIONAL.',
    { ...first({ emailOtp: true }), mfa: Mfa.REQUIRED },
    noChange,
    { ...first({ emailOtp: true }), mfa: Mfa.OPTIONAL },
  ],
  [
    'V1: both one-time passwords where MFA is required',
    'mfa is REQUIRED, with which Cognito allows no one-time password as first factor (emailOtp and smsOtp). Leave it out, or make mfa OPTIONAL.',
    { ...first({ emailOtp: true, smsOtp: true }), mfa: Mfa.REQUIRED },
    smsOn,
    { ...first({ emailOtp: true, smsOtp: true }), mfa: Mfa.OPTIONAL },
  ],
  [
    'V2: a passkey that counts as one factor where MFA is required',
    'mfa is REQUIRED, with which Cognito allows no passkey that counts as one factor. Make passkeyFactor MULTI_FACTOR_WITH_USER_VERIFICATION, or leave it out.',
    { ...first({ passkey: true }), mfa: Mfa.REQUIRED, passkeyFactor: PasskeyFactor.SINGLE_FACTOR },
    customDomain('login.example.com'),
    { ...first({ passkey: true }), mfa: Mfa.REQUIRED, passkeyFactor: MULTI },
  ],
  ...['verified_phone_number', 'verified_email and verified_phone_number'].map((names): (typeof REFUSALS)[number] => [
    `V3: SMS as second factor with recovery by ${names}`,
    'SMS is a second factor, and then Cognito recovers no password by phone. Make accountRecovery EMAIL_ONLY, or leave sms out of mfaSecondFactor.',
    { mfaSecondFactor: SECOND.sms },
    both(smsOn, withRecovery(...names.split(' and '))),
    { mfaSecondFactor: SECOND.otp },
  ]),
  [
    'V4: e-mail as second factor with recovery by e-mail alone',
    'e-mail is a second factor, and then Cognito recovers no password by e-mail, the only way of accountRecovery. Choose EMAIL_AND_PHONE_WITHOUT_MFA or NONE, or say emailMfaWithEmailRecovery: true.',
    { mfaSecondFactor: SECOND.email, email: ses() },
    noChange,
    { mfaSecondFactor: SECOND.email, email: ses(), emailMfaWithEmailRecovery: true },
  ],
  [
    'V14: a second factor where MFA is off',
    'mfa is OFF, and mfaSecondFactor names a second factor. Leave one of the two out.',
    { mfa: Mfa.OFF, mfaSecondFactor: SECOND.otp },
    noChange,
    { mfa: Mfa.OFF, mfaSecondFactor: { sms: false, otp: false } },
  ],
  [
    'V14: a passkey that satisfies an MFA that is off',
    'mfa is OFF, and passkeyFactor lets a passkey satisfy it. Leave one of the two out.',
    { ...first({ passkey: true }), mfa: Mfa.OFF, passkeyFactor: MULTI },
    customDomain('login.example.com'),
    { ...first({ passkey: true }), mfa: Mfa.OFF },
  ],
  [
    'V14: a one-time password by SMS without a sender',
    'smsOtp is a first factor, and the pool cannot send SMS. Pass sms, or leave smsOtp out.',
    first({ smsOtp: true }),
    noChange,
    first({ smsOtp: true }),
    smsOn,
  ],
  [
    'V14: SMS as second factor without a sender',
    'SMS is a second factor, and the pool cannot send any. Pass sms, or leave sms out of mfaSecondFactor.',
    { mfaSecondFactor: SECOND.sms },
    noChange,
    { mfaSecondFactor: SECOND.sms, sms: SmsSender.sns() },
  ],
  [
    "V14: e-mail as second factor with Cognito's own sender",
    "e-mail is a second factor, which Cognito's own sender does not send. Pass email: UserPoolEmail.withSES({ … }), or leave email out of mfaSecondFactor.",
    { mfaSecondFactor: SECOND.email, emailMfaWithEmailRecovery: true },
    noChange,
    { mfaSecondFactor: SECOND.email, emailMfaWithEmailRecovery: true, email: ses() },
  ],
  [
    'V17: the choice of a first factor with the LITE plan',
    'the LITE plan has passwords only (not emailOtp and passkey). Choose another featurePlan, or leave it out of signInPolicy.',
    { ...first({ emailOtp: true, passkey: true }), featurePlan: cognito.FeaturePlan.LITE },
    customDomain('login.example.com'),
    { ...first({ emailOtp: true, passkey: true }), featurePlan: cognito.FeaturePlan.PLUS },
  ],
  [
    'V17: e-mail as second factor with the LITE plan',
    'the LITE plan has no e-mail as second factor. Choose another featurePlan, or leave email out of mfaSecondFactor.',
    {
      mfaSecondFactor: SECOND.email,
      email: ses(),
      emailMfaWithEmailRecovery: true,
      featurePlan: cognito.FeaturePlan.LITE,
    },
    noChange,
    { mfaSecondFactor: SECOND.email, email: ses(), emailMfaWithEmailRecovery: true },
  ],
  [
    'MFA without any factor',
    'mfa is REQUIRED, and mfaSecondFactor names no factor. Name one, such as otp, or make mfa OFF.',
    { mfa: Mfa.REQUIRED, mfaSecondFactor: { sms: false, otp: false } },
    noChange,
    { mfa: Mfa.REQUIRED },
  ],
  [
    'a pool without passwords',
    'allowedFirstAuthFactors has no password, which Cognito cannot turn off. Make password true.',
    { signInPolicy: { allowedFirstAuthFactors: { password: false, emailOtp: true } } },
    noChange,
    first({ emailOtp: true }),
  ],
  [
    'an option about passkeys without passkeys',
    'an option about passkeys is set, and signInPolicy allows none. Add passkey to allowedFirstAuthFactors, or leave the option out.',
    { passkeyRelyingPartyId: 'example.com' },
    noChange,
    { ...first({ passkey: true }), passkeyRelyingPartyId: 'example.com' },
  ],
  [
    'a text for SMS that nobody gets',
    'mfaMessage is set, and nobody signs in with SMS. Leave it out.',
    { mfaMessage: 'Your code: {####}' },
    smsOn,
    { ...first({ smsOtp: true }), mfaMessage: 'Your code: {####}' },
  ],
  [
    'a text for e-mail without e-mail as second factor',
    'emailAuthenticationMessage is set, which Cognito keeps with e-mail as second factor. Add email to mfaSecondFactor, or leave it out.',
    { ...first({ emailOtp: true }), email: ses(), emailAuthenticationMessage: 'Your code: {####}' },
    noChange,
    { ...first({ emailOtp: true }), email: ses() },
  ],
];

describe('refuses', () => {
  test.each(REFUSALS.map(([name, sentence, props, change]) => ({ name, sentence, props, change })))(
    '$name',
    ({ sentence, props, change }) => {
      const findings = findingsOf((stack) => change(authIn(stack, props), stack));
      expect(findings).toEqual([`Stack/Auth: ${sentence}`]);
    },
  );

  const beside = REFUSALS.map(([name, , , change, allowed, besides = change]) => ({ name, allowed, besides }));

  test.each(beside)('nothing beside it: $name', ({ allowed, besides }) => {
    expect(findingsOf((stack) => besides(authIn(stack, allowed), stack))).toEqual([]);
  });

  test('all of it at once', () => {
    const findings = findingsOf((stack) => {
      authIn(stack, {
        ...first({ smsOtp: true, passkey: true }),
        mfa: Mfa.REQUIRED,
        mfaSecondFactor: { otp: false, sms: true, email: true },
        passkeyFactor: PasskeyFactor.SINGLE_FACTOR,
        featurePlan: cognito.FeaturePlan.LITE,
      });
    });
    expect(findings).toHaveLength(9);
    expect(new Set(findings).size).toBe(9);
  });

  test('what somebody changed on the pool itself', () => {
    const findings = findingsOf((stack) => {
      resourceOf(authIn(stack, first({ emailOtp: true }))).mfaConfiguration = 'ON';
    });
    expect(findings).toEqual([expect.stringContaining('no one-time password as first factor (emailOtp)')]);
  });

  test.each<[string, (pool: cognito.CfnUserPool) => void, string]>([
    ['MFA turned off', (pool) => (pool.mfaConfiguration = 'OFF'), 'mfa is OFF, and mfaSecondFactor names'],
    [
      'every second factor taken away',
      (pool) => (pool.enabledMfas = []),
      'mfa is OPTIONAL, and mfaSecondFactor names no',
    ],
    ['SMS as second factor', (pool) => (pool.enabledMfas = ['SMS_MFA']), 'SMS is a second factor, and the pool cannot'],
  ])('and there: %s', (_, change, sentence) => {
    const findings = findingsOf((stack) => change(resourceOf(authIn(stack))));
    expect(findings).toContainEqual(expect.stringContaining(sentence));
  });

  test('no other recovery beside e-mail as second factor', () => {
    const props = { mfaSecondFactor: SECOND.email, email: ses() };
    for (const names of [['admin_only'], ['verified_email', 'verified_phone_number']]) {
      expect(findingsOf((stack) => withRecovery(...names)(authIn(stack, props), stack))).toEqual([]);
    }
  });
});

describe('refuses a text', () => {
  const sms = { mfaSecondFactor: SECOND.sms };
  const mail = { mfaSecondFactor: SECOND.email, email: ses(), emailMfaWithEmailRecovery: true };

  test.each<[string, CognitoAuthProps]>([
    ['mfaMessage has no {####}, where the code goes. Add it.', { ...sms, mfaMessage: 'Your code' }],
    [
      'mfaMessage has 141 characters. Cognito allows 140: shorten it.',
      { ...sms, mfaMessage: '{####}'.padEnd(141, 'x') },
    ],
    [
      'emailAuthenticationMessage has no {####}, where the code goes. Add it.',
      { ...mail, emailAuthenticationMessage: 'Your code' },
    ],
    [
      'emailAuthenticationMessage has 20001 characters. Cognito allows 20000: shorten it.',
      { ...mail, emailAuthenticationMessage: '{####}'.padEnd(20_001, 'x') },
    ],
    [
      'emailAuthenticationSubject has 0 characters. Cognito allows 1 to 140.',
      { ...mail, emailAuthenticationSubject: '' },
    ],
    [
      'emailAuthenticationSubject has 141 characters. Cognito allows 1 to 140.',
      { ...mail, emailAuthenticationSubject: 'x'.repeat(141) },
    ],
  ])('%s', (sentence, props) => {
    expect(findingsOf((stack) => smsOn(authIn(stack, props)))).toEqual([`Stack/Auth: ${sentence}`]);
  });

  test('not of the longest length', () => {
    const props = {
      mfaSecondFactor: { ...SECOND.email, sms: true },
      email: ses(),
      emailMfaWithEmailRecovery: true,
      mfaMessage: '{####}'.padEnd(140, 'x'),
      emailAuthenticationMessage: '{####}'.padEnd(20_000, 'x'),
      emailAuthenticationSubject: 'x'.repeat(140),
    };
    expect(findingsOf((stack) => smsOn(authIn(stack, props)))).toEqual([]);
  });
});
