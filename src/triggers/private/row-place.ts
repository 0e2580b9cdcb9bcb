import { Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { RowPlace } from '../../contract/rows';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { TableRowOptions } from '../table-row-options';
import { OwnTable, ownTable } from './own-tables';

/** A table as a handler uses it. */
export interface UsedTable {
  /** What travels to the Lambda. */
  readonly place: RowPlace;
  /** Tells the table from others, the same in every synthesis. */
  readonly path: string;
  readonly grant: (...actions: string[]) => (role: iam.IRole) => void;
}

interface KeyPart {
  readonly name: string;
  readonly type: string;
}

const PLACE = /\{[^{}]*\}/g;

/** Where a handler finds a user's row: in a table of the application, or in one of the library's own. */
export function usedTable(where: IConstruct, handler: string, options: TableRowOptions, own: OwnTable): UsedTable {
  const { table, key } = options;
  if (!table) {
    if (key) throw new AuthConfigError(where, `${handler} has a key, and no table of which it is. Pass table too.`);
    return used(ownTable(where, own), own.key);
  }
  return used(table, readKey(where, handler, key ?? usualKey(where, handler, table, own), table, own));
}

/** Names of attributes that a handler writes beside the key: each once. */
export function requireDistinct(where: IConstruct, handler: string, place: RowPlace, names: readonly string[]): void {
  const all = [...Object.keys(place.key), ...names];
  const odd = names.find((name) => requireLiteral(where, `an attribute of ${handler}`, name) === '');
  if (odd !== undefined) throw new AuthConfigError(where, `${handler} has an attribute without a name. Name it.`);
  const twice = all.find((name, index) => all.indexOf(name) !== index);
  if (twice === undefined) return;
  throw new AuthConfigError(
    where,
    `${handler} would write the attribute '${twice}' of a row twice. Choose another name for one of them.`,
  );
}

function used(table: dynamodb.ITable, key: RowPlace['key']): UsedTable {
  return {
    place: { table: table.tableName, key },
    path: table.node.path,
    grant:
      (...actions) =>
      (role) => {
        // not table.grant(): that adds the indexes
        iam.Grant.addToPrincipal({ grantee: role, actions, resourceArns: [table.tableArn] });
        // DynamoDB unwraps the key of the table for whoever calls it, and needs no more of them
        table.encryptionKey?.grantDecrypt(role);
      },
  };
}

/** Without a word about the key: what a table of the library's own has, under the names of this one. */
function usualKey(where: IConstruct, handler: string, table: dynamodb.ITable, own: OwnTable): Record<string, string> {
  const texts = Object.values(own.key);
  const names = keyPartsOf(table)?.map(({ name }) => name) ?? Object.keys(own.key);
  if (names.length === texts.length) return Object.fromEntries(names.map((name, index) => [name, texts[index]]));
  throw new AuthConfigError(
    where,
    `${handler} has ${table.node.path}, whose key is ${names.join(' and ')}. Pass key with a text for each of them.`,
  );
}

function readKey(
  where: IConstruct,
  handler: string,
  key: { [attribute: string]: string },
  table: dynamodb.ITable,
  own: OwnTable,
): Record<string, string> {
  const wanted = Object.values(own.key).flatMap((text) => text.match(PLACE) ?? []);
  const texts = Object.entries(key).map(([name, text]) => requireLiteral(where, `the key '${name}' of ${handler}`, text));
  const places = texts.flatMap((text) => text.match(PLACE) ?? []);
  const strange = places.find((place) => !wanted.includes(place));
  if (strange !== undefined) {
    throw new AuthConfigError(where, `the key of ${handler} has ${strange}, which stands for nothing. It knows ${wanted.join(', ')}.`); // prettier-ignore
  }
  const missing = wanted.find((place) => !places.includes(place));
  if (missing !== undefined) {
    throw new AuthConfigError(where, `the key of ${handler} lacks ${missing}, so that rows would be taken for each other. Put it into a text of the key.`); // prettier-ignore
  }
  const parts = keyPartsOf(table);
  const names = Object.keys(key);
  const isSame = !parts || (parts.length === names.length && parts.every(({ name }) => names.includes(name)));
  if (!isSame || parts?.some(({ type }) => type !== 'S')) {
    const known = parts.map(({ name, type }) => `${name} (${type})`).join(' and ');
    throw new AuthConfigError(where, `the key of ${handler} is ${names.join(' and ')}, and that of ${table.node.path} is ${known}. Name each key attribute of the table; they must be texts (S).`); // prettier-ignore
  }
  return key;
} // prettier-ignore

/** Partition key first, as far as the table is one of this app. */
function keyPartsOf(table: dynamodb.ITable): KeyPart[] | undefined {
  const resource = table.node.defaultChild;
  if (!(resource instanceof dynamodb.CfnTable || resource instanceof dynamodb.CfnGlobalTable)) return undefined;
  const resolve = (value: unknown): any[] => Stack.of(table).resolve(value) ?? [];
  const types = resolve(resource.attributeDefinitions);
  return resolve(resource.keySchema)
    .sort((one, other) => (one.keyType < other.keyType ? -1 : 1))
    .map(({ attributeName: name }) => ({ name, type: types.find((each) => each.attributeName === name)?.attributeType }));
} // prettier-ignore
