import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps } from 'cdk-cognito-auth';
import * as fc from 'fast-check';
import { STANDARD_ATTRIBUTES } from '../../src/user-pool/pool-attributes';
import { authIn, newAuth } from '../support/auth';
import { faultsAround, propertiesOf, synth } from '../support/template';

type Attributes = Record<string, cognito.ICustomAttribute>;

const schemaOf = (props: CognitoAuthProps): Record<string, any>[] =>
  propertiesOf(
    synth((stack) => void authIn(stack, props)),
    'AWS::Cognito::UserPool',
  ).Schema;
const many = (count: number): Attributes =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`a${i}`, new cognito.StringAttribute()]));

const KINDS = [
  () => new cognito.StringAttribute(),
  () => new cognito.NumberAttribute({ mutable: true }),
  () => new cognito.BooleanAttribute(),
  () => new cognito.DateTimeAttribute({ mutable: false }),
];
const TYPES = ['String', 'Number', 'Boolean', 'DateTime'];

const standard = fc.dictionary(
  fc.constantFrom(...Object.keys(STANDARD_ATTRIBUTES).filter((name) => !name.endsWith('Verified'))),
  fc.record({ required: fc.boolean(), mutable: fc.boolean() }, { requiredKeys: [] }),
  { maxKeys: 8 },
);
const custom = fc.dictionary(fc.stringMatching(/^x_[a-z]{1,10}$/), fc.constantFrom(...KINDS), { maxKeys: 8 });

test('every entry of any schema is complete', () => {
  fc.assert(
    fc.property(standard, custom, (standardAttributes, kinds) => {
      const customAttributes = Object.fromEntries(Object.entries(kinds).map(([name, make]) => [name, make()]));
      const schema = schemaOf({ standardAttributes, customAttributes }) ?? [];
      expect(schema).toHaveLength(Object.keys(standardAttributes).length + Object.keys(kinds).length);
      for (const { Name, AttributeDataType, Mutable, Required } of schema) {
        expect(Name).toEqual(expect.any(String));
        expect(TYPES).toContain(AttributeDataType);
        expect([typeof Mutable, typeof Required]).toEqual(['boolean', 'boolean']);
      }
    }),
    { numRuns: 50, seed: 40 },
  );
});

test('a custom attribute is immutable unless it says otherwise, and never required', () => {
  const customAttributes = { tenant: new cognito.StringAttribute({ minLen: 1, maxLen: 64 }) };
  expect(schemaOf({ customAttributes })).toEqual([
    {
      Name: 'tenant',
      AttributeDataType: 'String',
      StringAttributeConstraints: { MinLength: '1', MaxLength: '64' },
      Mutable: false,
      Required: false,
    },
  ]);
});

test('the schema can be left out of later updates, which is the cure when Cognito refuses them', () => {
  const template = synth((stack) => {
    const { userPool } = authIn(stack, { customAttributes: many(1) });
    (userPool.node.defaultChild as cognito.CfnUserPool).addPropertyDeletionOverride('Schema');
  });
  expect(propertiesOf(template, 'AWS::Cognito::UserPool')).not.toHaveProperty('Schema');
});

test('50 custom attributes are accepted, and no more', () => {
  expect(() => newAuth({ customAttributes: many(50) })).not.toThrow();
  expect(faultsAround(newAuth({ customAttributes: many(51) }))).toEqual([
    'Stack/Auth: customAttributes has 51 attributes, and Cognito allows 50. Keep the rest in a table of your own.',
  ]);
});

test.each(['email', 'given_name', 'sub', 'identities'])('refuses a custom attribute called %s', (name) => {
  expect(faultsAround(newAuth({ customAttributes: { [name]: new cognito.StringAttribute() } }))).toEqual([
    `Stack/Auth: customAttributes has '${name}', which Cognito takes for its own attribute. Use standardAttributes, or choose another name.`,
  ]);
});

test('refuses the prefix that Cognito adds', () => {
  expect(faultsAround(newAuth({ customAttributes: { 'custom:role': new cognito.StringAttribute() } }))).toEqual([
    "Stack/Auth: customAttributes has 'custom:role'. Leave the prefix custom: out; Cognito adds it.",
  ]);
});

test.each<[string, cognito.ICustomAttribute, string]>([
  ['no length', new cognito.StringAttribute({ minLen: 10, maxLen: 5 }), 'from 10 to 5'],
  ['no number', new cognito.NumberAttribute({ min: 1, max: 0 }), 'from 1 to 0'],
  ['no number', new cognito.NumberAttribute({ min: 3, max: -3 }), 'from 3 to -3'],
])('refuses an attribute that allows %s: %#', (_, attribute, range) => {
  expect(faultsAround(newAuth({ customAttributes: { seats: attribute } }))).toEqual([
    `Stack/Auth: the custom attribute 'seats' goes ${range}, so that it can have no value. Swap the two.`,
  ]);
});

test('accepts an attribute that allows one value', () => {
  const customAttributes = { seats: new cognito.NumberAttribute({ min: 1, max: 1 }) };
  expect(() => newAuth({ customAttributes })).not.toThrow();
});
