import {
  canSendSms,
  CLIENT,
  firstFactors,
  flowsOf,
  mfaOf,
  planOf,
  POOL,
  recoveryOf,
  rotates,
  secondFactors,
  withPool,
} from './parts';
import { about, all, list } from '../threats/checks';

/** With MFA required, only the password and the passkey may come first. */
export const v1 = about(POOL, (pool) => ({
  'requires MFA and lets a one-time password come first':
    mfaOf(pool) === 'ON' && firstFactors(pool).some((factor) => factor === 'EMAIL_OTP' || factor === 'SMS_OTP'),
}));

/** A passkey satisfies required MFA only when it stands for two factors. */
export const v2 = about(POOL, (pool) => ({
  'requires MFA and has passkeys of one factor':
    mfaOf(pool) === 'ON' &&
    firstFactors(pool).includes('WEB_AUTHN') &&
    pool.WebAuthnFactorConfiguration !== 'MULTI_FACTOR_WITH_USER_VERIFICATION',
}));

/** "Account Recovery Setting cannot use verified_phone_number as a recovery mechanism when SMS MFA is configured." */
export const v3 = about(POOL, (pool) => ({
  'recovers by the phone that is the second factor':
    mfaOf(pool) !== 'OFF' &&
    secondFactors(pool).includes('SMS_MFA') &&
    recoveryOf(pool).includes('verified_phone_number'),
}));

export const v4 = about(POOL, (pool) => ({
  'recovers by nothing but the mailbox that is the second factor':
    mfaOf(pool) !== 'OFF' && secondFactors(pool).includes('EMAIL_OTP') && `${recoveryOf(pool)}` === 'verified_email',
}));

export const v7 = about(POOL, (pool) => {
  const { AdvancedSecurityMode = 'OFF', AdvancedSecurityAdditionalFlows } = pool.UserPoolAddOns ?? {};
  return {
    'has threat protection below PLUS':
      planOf(pool) !== 'PLUS' && (AdvancedSecurityMode !== 'OFF' || AdvancedSecurityAdditionalFlows !== undefined),
  };
});

const STANDARD_ATTRIBUTES = [
  ...[
    'sub',
    'name',
    'given_name',
    'family_name',
    'middle_name',
    'nickname',
    'preferred_username',
    'profile',
    'picture',
  ],
  ...['website', 'email', 'email_verified', 'gender', 'birthdate', 'zoneinfo', 'locale', 'phone_number'],
  ...['phone_number_verified', 'address', 'updated_at'],
];

const customNames = (schema: unknown): string[] =>
  list(schema)
    .map((entry) => `${(entry as { Name: string }).Name}`)
    .filter((name) => !STANDARD_ATTRIBUTES.includes(name));

export const v13 = about(POOL, ({ Schema }) => ({
  'has a custom attribute with a name of more than 20 characters': customNames(Schema).some((name) => name.length > 20),
}));

/** Reading or writing through a client what the pool does not have. */
export const v11 = withPool(CLIENT, ({ ReadAttributes, WriteAttributes }, { Schema }) => {
  const known = [...STANDARD_ATTRIBUTES, ...customNames(Schema).map((name) => `custom:${name}`)];
  const foreign = (names: unknown) => list(names).some((name) => !known.includes(`${name}`));
  return {
    'reads an attribute that does not exist': foreign(ReadAttributes),
    'writes an attribute that does not exist': foreign(WriteAttributes),
  };
});

export const v14 = about(POOL, (pool) => {
  const needsSms = [...firstFactors(pool), ...secondFactors(pool)].some(
    (each) => each === 'SMS_OTP' || each === 'SMS_MFA',
  );
  return {
    'has second factors while MFA is off': mfaOf(pool) === 'OFF' && secondFactors(pool).length > 0,
    'sends one-time passwords by SMS and cannot send SMS': needsSms && !canSendSms(pool),
    "sends second factors by Cognito's own mail":
      secondFactors(pool).includes('EMAIL_OTP') && pool.EmailConfiguration?.EmailSendingAccount !== 'DEVELOPER',
  };
});

/** What the LITE plan lacks, at the pool and at its clients. */
export const v17 = all(
  about(POOL, (pool) => {
    const version = pool.LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? 'V1_0';
    const isLite = planOf(pool) === 'LITE';
    return {
      'customises access tokens with LITE': isLite && version !== 'V1_0',
      'has a choice of first factors with LITE': isLite && firstFactors(pool).some((factor) => factor !== 'PASSWORD'),
      'has e-mail MFA with LITE': isLite && secondFactors(pool).includes('EMAIL_OTP'),
    };
  }),
  withPool(CLIENT, (client, pool) => ({
    'offers choice-based sign-in with LITE': planOf(pool) === 'LITE' && flowsOf(client).includes('ALLOW_USER_AUTH'),
    'rotates refresh tokens with LITE': planOf(pool) === 'LITE' && rotates(client),
  })),
);
