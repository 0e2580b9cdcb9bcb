import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import { Ask, Claims, demand, guarded, notImitated, ResourceType, Service, World } from './kernel';

type Table = { readonly arn: string; readonly props: any };
type Find = (table: string) => Table;
type Key = Record<string, any> | undefined;

const LEGACY = /^(AttributesToGet|AttributeUpdates|ConditionalOperator|Expected|KeyConditions|QueryFilter|ScanFilter)$/;
const EXPRESSIONS = ['ProjectionExpression', 'ConditionExpression', 'FilterExpression', 'UpdateExpression'];
const WORDS =
  /^(SET|REMOVE|ADD|DELETE|AND|OR|NOT|IN|BETWEEN|size|contains|begins_with|list_append|if_not_exists|attribute_\w+)$/i;

/** Condition keys want text: the value of `{ S: 'a' }`, `{ N: '1' }` or `{ B: … }`. */
const textOf = (value: any): string => value.S ?? value.N ?? value.B;

// @aws https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html — dynamodb:LeadingKeys, Attributes, Select and ReturnValues; a request without partition keys (Scan) has no LeadingKeys
// @assumed Select counts as asked for where the request leaves it out (SPECIFIC_ATTRIBUTES with a projection, else all), ReturnValues as NONE; attributes of an item count by their top-level name, keys included
/** What a request does to which tables, in the words of IAM. */
function asksOf(operation: string, input: any, find: Find): Ask[] {
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
  return [ask(operation, input, find)];
}

function ask(operation: string, request: any, find: Find, items: Key[] = [request.Key ?? request.Item]): Ask {
  const legacy = Object.keys(request).find((name) => LEGACY.test(name));
  if (legacy) notImitated(`the legacy parameter ${legacy}`);
  const { TableName, IndexName, ReturnValues = 'NONE' } = request;
  const { arn, props } = find(TableName);
  const indexes = [...(props.GlobalSecondaryIndexes ?? []), ...(props.LocalSecondaryIndexes ?? [])];
  const index = indexes.find((one) => one.IndexName === IndexName);
  demand(index || !IndexName, 'ValidationException', `The table does not have the specified index: ${IndexName}`);
  const partitionKey = (index ?? props).KeySchema.find(({ KeyType }: any) => KeyType === 'HASH').AttributeName;
  const keys = items.map((item) => item?.[partitionKey]).concat(keyInQuery(request, partitionKey));
  const attributes = [...items.flatMap((item) => Object.keys(item ?? {})), ...namesIn(request)];
  const isRead = /Get|Query|Scan/.test(operation);
  const context: Record<string, Claims[string]> = {
    ...(isRead && { 'dynamodb:Select': selectOf(request) }),
    ...(/^(Put|Update|Delete)Item$/.test(operation) && { 'dynamodb:ReturnValues': ReturnValues }),
  };
  const leading = keys.filter(Boolean).map(textOf);
  if (leading.length > 0) context['dynamodb:LeadingKeys'] = [...new Set(leading)];
  if (attributes.length > 0) context['dynamodb:Attributes'] = [...new Set(attributes)];
  return { resource: IndexName ? `${arn}/index/${IndexName}` : arn, context };
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

const ITEM_OPERATIONS = 'GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem'.split(' ');
/** DynamoDB as dynalite imitates it, in this process, behind the decision of IAM. */
export function dynamodb(world: World): Service & { close(): void } {
  const tables = new Map<string, Table>();
  let server: Server | undefined;

  /** Passes a request on; dynalite wants it signed, but does not verify that. */
  async function send(operation: string, input: object): Promise<any> {
    if (!server) {
      server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
      await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    }
    const signed = 'AWS4-HMAC-SHA256 Credential=a/20260101/bed/dynamodb/aws4_request, SignedHeaders=a, Signature=a';
    const type = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-date': '20260101T000000Z' };
    const headers = { ...type, 'x-amz-target': `DynamoDB_20120810.${operation}`, authorization: signed };
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(input) });
    const { __type = '', message = '', Message = message, ...output }: any = await reply.json();
    demand(reply.ok, __type.split('#').pop(), Message);
    return output;
  }

  const find = (name: string): Table => {
    const table = tables.get(name);
    demand(table, 'ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
    return table;
  };
  const run = (operation: string) => [operation, (input: object) => send(operation, input)];
  const asks = (input: any, operation: string) => asksOf(operation, input, find);
  const operations = guarded('dynamodb', asks, Object.fromEntries(ITEM_OPERATIONS.map(run)));

  const table: ResourceType = {
    async create(props, { generatedName }) {
      const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = props;
      const TableName = props.TableName ?? generatedName;
      const keys = { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes };
      // @assumed every table is billed per request
      await send('CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST', ...keys });
      while ((await send('DescribeTable', { TableName })).Table.TableStatus !== 'ACTIVE');
      const arn = `arn:aws:dynamodb:${world.region}:${world.account}:table/${TableName}`;
      tables.set(TableName, { arn, props });
      return { ref: TableName, attributes: { Arn: arn } };
    },
    async delete(TableName, { DeletionProtectionEnabled }) {
      demand(!DeletionProtectionEnabled, 'ValidationException', 'Resource cannot be deleted as it is protected');
      tables.delete(TableName);
      await send('DeleteTable', { TableName });
    },
  };
  return { operations, resources: { 'AWS::DynamoDB::Table': table }, close: () => void server?.close() };
}
