import type { Resource, TemplateJson } from '../support/template';

const pool = { Ref: 'Pool' };
const verified = (...names: string[]) => ({
  RecoveryMechanisms: names.map((Name, index) => ({ Name, Priority: index + 1 })),
});
const attribute = (Name: string) => ({ Name, AttributeDataType: 'String', Mutable: true });

/** What both plans have in common. */
function resources(
  poolProperties: Resource['Properties'],
  client: Resource['Properties'],
  domains: Record<string, Resource['Properties']>,
): Record<string, Resource> {
  const of = (Type: string, Properties: Resource['Properties']): Resource => ({ Type, Properties });
  return {
    Pool: of('AWS::Cognito::UserPool', {
      AccountRecoverySetting: verified('verified_email'),
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Schema: [attribute('tenant'), attribute('phone_number_verified')],
      ...poolProperties,
    }),
    Spa: of('AWS::Cognito::UserPoolClient', {
      UserPoolId: pool,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid', 'email'],
      CallbackURLs: ['https://app.example.net/callback', 'http://localhost:5173', 'com.example.notes://callback'],
      LogoutURLs: ['https://app.example.net'],
      ReadAttributes: ['email', 'custom:tenant'],
      WriteAttributes: ['email', 'given_name'],
      ...client,
    }),
    Machine: of('AWS::Cognito::UserPoolClient', {
      UserPoolId: pool,
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['api/read'],
      ExplicitAuthFlows: [],
      GenerateSecret: true,
    }),
    ...Object.fromEntries(
      Object.entries(domains).map(([id, each]) => [
        id,
        of('AWS::Cognito::UserPoolDomain', { UserPoolId: pool, ...each }),
      ]),
    ),
  };
}

/** All features of the PLUS plan: required MFA, passkeys that satisfy it, threat protection, both kinds of domain. */
export const SOUND: TemplateJson = {
  Resources: {
    ...resources(
      {
        UserPoolTier: 'PLUS',
        UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
        MfaConfiguration: 'ON',
        Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } },
        WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
        WebAuthnRelyingPartyID: 'login.example.net',
        EmailConfiguration: { EmailSendingAccount: 'DEVELOPER', From: 'hello@example.net' },
        SmsConfiguration: { SnsCallerArn: 'arn:aws:iam::111111111111:role/Sms', ExternalId: 'pool' },
        LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: 'V2_0' } },
      },
      {
        ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_USER_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      },
      {
        Prefix: { Domain: 'notes-example', ManagedLoginVersion: 2 },
        Custom: {
          Domain: 'login.example.net',
          ManagedLoginVersion: 2,
          CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:111111111111:certificate/1' },
        },
      },
    ),
    Branding: {
      Type: 'AWS::Cognito::ManagedLoginBranding',
      Properties: { UserPoolId: pool, ClientId: { Ref: 'Spa' }, UseCognitoProvidedValues: true },
    },
  },
};

/** What the LITE plan offers: offered MFA, passwords, the classic hosted UI, refresh tokens that stay. */
export const SOUND_LITE: TemplateJson = {
  Resources: resources(
    {
      UserPoolTier: 'LITE',
      MfaConfiguration: 'OPTIONAL',
      EmailConfiguration: { EmailSendingAccount: 'COGNITO_DEFAULT' },
      LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'arn', LambdaVersion: 'V1_0' } },
    },
    { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
    { Prefix: { Domain: 'notes-example', ManagedLoginVersion: 1 } },
  ),
};
