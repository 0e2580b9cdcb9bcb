import { Ask, demand, guarded, notImitated, refuse, ResourceType, Service, World } from './kernel';
import { Dynalite } from '../support/dynalite';
import { keyValues, Row } from '../support/key-values';

type Table = { readonly arn: string; readonly props: any };
type Find = (table: string) => Table;

const NOT_IMITATED =
  /^(AttributesToGet|AttributeUpdates|ConditionalOperator|Expected|KeyConditions|QueryFilter|ScanFilter|ReturnValuesOn.*)$/;

// @aws https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html — dynamodb:LeadingKeys; a request without partition keys (Scan) has none
/** What a request does to which tables, in the words of IAM. */
function asksOf(input: any, find: Find): Ask[] {
  if (!input.RequestItems) return [ask(input, find, [input.Key ?? input.Item])];
  return Object.entries<any>(input.RequestItems).map(([TableName, request]) => {
    const written = ({ PutRequest, DeleteRequest }: any) => PutRequest?.Item ?? DeleteRequest.Key;
    return ask({ ...request, TableName }, find, request.Keys ?? request.map(written));
  });
}

function ask(request: any, find: Find, items: Row[]): Ask {
  const odd = Object.keys(request).find((name) => NOT_IMITATED.test(name));
  if (odd) notImitated(`the parameter ${odd}`);
  const { TableName, IndexName } = request;
  const { arn, props } = find(TableName);
  const indexes = [...(props.GlobalSecondaryIndexes ?? []), ...(props.LocalSecondaryIndexes ?? [])];
  const index = indexes.find((one) => one.IndexName === IndexName);
  demand(index || !IndexName, 'ValidationException', `The table does not have the specified index: ${IndexName}`);
  const partitionKey = (index ?? props).KeySchema.find(({ KeyType }: any) => KeyType === 'HASH').AttributeName;
  const leading = keyValues(request, items, partitionKey);
  const context = leading.length > 0 ? { 'dynamodb:LeadingKeys': leading } : undefined;
  return { resource: IndexName ? `${arn}/index/${IndexName}` : arn, context };
}

const ITEM_OPERATIONS = 'GetItem PutItem UpdateItem DeleteItem Query Scan BatchGetItem BatchWriteItem'.split(' ');
/** DynamoDB as dynalite imitates it, in this process, behind the decision of IAM. */
export function dynamodb(world: World): Service & { close(): Promise<void> } {
  const { send, close } = new Dynalite();
  const tables = new Map<string, Table>();
  const lost = (name: string) => `Requested resource not found: Table: ${name} not found`;
  const find: Find = (name) => tables.get(name) ?? refuse('ResourceNotFoundException', lost(name));
  const run = (operation: string) => [operation, (input: object) => send(operation, input)];
  const operations = guarded('dynamodb', (input) => asksOf(input, find), Object.fromEntries(ITEM_OPERATIONS.map(run)));

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
  return { operations, resources: { 'AWS::DynamoDB::Table': table }, close };
}
