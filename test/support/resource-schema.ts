import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';

// What CloudFormation publishes about its resource types, as @aws-cdk/aws-service-spec has it

type Property = { readonly required?: boolean; readonly causesReplacement?: string };

let database: any;
const lookup = (type: string) =>
  (database ??= loadAwsServiceSpecSync()).lookup('resource', 'cloudFormationType', 'equals', type)[0];

export const isKnownType = (type: string) => type === 'AWS::CDK::Metadata' || lookup(type) !== undefined;

/** Whether a change of the property makes a new resource. */
export const replaces = (type: string, property: string) =>
  lookup(type).properties[property].causesReplacement === 'yes';

/** The first property that the type does not have, or that it lacks. */
export function schemaProblem(type: string, props: object): string | undefined {
  const known: Record<string, Property> = lookup(type)?.properties ?? props;
  const extraneous = Object.keys(props).find((name) => !known[name]);
  const missing = Object.keys(known).find((name) => known[name].required && !(name in props));
  if (extraneous) return `#: extraneous key [${extraneous}] is not permitted`;
  return missing && `#: required key [${missing}] not found`;
}
