import { Token } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';
import { STANDARD_ATTRIBUTES } from '../pool-attributes';

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html */
const LONGEST_CUSTOM_NAME = 20;
const MOST_CUSTOM = 50;
const LONGEST_VALUE = 2048;

/** Names that Cognito takes for its own attributes. */
const OWN_NAMES = [...Object.values(STANDARD_ATTRIBUTES), 'sub', 'identities'];

/** An entry without its data type would make every later update of the pool fail; custom ones have what the L2 documents. */
export function completeSchema(resource: cognito.CfnUserPool): void {
  const entries = resource.schema as cognito.CfnUserPool.SchemaAttributeProperty[] | undefined;
  resource.schema = entries?.map((entry) =>
    entry.attributeDataType
      ? { ...entry, required: entry.required ?? false, mutable: entry.mutable ?? false }
      : { ...standardType(entry), ...entry },
  );
}

function standardType({ name }: cognito.CfnUserPool.SchemaAttributeProperty) {
  if (name === 'updated_at') return { attributeDataType: 'Number', numberAttributeConstraints: { minValue: '0' } };
  const [minLength, maxLength] = name === 'birthdate' ? ['10', '10'] : ['0', '2048'];
  return { attributeDataType: 'String', stringAttributeConstraints: { minLength, maxLength } };
}

type CustomAttributes = Record<string, cognito.ICustomAttribute>;

/** What Cognito would refuse, or take for something else. */
export function customAttributeFaults(attributes: CustomAttributes = {}): string[] {
  const { length } = Object.keys(attributes);
  const tooMany = `customAttributes has ${length} attributes, and Cognito allows ${MOST_CUSTOM}. Keep the rest in a table of your own.`;
  return [
    ...(length > MOST_CUSTOM ? [tooMany] : []),
    ...Object.keys(attributes).flatMap((name) => nameFault(name) ?? []),
    ...Object.entries(attributes).flatMap(([name, attribute]) => valueFault(name, attribute.bind()) ?? []),
  ];
}

/** Names too long, also of attributes that an escape hatch added. */
export function longNames({ schema }: cognito.CfnUserPool): string[] {
  return customNames(schema)
    .filter((name) => name.length > LONGEST_CUSTOM_NAME)
    .map(
      (name) =>
        `the custom attribute '${name}' has ${name.length} characters. Cognito allows ${LONGEST_CUSTOM_NAME}: choose a shorter name.`,
    );
}

/** What the schema declares beside the standard attributes, as far as it is known. */
export function customNames(schema: cognito.CfnUserPool['schema']): string[] {
  const entries = Array.isArray(schema) ? (schema as cognito.CfnUserPool.SchemaAttributeProperty[]) : [];
  return entries.flatMap(({ name = '' }) => (Token.isUnresolved(name) || OWN_NAMES.includes(name) ? [] : name));
}

function nameFault(name: string): string | undefined {
  if (name.startsWith('custom:')) {
    return `customAttributes has '${name}'. Leave the prefix custom: out; Cognito adds it.`;
  }
  if (!OWN_NAMES.includes(name)) return undefined;
  return `customAttributes has '${name}', which Cognito takes for its own attribute. Use standardAttributes, or choose another name.`;
}

function valueFault(name: string, config: cognito.CustomAttributeConfig): string | undefined {
  const { minLen = 0, maxLen = LONGEST_VALUE } = config.stringConstraints ?? {};
  const { min = -Infinity, max = Infinity } = config.numberConstraints ?? {};
  const isEmpty = ([from, to]: number[]) => !Token.isUnresolved(from) && !Token.isUnresolved(to) && from > to;
  const empty = [[minLen, maxLen], [min, max]].find(isEmpty); // prettier-ignore
  if (empty === undefined) return undefined;
  return `the custom attribute '${name}' goes from ${empty[0]} to ${empty[1]}, so that it can have no value. Swap the two.`;
}
