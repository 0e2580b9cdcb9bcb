import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ClaimTokens, ClaimValue, CognitoAuthProps, PreTokenGeneration } from 'cdk-cognito-auth';
import { Answer, both, Combination } from './combination';
import { bySes, changed, EMAIL, firstFactors, pool, prefixDomain, spa } from './inputs';
import * as plant from './plant';
import { v7, v13, v17 } from './pool-oracles';
import { setting } from '../threats/mutants';

const LITE: CognitoAuthProps = { featurePlan: cognito.FeaturePlan.LITE };
const emailMfa: CognitoAuthProps = {
  ...bySes(),
  mfaSecondFactor: EMAIL,
  accountRecovery: cognito.AccountRecovery.NONE,
};
const claim = (tokens?: ClaimTokens) =>
  PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free'), tokens });
const onL1 = (change: (resource: cognito.CfnUserPool) => void) =>
  changed<cognito.CfnUserPool>(pool({}), 'UserPool', change);
const clientOnL1 = (change: (client: cognito.CfnUserPoolClient) => void) =>
  changed<cognito.CfnUserPoolClient>(pool(LITE, spa()), 'Spa', change);
const named = (name: string) => pool({ customAttributes: { [name]: new cognito.StringAttribute() } });
const sms = { SmsConfiguration: { SnsCallerArn: 'arn', ExternalId: 'pool' } };

