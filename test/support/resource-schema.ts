import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { loadAwsServiceSpecSync } from '@aws-cdk/aws-service-spec';
import { version } from '@aws-cdk/aws-service-spec/package.json';

// What CloudFormation publishes about its resource types, as @aws-cdk/aws-service-spec has it

type Property = { readonly required?: boolean; readonly causesReplacement?: string };

type Schemas = Record<string, Record<string, Property>>;

/** To load the database takes half a second, in each of many test files: the first leaves here what they need of it. */
const EXTRACT = path.join(tmpdir(), `cloudformation-${version}.json`);

function extract(): Schemas {
  const all = loadAwsServiceSpecSync().all('resource');
  const of = ({ required, causesReplacement }: Property): Property => ({ required, causesReplacement });
  const schemas = Object.fromEntries(
    all.map(({ cloudFormationType, properties }) => [
      cloudFormationType,
      Object.fromEntries(Object.entries(properties).map(([name, each]) => [name, of(each)])),
    ]),
  );
  // of test files at the same moment none reads half of it
  const draft = `${EXTRACT}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(schemas));
  renameSync(draft, EXTRACT);
  return schemas;
}

let schemas: Schemas | undefined;
const lookup = (type: string): Record<string, Property> | undefined =>
  (schemas ??= existsSync(EXTRACT) ? (JSON.parse(readFileSync(EXTRACT, 'utf8')) as Schemas) : extract())[type];

export const isKnownType = (type: string) => type === 'AWS::CDK::Metadata' || lookup(type) !== undefined;

/** Whether a change of the property makes a new resource. */
export const replaces = (type: string, property: string) => lookup(type)![property].causesReplacement === 'yes';

/** The first property that the type does not have, or that it lacks. */
export function schemaProblem(type: string, props: object): string | undefined {
  const known = lookup(type) ?? (props as Record<string, Property>);
  const extraneous = Object.keys(props).find((name) => !known[name]);
  const missing = Object.keys(known).find((name) => known[name].required && !(name in props));
  if (extraneous) return `#: extraneous key [${extraneous}] is not permitted`;
  return missing && `#: required key [${missing}] not found`;
}
