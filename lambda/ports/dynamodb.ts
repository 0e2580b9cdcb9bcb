import {
  type AttributeValue,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { CALL_LIMITS } from './limits';

const client = new DynamoDBClient(CALL_LIMITS);

/** `undefined` is a value that is there and cannot be read: binary, nested, or a number that JavaScript would change. */
export type RowValue = string | number | boolean | null | readonly string[] | undefined;
export type Row = Readonly<Record<string, RowValue>>;
/** What a step may write. */
export type Written = Readonly<Record<string, string | number | boolean>>;

/** The attributes of a row as they are now, and not a moment ago; `undefined` where there is no row. */
export async function readRow(
  table: string,
  key: Written,
  attributes: readonly string[],
  abortSignal: AbortSignal,
): Promise<Row | undefined> {
  const { names, places } = placesFor(attributes);
  const command = new GetItemCommand({
    TableName: table,
    Key: marshalled(key),
    ConsistentRead: true,
    ProjectionExpression: places.join(','),
    ExpressionAttributeNames: names,
  });
  const { Item } = await client.send(command, { abortSignal });
  return Item && Object.fromEntries(Object.entries(Item).map(([name, value]) => [name, readable(value)]));
}

/** Writes a row unless one of its key is there, which stays as it is; whether it was written. */
export async function putOnce(table: string, key: Written, others: Written, abortSignal: AbortSignal): Promise<boolean> {
  const command = new PutItemCommand({
    TableName: table,
    Item: marshalled({ ...key, ...others }),
    ConditionExpression: 'attribute_not_exists(#k)',
    ExpressionAttributeNames: { '#k': Object.keys(key)[0]! },
  });
  return isDone(client.send(command, { abortSignal }));
} // prettier-ignore

/** Writes a row in place of one that still is as it was seen; whether it was. */
export async function putInPlaceOf(table: string, row: Written, seen: Written, abortSignal: AbortSignal): Promise<boolean> {
  const { names, places } = placesFor(Object.keys(seen));
  const command = new PutItemCommand({
    TableName: table,
    Item: marshalled(row),
    ConditionExpression: places.map((place, index) => `${place}=:${index}`).join(' AND '),
    ExpressionAttributeNames: names,
    ExpressionAttributeValues: valuesOf(seen),
  });
  return isDone(client.send(command, { abortSignal }));
} // prettier-ignore

/** Sets attributes of a row that is there, and makes none; whether it was there. */
export async function changeRow(table: string, key: Written, changes: Written, abortSignal: AbortSignal): Promise<boolean> {
  const { names, places } = placesFor(Object.keys(changes));
  const command = new UpdateItemCommand({
    TableName: table,
    Key: marshalled(key),
    UpdateExpression: `SET ${places.map((place, index) => `${place}=:${index}`).join(',')}`,
    ConditionExpression: 'attribute_exists(#k)',
    ExpressionAttributeNames: { ...names, '#k': Object.keys(key)[0]! },
    ExpressionAttributeValues: valuesOf(changes),
  });
  return isDone(client.send(command, { abortSignal }));
} // prettier-ignore

/** Afterwards there is no such row. */
export async function deleteRow(table: string, key: Written, abortSignal: AbortSignal): Promise<void> {
  await client.send(new DeleteItemCommand({ TableName: table, Key: marshalled(key) }), { abortSignal });
}

async function isDone(call: Promise<unknown>): Promise<boolean> {
  try {
    await call;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** Names of attributes may be reserved words, or hold dots: each travels beside its place in the expression. */
function placesFor(attributes: readonly string[]): { names: Record<string, string>; places: string[] } {
  const places = attributes.map((_, index) => `#${index}`);
  return { names: Object.fromEntries(attributes.map((name, index) => [`#${index}`, name])), places };
}

function valuesOf(written: Written): Record<string, AttributeValue> {
  return Object.fromEntries(Object.values(written).map((value, index) => [`:${index}`, marshalledValue(value)]));
}

function marshalled(written: Written): Record<string, AttributeValue> {
  return Object.fromEntries(Object.entries(written).map(([name, value]) => [name, marshalledValue(value)]));
}

function marshalledValue(value: string | number | boolean): AttributeValue {
  if (typeof value === 'string') return { S: value };
  return typeof value === 'number' ? { N: `${value}` } : { BOOL: value };
}

function readable({ S, N, BOOL, NULL, SS, L }: AttributeValue): RowValue {
  if (N !== undefined) return exactly(N);
  if (L) return L.every(({ S: text }) => text !== undefined) ? L.map(({ S: text }) => text!) : undefined;
  return S ?? BOOL ?? SS?.sort() ?? (NULL ? null : undefined);
}

/** With up to fifteen digits JavaScript says what DynamoDB does. */
function exactly(number: string): number | undefined {
  return number.replace(/\D/g, '').length <= 15 ? Number(number) : undefined;
}
