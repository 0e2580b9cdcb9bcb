import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

let database: any;
const lookup = (type: string) =>
  (database ??= loadAwsServiceSpecSync()).lookup('resource', 'cloudFormationType', 'equals', type)[0];
export const isKnownType = (type: string) => type === 'AWS::CDK::Metadata' || lookup(type) !== undefined;

// @aws https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-schema.html — properties that the type's schema does not know, and required ones that are missing, fail the resource
// @missing the types and values of properties, and the names inside them
export function propertyProblem(type: string, props: object): string | undefined {
  const known: Record<string, { required?: boolean }> = lookup(type)?.properties ?? props;
  const extraneous = Object.keys(props).find((name) => !known[name]);
  const missing = Object.keys(known).find((name) => known[name].required && !(name in props));
  if (extraneous) return `#: extraneous key [${extraneous}] is not permitted`;
  return missing && `#: required key [${missing}] not found`;
}
