import { Server } from 'node:http';
import { AddressInfo } from 'node:net';
import * as sdk from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { asksOf, Table } from './dynamodb-requests';
import { AwsError, Call, demand, Operations, ResourceType, Service, World } from './kernel';

const ITEM_OPERATIONS = [
  ...['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'BatchGetItem', 'BatchWriteItem'],
  ...['TransactGetItems', 'TransactWriteItems'],
];

// @missing transactions that are allowed (dynalite has none), PartiQL, legacy parameters of requests, streams, time to live, backups, encryption keys, tags, resource policies, tables made through the API
/** DynamoDB as dynalite imitates it, in this process, behind the decision of IAM. */
export function dynamodb(world: World): Service & { close(): void } {
  const tables = new Map<string, Table>();
  let server: Server | undefined;
  let client: sdk.DynamoDBClient | undefined;

  async function engine(): Promise<sdk.DynamoDBClient> {
    if (client) return client;
    server = dynalite({ createTableMs: 0, deleteTableMs: 0 });
    await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const credentials = { accessKeyId: 'bed', secretAccessKey: 'bed' };
    return (client = new sdk.DynamoDBClient({ region: world.region, endpoint, credentials, maxAttempts: 1 }));
  }

  const send = async (operation: string, input: object): Promise<any> => {
    const command = new (sdk as any)[`${operation}Command`](input);
    const answer = await (await engine()).send(command).catch(({ name, message, $metadata }: any) => {
      throw new AwsError(name, message, $metadata?.httpStatusCode);
    });
    return { ...answer, $metadata: undefined };
  };

  const find = (name: string): Table => {
    const table = tables.get(name);
    demand(table, 'ResourceNotFoundException', `Requested resource not found: Table: ${name} not found`);
    return table;
  };
  const allowed = async (name: string, input: object, { caller }: Call) => {
    const isSigned = caller.kind !== 'anonymous';
    demand(isSigned, 'MissingAuthenticationTokenException', 'Request is missing Authentication Token');
    for (const { action, resource, context } of asksOf(name, input, find)) {
      await world.authorize(caller, action, resource, context);
    }
    return send(name, input);
  };

  const table: ResourceType = {
    properties: `TableName KeySchema AttributeDefinitions BillingMode ProvisionedThroughput GlobalSecondaryIndexes
      LocalSecondaryIndexes DeletionProtectionEnabled PointInTimeRecoverySpecification SSESpecification Tags TableClass`,
    async create(props, { generatedName }) {
      const { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes } = props;
      const TableName = props.TableName ?? generatedName;
      const keys = { KeySchema, AttributeDefinitions, GlobalSecondaryIndexes, LocalSecondaryIndexes };
      // @assumed every table is billed per request
      await send('CreateTable', { TableName, BillingMode: 'PAY_PER_REQUEST', ...keys });
      while ((await send('DescribeTable', { TableName })).Table.TableStatus !== 'ACTIVE');
      const arn = `arn:aws:dynamodb:${world.region}:${world.account}:table/${TableName}`;
      tables.set(TableName, { arn, KeySchema, GlobalSecondaryIndexes, LocalSecondaryIndexes });
      return { ref: TableName, attributes: { Arn: arn } };
    },
    async delete(TableName, { DeletionProtectionEnabled }) {
      demand(!DeletionProtectionEnabled, 'ValidationException', 'Resource cannot be deleted as it is protected');
      tables.delete(TableName);
      await send('DeleteTable', { TableName });
    },
  };
  const operations: Operations = Object.fromEntries(
    ITEM_OPERATIONS.map((name) => [name, (input, call) => allowed(name, input, call)]),
  );
  return { operations, resources: { 'AWS::DynamoDB::Table': table }, close: () => void server?.close() };
}
