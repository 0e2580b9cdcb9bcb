import { AccountRecovery, CfnUserPool, Mfa } from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps, PasskeyFactor } from 'cdk-cognito-auth';
import { both, type Combination } from './combination';
import { bySes, bySns, changed, EMAIL, firstFactors, pool, SMS, spa, TOTP } from './inputs';
import * as plant from './plant';
import { v1, v2, v3, v4, v14 } from './pool-oracles';

const passkeys: CognitoAuthProps = { ...firstFactors({ passkey: true }), passkeyRelyingPartyId: 'example.com' };
const smsMfa: CognitoAuthProps = { mfaSecondFactor: SMS, ...bySns() };

const onL1 = (change: (resource: CfnUserPool) => void) =>
  changed<CfnUserPool>(pool({ mfaSecondFactor: TOTP }), 'UserPool', change);

/** Combinations of first and second factors with the ways to recover an account. */
export const COMBINATIONS_OF_FACTORS: readonly Combination[] = [
  {
    id: 'V1',
    title: 'MFA required with an e-mail or SMS one-time password as first factor',
    check: v1,
    mutants: {
      'an e-mail code comes first': plant.firstFactors('PASSWORD', 'WEB_AUTHN', 'EMAIL_OTP'),
      'an SMS code comes first': plant.firstFactors('PASSWORD', 'WEB_AUTHN', 'SMS_OTP'),
    },
    answers: Object.fromEntries(
      (['emailOtp', 'smsOtp'] as const).map((factor) => [
        factor,
        {
          bad: pool({ ...firstFactors({ [factor]: true }), ...bySns(), mfa: Mfa.REQUIRED }, spa()),
          good: pool({ ...firstFactors({ [factor]: true }), ...bySns(), mfa: Mfa.OPTIONAL }, spa()),
          refused: `Stack/Auth: mfa is REQUIRED, with which Cognito allows no one-time password as first factor (${factor}). Leave it out, or make mfa OPTIONAL.`,
        },
      ]),
    ),
  },
  {
    id: 'V2',
    title: 'MFA required with passkeys that are one factor',
    check: v2,
    mutants: {
      'one factor': plant.pool({ WebAuthnFactorConfiguration: 'SINGLE_FACTOR' }),
      'left to Cognito': plant.pool({ WebAuthnFactorConfiguration: undefined }),
    },
    answers: {
      'passkeyFactor SINGLE_FACTOR': {
        bad: pool({ ...passkeys, mfa: Mfa.REQUIRED, passkeyFactor: PasskeyFactor.SINGLE_FACTOR }, spa()),
        good: pool({ ...passkeys, mfa: Mfa.REQUIRED }, spa()),
        refused:
          'Stack/Auth: mfa is REQUIRED, with which Cognito allows no passkey that counts as one factor. Make passkeyFactor MULTI_FACTOR_WITH_USER_VERIFICATION, or leave it out.',
      },
    },
  },
  {
    id: 'V3',
    title: 'SMS MFA with recovery by phone',
    check: v3,
    mutants: {
      'the phone alone': both(plant.pool({ EnabledMfas: ['SMS_MFA'] }), plant.recovery('verified_phone_number')),
      'the phone after the mailbox': both(
        plant.pool({ EnabledMfas: ['SMS_MFA'] }),
        plant.recovery('verified_email', 'verified_phone_number'),
      ),
      'beside TOTP': both(
        plant.pool({ EnabledMfas: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'] }),
        plant.recovery('verified_phone_number', 'verified_email'),
      ),
    },
    answers: {
      'the phone after the mailbox': {
        bad: pool({ ...smsMfa, accountRecovery: AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA }),
        good: pool({ ...smsMfa, accountRecovery: AccountRecovery.EMAIL_ONLY }),
        refused:
          'Stack/Auth: SMS is a second factor, and then Cognito recovers no password by phone. Make accountRecovery EMAIL_ONLY, or leave sms out of mfaSecondFactor.',
      },
    },
  },
  {
    id: 'V4',
    title: 'E-mail MFA with recovery by e-mail only',
    check: v4,
    mutants: {
      'e-mail alone': plant.pool({ EnabledMfas: ['EMAIL_OTP'] }),
      'beside TOTP': plant.pool({ EnabledMfas: ['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'] }),
    },
    answers: {
      'e-mail beside TOTP': {
        bad: pool({ ...bySes(), mfaSecondFactor: EMAIL }),
        good: pool({ ...bySes(), mfaSecondFactor: EMAIL, accountRecovery: AccountRecovery.NONE }),
        refused:
          'Stack/Auth: e-mail is a second factor, and then Cognito recovers no password by e-mail, the only way of accountRecovery. Choose EMAIL_AND_PHONE_WITHOUT_MFA or NONE, or say emailMfaWithEmailRecovery: true.',
      },
      'said by emailMfaWithEmailRecovery': {
        bad: pool({ ...bySes(), mfaSecondFactor: EMAIL, emailMfaWithEmailRecovery: true }),
        good: pool({ ...bySes(), mfaSecondFactor: EMAIL, accountRecovery: AccountRecovery.NONE }),
        warned: 'emailMfaWithEmailRecovery',
      },
    },
  },
  {
    id: 'V14',
    title: 'MFA off with second factors; SMS without a way to send it; e-mail MFA from Cognito’s own sender',
    check: v14,
    mutants: {
      'MFA off': plant.pool({ MfaConfiguration: 'OFF' }),
      'MFA left to Cognito': plant.pool({ MfaConfiguration: undefined }),
      'SMS MFA without SMS': plant.pool({ EnabledMfas: ['SMS_MFA'], SmsConfiguration: undefined }),
      'SMS codes without SMS': both(
        plant.pool({ MfaConfiguration: 'OPTIONAL', SmsConfiguration: undefined }),
        plant.firstFactors('PASSWORD', 'SMS_OTP'),
      ),
      'e-mail MFA by Cognito': both(
        plant.pool({ EnabledMfas: ['EMAIL_OTP'], EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' } }),
        plant.recovery('verified_email', 'verified_phone_number'),
      ),
      'e-mail MFA by nobody': both(
        plant.pool({ EnabledMfas: ['EMAIL_OTP'], EmailConfiguration: undefined }),
        plant.recovery('verified_email', 'verified_phone_number'),
      ),
    },
    answers: {
      'MFA off on the L1': {
        bad: onL1((resource) => (resource.mfaConfiguration = undefined)),
        good: onL1((resource) => (resource.mfaConfiguration = 'ON')),
        refused: 'Stack/Auth: mfa is OFF, and mfaSecondFactor names a second factor. Leave one of the two out.',
      },
      'no second factor on the L1': {
        bad: onL1((resource) => (resource.enabledMfas = [])),
        good: onL1((resource) => (resource.enabledMfas = ['SOFTWARE_TOKEN_MFA'])),
        refused:
          'Stack/Auth: mfa is OPTIONAL, and mfaSecondFactor names no factor. Name one, such as otp, or make mfa OFF.',
      },
      'MFA off with a second factor': {
        bad: pool({ mfa: Mfa.OFF, mfaSecondFactor: TOTP }),
        good: pool({ mfa: Mfa.OFF }),
        refused: 'Stack/Auth: mfa is OFF, and mfaSecondFactor names a second factor. Leave one of the two out.',
      },
      'SMS MFA without a sender': {
        bad: pool({ mfaSecondFactor: SMS }),
        good: pool({ mfaSecondFactor: SMS, ...bySns() }),
        refused:
          'Stack/Auth: SMS is a second factor, and the pool cannot send any. Pass sms, or leave sms out of mfaSecondFactor.',
      },
      'smsOtp without a sender': {
        bad: pool(firstFactors({ smsOtp: true }), spa()),
        good: pool({ ...firstFactors({ smsOtp: true }), ...bySns() }, spa()),
        refused: 'Stack/Auth: smsOtp is a first factor, and the pool cannot send SMS. Pass sms, or leave smsOtp out.',
      },
      'e-mail MFA by Cognito': {
        bad: pool({ mfaSecondFactor: EMAIL, accountRecovery: AccountRecovery.NONE }),
        good: pool({ mfaSecondFactor: EMAIL, accountRecovery: AccountRecovery.NONE, ...bySes() }),
        refused:
          "Stack/Auth: e-mail is a second factor, which Cognito's own sender does not send. Pass email: UserPoolEmail.withSES({ … }), or leave email out of mfaSecondFactor.",
      },
    },
  },
];
