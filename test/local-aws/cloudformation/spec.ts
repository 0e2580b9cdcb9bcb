import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

let database: any;
const spec = () => (database ??= loadAwsServiceSpecSync());
const lookup = (type: string) => spec().lookup('resource', 'cloudFormationType', 'equals', type)[0];
export const isKnownType = (type: string) => type === 'AWS::CDK::Metadata' || lookup(type) !== undefined;

// @aws https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html — properties that the type's schema does not know, and required ones that are missing, fail the resource
export function propertyProblem(type: string, props: object): string | undefined {
  const resource = lookup(type);
  return resource && inStructure(resource.properties, props, '#');
}

function inStructure(known: any, value: any, path: string): string | undefined {
  const wrong = first(Object.keys(value), (name) => {
    if (!known[name]) return `${path}: extraneous key [${name}] is not permitted`;
    return inValue(known[name].type, value[name], `${path}/${name}`);
  });
  const missing = Object.keys(known).find((name) => known[name].required && !(name in value));
  return wrong ?? (missing && `${path}: required key [${missing}] not found`);
}

function inValue({ type, element, reference, allowedValues }: any, value: any, path: string): string | undefined {
  const actual = Array.isArray(value) ? 'array' : typeof value;
  const expected = { array: 'array', map: 'object', ref: 'object' }[type as string];
  const isScalar = /^(string|integer|number|boolean)$/.test(type);
  const isWrong = (expected ?? actual) !== actual || (isScalar && typeof value === 'object');
  if (isWrong) return `${path}: expected type: ${type}, found: ${actual}`;
  if (type === 'ref') return inStructure(spec().get('typeDefinition', reference.$ref).properties, value, path);
  if (element) return first(Object.keys(value), (key) => inValue(element, value[key], `${path}/${key}`));
  const isAllowed = !allowedValues || allowedValues.map(String).includes(String(value));
  return isAllowed ? undefined : `${path}: ${value} is not a valid enum value`;
}

const first = (keys: string[], problem: (key: string) => string | undefined) => keys.map(problem).find(Boolean);
