import { demand, notImitated } from './kernel';

export interface Table {
  readonly arn: string;
  readonly KeySchema: readonly { readonly AttributeName: string; readonly KeyType: string }[];
  readonly GlobalSecondaryIndexes?: readonly any[];
  readonly LocalSecondaryIndexes?: readonly any[];
}

/** What IAM is asked about a request: one question per table, for transactions one per item. */
export interface Ask {
  readonly action: string;
  readonly resource: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

type Find = (table: string) => Table;
type Key = Record<string, any> | undefined;

const LEGACY = /^(AttributesToGet|AttributeUpdates|ConditionalOperator|Expected|KeyConditions|QueryFilter|ScanFilter)$/;
const EXPRESSIONS = ['ProjectionExpression', 'ConditionExpression', 'FilterExpression', 'UpdateExpression'];
const WORDS =
  /^(SET|REMOVE|ADD|DELETE|AND|OR|NOT|IN|BETWEEN|size|contains|begins_with|list_append|if_not_exists|attribute_\w+)$/i;

/** Condition keys want text: the value of `{ S: 'a' }`, `{ N: '1' }` or `{ B: … }`. */
const textOf = (value: any): string => `${value.S ?? value.N ?? Buffer.from(value.B).toString('base64')}`;

// @aws https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html — dynamodb:LeadingKeys, Attributes, Select and ReturnValues; a request without partition keys (Scan) has no LeadingKeys
// @aws https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html — transactions ask for the action of each item
// @assumed Select counts as asked for where the request leaves it out (SPECIFIC_ATTRIBUTES with a projection, else all), ReturnValues as NONE; attributes of an item count by their top-level name, keys included
/** What a request does to which tables, in the words of IAM. */
export function asksOf(operation: string, input: any, find: Find): Ask[] {
  if (operation === 'BatchGetItem') {
    return Object.entries<any>(input.RequestItems).map(([table, request]) =>
      ask(operation, { ...request, TableName: table }, find, request.Keys),
    );
  }
  if (operation === 'BatchWriteItem') {
    return Object.entries<any>(input.RequestItems).map(([table, requests]) => {
      const items = requests.map(({ PutRequest, DeleteRequest }: any) => PutRequest?.Item ?? DeleteRequest.Key);
      return ask(operation, { TableName: table }, find, items);
    });
  }
  if (operation.startsWith('Transact')) {
    return input.TransactItems.map((item: object) => {
      const [[kind, request]] = Object.entries<any>(item);
      const one = ask(kind === 'ConditionCheck' ? 'ConditionCheckItem' : `${kind}Item`, request, find);
      return { ...one, context: { ...one.context, 'dynamodb:EnclosingOperation': operation } };
    });
  }
  return [ask(operation, input, find)];
}

function ask(operation: string, request: any, find: Find, items: Key[] = [request.Key ?? request.Item]): Ask {
  const legacy = Object.keys(request).find((name) => LEGACY.test(name));
  if (legacy) notImitated(`the legacy parameter ${legacy}`);
  const { TableName, IndexName, ReturnValues = 'NONE' } = request;
  const table = find(TableName);
  const indexes = [...(table.GlobalSecondaryIndexes ?? []), ...(table.LocalSecondaryIndexes ?? [])];
  const index = indexes.find((one) => one.IndexName === IndexName);
  demand(index || !IndexName, 'ValidationException', `The table does not have the specified index: ${IndexName}`);
  const partitionKey = (index ?? table).KeySchema.find(({ KeyType }: any) => KeyType === 'HASH').AttributeName;
  const keys = items.map((item) => item?.[partitionKey]).concat(keyInQuery(request, partitionKey));
  const attributes = [...items.flatMap((item) => Object.keys(item ?? {})), ...namesIn(request)];
  const isRead = /Get|Query|Scan/.test(operation);
  const context: Record<string, string | string[]> = {
    ...(isRead && { 'dynamodb:Select': selectOf(request) }),
    ...(/^(Put|Update|Delete)Item$/.test(operation) && { 'dynamodb:ReturnValues': ReturnValues }),
  };
  const leading = keys.filter(Boolean).map(textOf);
  if (leading.length > 0) context['dynamodb:LeadingKeys'] = [...new Set(leading)];
  if (attributes.length > 0) context['dynamodb:Attributes'] = [...new Set(attributes)];
  const resource = IndexName ? `${table.arn}/index/${IndexName}` : table.arn;
  return { action: `dynamodb:${operation}`, resource, context };
}

const selectOf = ({ Select, ProjectionExpression, IndexName }: any): string =>
  Select ?? (ProjectionExpression ? 'SPECIFIC_ATTRIBUTES' : IndexName ? 'ALL_PROJECTED_ATTRIBUTES' : 'ALL_ATTRIBUTES');

function keyInQuery({ KeyConditionExpression = '', ...request }: any, partitionKey: string): any {
  const pairs = [...KeyConditionExpression.matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)];
  const [, , value] = pairs.find(([, name]) => resolved(name, request) === partitionKey) ?? [];
  return value && request.ExpressionAttributeValues?.[value];
}

function namesIn(request: any): string[] {
  const expressions = [...EXPRESSIONS, 'KeyConditionExpression'].map((one) => request[one] ?? '');
  // neither values (:v) nor what lies inside an attribute (.x)
  const words = expressions.flatMap((text: string) => text.match(/(?<![:.#\w-])#?[A-Za-z_][\w-]*/g) ?? []);
  return words.filter((word) => !WORDS.test(word)).map((word) => resolved(word, request));
}

const resolved = (name: string, { ExpressionAttributeNames = {} }: any): string =>
  ExpressionAttributeNames[name] ?? name;
