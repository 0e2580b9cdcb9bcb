import { RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { authIn, identityPoolOf, spa } from './support/auth';
import { allOf, only, propertiesOf, synth, TemplateJson } from './support/template';

const bare = synth((stack) => void authIn(stack));
const client = synth((stack) => void authIn(stack).addClient('Spa', spa()));
const credentials = synth((stack) => void identityPoolOf(authIn(stack)));

const POOL: [string, object][] = [
  ['e-mail is the user name', { UsernameAttributes: ['email'] }],
  ['user names are case-insensitive', { UsernameConfiguration: { CaseSensitive: false } }],
  ['e-mail addresses are verified', { AutoVerifiedAttributes: ['email'] }],
  [
    'a new address counts when it is verified',
    { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } },
  ],
  ['self sign-up is off', { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }],
  ['the plan is ESSENTIALS', { UserPoolTier: 'ESSENTIALS' }],
  ['MFA is offered, by authenticator app only', { MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }],
  [
    'recovery is by verified e-mail only',
    { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] } },
  ],
  ['deletion protection is on', { DeletionProtection: 'ACTIVE' }],
  [
    'passwords have 14 characters of four classes, a history of 24 and 7 days when temporary',
    {
      Policies: {
        PasswordPolicy: {
          MinimumLength: 14,
          RequireLowercase: true,
          RequireUppercase: true,
          RequireNumbers: true,
          RequireSymbols: true,
          PasswordHistorySize: 24,
          TemporaryPasswordValidityDays: 7,
        },
      },
    },
  ],
];

const CLIENT: [string, object][] = [
  ['only the code grant', { AllowedOAuthFlows: ['code'], AllowedOAuthFlowsUserPoolClient: true }],
  ['scopes of a profile', { AllowedOAuthScopes: ['openid', 'email', 'profile'] }],
  ['the URLs that were given', { CallbackURLs: ['https://app.example.com/callback'] }],
  ['no secret', { GenerateSecret: false }],
  ['SRP only, and no refresh flow beside rotation', { ExplicitAuthFlows: ['ALLOW_USER_SRP_AUTH'] }],
  ['hidden existence errors', { PreventUserExistenceErrors: 'ENABLED' }],
  ['revocation', { EnableTokenRevocation: true }],
  ['rotation with 10 s grace', { RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 } }],
  ['tokens of an hour and of 30 days', { AccessTokenValidity: 60, IdTokenValidity: 60, RefreshTokenValidity: 43_200 }],
  ['a sign-in of 3 minutes', { AuthSessionValidity: 3 }],
  ['the pool itself as the only provider', { SupportedIdentityProviders: ['COGNITO'] }],
  [
    'a profile to write',
    {
      WriteAttributes: [
        ...['address', 'birthdate', 'email', 'family_name', 'gender', 'given_name', 'locale', 'middle_name', 'name'],
        ...['nickname', 'picture', 'preferred_username', 'profile', 'website', 'zoneinfo'],
      ],
    },
  ],
  [
    'all standard attributes to read',
    {
      ReadAttributes: [
        ...['address', 'birthdate', 'email', 'email_verified', 'family_name', 'gender', 'given_name', 'locale'],
        ...['middle_name', 'name', 'nickname', 'phone_number', 'phone_number_verified', 'picture'],
        ...['preferred_username', 'profile', 'updated_at', 'website', 'zoneinfo'],
      ],
    },
  ],
];

describe('a bare pool', () => {
  test.each(POOL)('%s', (_, properties) => {
    expect(propertiesOf(bare, 'AWS::Cognito::UserPool')).toMatchObject(properties);
  });

  test('is retained', () => {
    const { DeletionPolicy, UpdateReplacePolicy } = only(bare, 'AWS::Cognito::UserPool');
    expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
    });
  });

  test('sends no SMS, and has no role for it', () => {
    expect(propertiesOf(bare, 'AWS::Cognito::UserPool')).not.toHaveProperty('SmsConfiguration');
    expect(allOf(bare, 'AWS::IAM::Role')).toEqual([]);
  });

  test('keeps its logical id: another one would lose every user', () => {
    expect(allOf(bare, 'AWS::Cognito::UserPool').map(([id]) => id)).toEqual(['AuthUserPool8115E87F']);
  });
});

describe('a bare client has', () => {
  test.each(CLIENT)('%s', (_, properties) => {
    expect(propertiesOf(client, 'AWS::Cognito::UserPoolClient')).toMatchObject(properties);
  });

  test('no logout URL and no default redirect', () => {
    const properties = propertiesOf(client, 'AWS::Cognito::UserPoolClient');
    expect(properties).not.toHaveProperty('LogoutURLs');
    expect(properties).not.toHaveProperty('DefaultRedirectURI');
  });
});

describe('an identity pool', () => {
  test('is none until asked for', () => {
    expect(allOf(client, 'AWS::Cognito::IdentityPool')).toEqual([]);
  });

  test('has no guests and no classic flow, and checks tokens on the server side', () => {
    expect(propertiesOf(credentials, 'AWS::Cognito::IdentityPool')).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ServerSideTokenCheck: true }],
    });
  });

  test('takes the role from the token, or else the authenticated role', () => {
    const { RoleMappings, Roles } = propertiesOf(credentials, 'AWS::Cognito::IdentityPoolRoleAttachment');
    expect(Object.values(RoleMappings)).toMatchObject([
      { Type: 'Token', AmbiguousRoleResolution: 'AuthenticatedRole' },
    ]);
    expect(Object.keys(Roles)).toEqual(['authenticated']);
  });
});

describe('the LITE plan', () => {
  const lite: TemplateJson = synth((stack) => {
    authIn(stack, { featurePlan: cognito.FeaturePlan.LITE }).addClient('Spa', spa());
  });

  test('has no password history', () => {
    const { Policies } = propertiesOf(lite, 'AWS::Cognito::UserPool');
    expect(Policies.PasswordPolicy).not.toHaveProperty('PasswordHistorySize');
    expect(Policies.PasswordPolicy).toMatchObject({ MinimumLength: 14, RequireSymbols: true });
  });

  test('has no rotation, so the plain refresh flow is open', () => {
    const properties = propertiesOf(lite, 'AWS::Cognito::UserPoolClient');
    expect(properties).not.toHaveProperty('RefreshTokenRotation');
    expect(properties.ExplicitAuthFlows).toContain('ALLOW_REFRESH_TOKEN_AUTH');
  });
});

describe('a pool that may be destroyed', () => {
  const destroyed = synth((stack) => {
    authIn(stack, { removalPolicy: RemovalPolicy.DESTROY });
  });

  test('has no deletion protection, and goes with the stack', () => {
    const pool = only(destroyed, 'AWS::Cognito::UserPool');
    expect([pool.Properties.DeletionProtection, pool.DeletionPolicy]).toEqual(['INACTIVE', 'Delete']);
  });
});