/** Combinations of the pool's plan and schema with what they allow. */
export const COMBINATIONS_OF_POOL: readonly Combination[] = [
  {
    id: 'V7',
    title: 'Threat protection below the PLUS plan',
    check: v7,
    mutants: {
      'the ESSENTIALS plan': plant.pool({ UserPoolTier: 'ESSENTIALS' }),
      'the plan left to Cognito': plant.pool({ UserPoolTier: undefined }),
      'for custom authentication only': plant.pool({
        UserPoolTier: 'ESSENTIALS',
        UserPoolAddOns: {
          AdvancedSecurityMode: 'OFF',
          AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'AUDIT' },
        },
      }),
    },
    liteMutants: { 'the LITE plan': plant.pool({ UserPoolAddOns: { AdvancedSecurityMode: 'AUDIT' } }) },
    answers: {
      'standard threat protection': threatProtection({
        standardThreatProtectionMode: cognito.StandardThreatProtectionMode.AUDIT_ONLY,
      }),
      'standard threat protection on the L1': {
        bad: onL1((resource) => (resource.userPoolAddOns = { advancedSecurityMode: 'AUDIT' })),
        good: onL1((resource) => (resource.userPoolAddOns = { advancedSecurityMode: 'OFF' })),
        refused: 'Stack/Auth: threat protection needs featurePlan PLUS. Choose it, or leave the mode out.',
      },
      'a lesser plan on the L1': {
        bad: changed<cognito.CfnUserPool>(pool({ featurePlan: cognito.FeaturePlan.PLUS }), 'UserPool', (resource) => {
          resource.userPoolTier = undefined;
        }),
        good: pool({ featurePlan: cognito.FeaturePlan.PLUS }),
        refused:
          'Stack/Auth: threat protection needs featurePlan PLUS, and the plan is ESSENTIALS. Choose it, or leave the feature out.',
      },
      'threat protection of custom authentication': threatProtection({
        customThreatProtectionMode: cognito.CustomThreatProtectionMode.AUDIT_ONLY,
      }),
    },
  },
  {
    id: 'V13',
    title: 'Custom attribute with a name of more than 20 characters',
    check: v13,
    mutants: {
      '21 characters': plant.pool({ Schema: [{ Name: 'tenant' }, { Name: 'a'.repeat(21) }] }),
    },
    answers: {
      '21 characters on the L1': {
        bad: onL1((resource) => (resource.schema = [{ name: 'abcdefghijklmnopqrstu' }])),
        good: onL1((resource) => (resource.schema = [{ name: 'phone_number_verified' }])),
        refused:
          "Stack/Auth: the custom attribute 'abcdefghijklmnopqrstu' has 21 characters. Cognito allows 20: choose a shorter name.",
      },
      '21 characters': {
        bad: named('abcdefghijklmnopqrstu'),
        good: named('abcdefghijklmnopqrst'),
        refused:
          "Stack/Auth: the custom attribute 'abcdefghijklmnopqrstu' has 21 characters. Cognito allows 20: choose a shorter name.",
      },
    },
  },
  {
    id: 'V17',
    title: 'Access tokens to customise, a choice of first factors, e-mail MFA or rotation where the plan has none',
    check: v17,
    mutants: {},
    liteMutants: {
      'V2 tokens': trigger('V2_0'),
      'V3 tokens': trigger('V3_0'),
      'a choice of first factors': both(
        plant.firstFactors('PASSWORD', 'EMAIL_OTP'),
        plant.people({ ExplicitAuthFlows: ['ALLOW_USER_AUTH'] }),
      ),
      'a client with a choice': plant.people({ ExplicitAuthFlows: ['ALLOW_USER_AUTH'] }),
      'e-mail MFA': both(
        plant.pool({ EnabledMfas: ['EMAIL_OTP'], EmailConfiguration: { EmailSendingAccount: 'DEVELOPER' }, ...sms }),
        plant.recovery('verified_email', 'verified_phone_number'),
      ),
      rotation: plant.people({
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      }),
    },
    answers: {
      PreTokenGeneration: {
        bad: pool(LITE, (auth) => void auth.addTrigger(claim(ClaimTokens.ACCESS))),
        good: pool(LITE, (auth) => void auth.addTrigger(claim())),
        refused:
          "Stack/Auth: the claim 'plan' in access tokens needs featurePlan ESSENTIALS, and the plan is LITE. Choose it, or leave the feature out.",
      },
      'a choice of first factors': {
        bad: pool({ ...LITE, ...firstFactors({ emailOtp: true }), ...bySes() }),
        good: pool({ ...firstFactors({ emailOtp: true }), ...bySes() }),
        refused:
          'Stack/Auth: the LITE plan has passwords only (not emailOtp). Choose another featurePlan, or leave it out of signInPolicy.',
      },
      'e-mail MFA': {
        bad: pool({ ...LITE, ...emailMfa }),
        good: pool(emailMfa),
        refused:
          'Stack/Auth: the LITE plan has no e-mail as second factor. Choose another featurePlan, or leave email out of mfaSecondFactor.',
      },
      'a grace period of rotation': {
        bad: pool(LITE, spa({ refreshTokenRotationGracePeriod: Duration.seconds(5) })),
        good: pool({}, spa({ refreshTokenRotationGracePeriod: Duration.seconds(5) })),
        refused:
          'Stack/Auth/Spa: refreshTokenRotationGracePeriod needs the ESSENTIALS plan. Leave it out or choose another featurePlan.',
      },
      'rotation on the L1': {
        bad: clientOnL1((client) => {
          client.explicitAuthFlows = ['ALLOW_USER_SRP_AUTH'];
          client.refreshTokenRotation = { feature: 'ENABLED' };
        }),
        good: clientOnL1((client) => (client.refreshTokenRotation = { feature: 'DISABLED' })),
        refused:
          'Stack/Auth/Spa: refreshTokenRotation needs the ESSENTIALS plan. Leave it out or choose another featurePlan.',
      },
      'choice-based sign-in on the L1': {
        bad: clientOnL1((client) => client.explicitAuthFlows?.push('ALLOW_USER_AUTH')),
        good: clientOnL1((client) => client.explicitAuthFlows?.push('ALLOW_ADMIN_USER_PASSWORD_AUTH')),
        refused:
          'Stack/Auth/Spa: ALLOW_USER_AUTH needs the ESSENTIALS plan. Leave it out or choose another featurePlan.',
      },
      'a client': {
        good: pool(LITE, prefixDomain(), spa()),
        impossible: 'with LITE clients neither rotate tokens nor offer a choice',
      },
    },
  },
];

function trigger(LambdaVersion: string) {
  return setting('AWS::Cognito::UserPool', {
    LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion } },
  });
}

function threatProtection(mode: CognitoAuthProps): Answer {
  return {
    bad: pool({ ...mode, featurePlan: cognito.FeaturePlan.ESSENTIALS }),
    good: pool({ ...mode, featurePlan: cognito.FeaturePlan.PLUS }),
    refused: 'Stack/Auth: threat protection needs featurePlan PLUS. Choose it, or leave the mode out.',
  };
}
