// Which rows a request to DynamoDB names, as its wire format and its key conditions have it

/** A row, or its key. */
export type Row = Readonly<Record<string, any>> | undefined;

/** `{ S: 'a' }`, `{ N: '1' }` or `{ B: … }` as text. */
const textOf = (value: any): string => value.S ?? value.N ?? value.B;

/** The value that a query compares the key with. */
function valueInQuery(request: any, key: string): any {
  const { KeyConditionExpression = '', ExpressionAttributeNames: names, ExpressionAttributeValues: values } = request;
  const pairs: string[][] = [...KeyConditionExpression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)];
  const [, , value] = pairs.find(([, name]) => (names?.[name!] ?? name) === key) ?? [];
  return value && values?.[value];
}

/** Each value of the key in the rows of a request, or in its query, once. */
export function keyValues(request: object, rows: readonly Row[], key: string): string[] {
  const values = [...rows.map((row) => row?.[key]), valueInQuery(request, key)];
  return [...new Set(values.filter(Boolean).map(textOf))];
}
