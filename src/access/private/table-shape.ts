import { Stack, Token } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { AuthConfigError } from '../../private/errors';

interface Keyed {
  readonly indexName?: string;
  readonly keySchema?: { readonly attributeName: string; readonly keyType: string }[];
}

interface Shape {
  readonly table: Keyed;
  readonly indexes: Keyed[];
  readonly attributes: { readonly attributeName: string; readonly attributeType: string }[];
}

/** Names without wildcards and policy variables; the index must be there once everything was added. */
export function requireIndexes(table: dynamodb.ITable, names: string[] = []): string[] {
  const strange = names.find((name) => !Token.isUnresolved(name) && !/^[\w.-]{3,255}$/.test(name));
  if (strange !== undefined) {
    throw new AuthConfigError(
      table,
      `indexes has '${strange}', which is no name of an index. Name each index in full.`,
    );
  }
  table.node.addValidation({ validate: () => names.flatMap((name) => missingIndex(table, name)) });
  return names;
}

/** What names a user is a string: a number or binary value never equals it. */
export function requireStringKeys(table: dynamodb.ITable, indexes: string[]): void {
  table.node.addValidation({
    validate: () => {
      const shape = shapeOf(table);
      return shape ? keyed(shape, indexes).flatMap((each) => strangeKey(shape, each)) : [];
    },
  });
}

function strangeKey({ attributes }: Shape, { indexName, keySchema = [] }: Keyed): string[] {
  const name = keySchema.find(({ keyType }) => keyType === 'HASH')?.attributeName;
  const type = attributes.find(({ attributeName }) => attributeName === name)?.attributeType;
  if (type !== 'N' && type !== 'B') return [];
  const where = indexName === undefined ? 'the table' : `the index '${indexName}'`;
  return [
    `a view of users' rows compares the partition key '${name}' of ${where}, a ${type === 'N' ? 'number' : 'binary value'}, with what names a user, a string, so that it would open no row. Make it a string.`,
  ];
}

export function requireAttributes(table: dynamodb.ITable, option: string, names?: string[]): void {
  if (!names) return;
  if (names.length === 0) {
    throw new AuthConfigError(table, `${option} is empty. Name the attributes, or leave the option out.`);
  }
  const strange = names.find((name) => !Token.isUnresolved(name) && !/^[^*?${}]+$/.test(name));
  if (strange !== undefined) {
    throw new AuthConfigError(
      table,
      `${option} has '${strange}', which is no plain name. Name each attribute in full, without wildcards.`,
    );
  }
}

/** The attributes of the keys, as far as the table is one of this app. */
export function keyAttributesOf(table: dynamodb.ITable, indexes: string[]): string[] {
  const shape = shapeOf(table);
  if (!shape) return [];
  return keyed(shape, indexes)
    .flatMap(({ keySchema }) => keySchema ?? [])
    .map(({ attributeName }) => attributeName);
}

/** The table, and those of the indexes that it has. */
function keyed({ table, indexes }: Shape, names: string[]): Keyed[] {
  return [table, ...names.flatMap((name) => indexes.find(({ indexName }) => indexName === name) ?? [])];
}

function missingIndex(table: dynamodb.ITable, name: string): string[] {
  const names = shapeOf(table)?.indexes.map(({ indexName }) => indexName);
  if (!names || Token.isUnresolved(name) || names.includes(name)) return [];
  const known = names.length > 0 ? `It has ${names.join(', ')}` : 'It has none';
  return [`a view of users' rows names the index '${name}', which the table does not have. ${known}.`];
}

function shapeOf(table: dynamodb.ITable): Shape | undefined {
  const resource = table.node.defaultChild;
  if (!(resource instanceof dynamodb.CfnTable || resource instanceof dynamodb.CfnGlobalTable)) return undefined;
  const resolve = (value: unknown): unknown => Stack.of(table).resolve(value);
  const { keySchema, globalSecondaryIndexes, localSecondaryIndexes, attributeDefinitions } = resource;
  return {
    table: { keySchema: resolve(keySchema) as Keyed['keySchema'] },
    indexes: [globalSecondaryIndexes, localSecondaryIndexes].flatMap(
      (each) => (resolve(each) as Keyed[] | undefined) ?? [],
    ),
    attributes: (resolve(attributeDefinitions) as Shape['attributes'] | undefined) ?? [],
  };
}
