import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn, newAuth, spa } from '../support/auth';
import { faultsAround, propertiesOf, synth } from '../support/template';

const poolWith = (props: CognitoAuthProps) =>
  propertiesOf(
    synth((stack) => void authIn(stack, props)),
    'AWS::Cognito::UserPool',
  );

test('a part of a password policy leaves the rest at its default', () => {
  const { Policies } = poolWith({ passwordPolicy: { minLength: 20, tempPasswordValidity: Duration.days(1) } });
  expect(Policies.PasswordPolicy).toMatchObject({
    MinimumLength: 20,
    TemporaryPasswordValidityDays: 1,
    RequireSymbols: true,
    PasswordHistorySize: 24,
  });
});

test('a part of a password policy that is undefined weakens nothing', () => {
  const { Policies } = poolWith({ passwordPolicy: { minLength: undefined, requireSymbols: undefined } });
  expect(Policies.PasswordPolicy).toMatchObject({ MinimumLength: 14, RequireSymbols: true });
});

test.each<[string, CognitoAuthProps, object]>([
  ['userPoolName', { userPoolName: 'people' }, { UserPoolName: 'people' }],
  ['selfSignUpEnabled', { selfSignUpEnabled: true }, { AdminCreateUserConfig: { AllowAdminCreateUserOnly: false } }],
  ['featurePlan', { featurePlan: cognito.FeaturePlan.PLUS }, { UserPoolTier: 'PLUS' }],
  ['mfa required', { mfa: cognito.Mfa.REQUIRED }, { MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }],
  ['mfa off', { mfa: cognito.Mfa.OFF }, { MfaConfiguration: 'OFF' }],
  ['deletionProtection off', { deletionProtection: false }, { DeletionProtection: 'INACTIVE' }],
  [
    'deletionProtection on although it may be destroyed',
    { removalPolicy: RemovalPolicy.DESTROY, deletionProtection: true },
    { DeletionProtection: 'ACTIVE' },
  ],
  [
    'standardAttributes',
    { standardAttributes: { givenName: { required: true } } },
    { Schema: [{ Name: 'given_name', Required: true, Mutable: true }] },
  ],
  [
    'customAttributes',
    { customAttributes: { tenant: new cognito.StringAttribute({ mutable: true }) } },
    { Schema: [{ Name: 'tenant', AttributeDataType: 'String', Mutable: true }] },
  ],
])('%s reaches the pool', (_, props, properties) => {
  expect(poolWith(props)).toMatchObject(properties);
});

test('a pool without MFA names no second factor', () => {
  expect(poolWith({ mfa: cognito.Mfa.OFF })).not.toHaveProperty('EnabledMfas');
});

test('refuses a custom attribute whose name is too long', () => {
  const customAttributes = { aVeryLongAttributeName: new cognito.StringAttribute() };
  expect(faultsAround(newAuth({ customAttributes }))).toEqual([
    "Stack/Auth: the custom attribute 'aVeryLongAttributeName' has 22 characters. Cognito allows 20: choose a shorter name.",
  ]);
});

test('accepts a custom attribute of 20 characters', () => {
  expect(() => newAuth({ customAttributes: { ['a'.repeat(20)]: new cognito.StringAttribute() } })).not.toThrow();
});

test.each([
  ['custom:role', 'Declare it in customAttributes.'],
  ['role', 'Custom attributes have the prefix custom:.'],
])('refuses the unknown authorization attribute %s', (name, advice) => {
  expect(() => newAuth({ authorizationAttributes: [name] })).toThrow(
    `Stack/Auth: authorizationAttributes names the attribute '${name}', which the user pool does not have. ${advice}`,
  );
});

test('clients may read custom attributes, and not write them', () => {
  const customAttributes = { tenant: new cognito.StringAttribute(), age: new cognito.NumberAttribute() };
  const template = synth((stack) => void authIn(stack, { customAttributes }).addClient('Spa', spa()));
  const { ReadAttributes, WriteAttributes } = propertiesOf(template, 'AWS::Cognito::UserPoolClient');
  expect(ReadAttributes).toEqual(expect.arrayContaining(['custom:age', 'custom:tenant']));
  expect(WriteAttributes.join()).not.toContain('custom:');
});

describe('the schema', () => {
  const schemaOf = (props: CognitoAuthProps): Record<string, unknown>[] =>
    propertiesOf(
      synth((stack) => void authIn(stack, props)),
      'AWS::Cognito::UserPool',
    ).Schema;

  test('is left to Cognito when nothing is said', () => {
    expect(schemaOf({})).toBeUndefined();
  });

  test('has the data type of every attribute: without it, later updates of the pool fail', () => {
    const standardAttributes = {
      givenName: { required: true },
      birthdate: { mutable: true },
      lastUpdateTime: { mutable: true },
    };
    const schema = schemaOf({ standardAttributes, customAttributes: { seats: new cognito.NumberAttribute() } });
    expect(schema).toEqual([
      expect.objectContaining({
        Name: 'given_name',
        Required: true,
        AttributeDataType: 'String',
        StringAttributeConstraints: { MinLength: '0', MaxLength: '2048' },
      }),
      expect.objectContaining({
        Name: 'birthdate',
        AttributeDataType: 'String',
        StringAttributeConstraints: { MinLength: '10', MaxLength: '10' },
      }),
      expect.objectContaining({
        Name: 'updated_at',
        AttributeDataType: 'Number',
        NumberAttributeConstraints: { MinValue: '0' },
      }),
      expect.objectContaining({ Name: 'seats', AttributeDataType: 'Number' }),
    ]);
  });
});

describe('threat protection', () => {
  const addOnsOf = (props: CognitoAuthProps) =>
    propertiesOf(
      synth((stack) => void authIn(stack, props)),
      'AWS::Cognito::UserPool',
    ).UserPoolAddOns;
  const { PLUS } = cognito.FeaturePlan;

  test('is enforced with the PLUS plan, for custom authentication too', () => {
    expect(addOnsOf({ featurePlan: PLUS })).toEqual({
      AdvancedSecurityMode: 'ENFORCED',
      AdvancedSecurityAdditionalFlows: { CustomAuthMode: 'ENFORCED' },
    });
  });

  test('may only count', () => {
    const standardThreatProtectionMode = cognito.StandardThreatProtectionMode.AUDIT_ONLY;
    expect(addOnsOf({ featurePlan: PLUS, standardThreatProtectionMode })).toMatchObject({
      AdvancedSecurityMode: 'AUDIT',
    });
  });

  test('is not there without the plan', () => {
    expect(addOnsOf({})).toBeUndefined();
  });
});
