import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import * as client from '../../../lambda/ports/dynamodb';
import type { Ports } from '../../../lambda/runtime/ports';

type Item = Record<string, Record<string, unknown>>;

/** DynamoDB as dynalite imitates it, with tables of one or two key attributes, and the port that talks to it. */
export async function dynamodbTables(tables: Readonly<Record<string, readonly string[]>>) {
  const server = dynalite({ createTableMs: 0, deleteTableMs: 0 }) as Server;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
  };
  const before = process.env;
  process.env = { ...before, ...environment };

  /** Dynalite wants requests signed, and does not verify that. */
  async function send(operation: string, input: object): Promise<any> {
    const signed = 'AWS4-HMAC-SHA256 Credential=a/20260101/a/dynamodb/aws4_request, SignedHeaders=a, Signature=a';
    const type = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-date': '20260101T000000Z' };
    const headers = { ...type, 'x-amz-target': `DynamoDB_20120810.${operation}`, authorization: signed };
    return (await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify(input) })).json();
  }
  const create = async (name: string) => {
    const names = tables[name]!;
    const KeySchema = names.map((key, position) => ({ AttributeName: key, KeyType: position === 0 ? 'HASH' : 'RANGE' }));
    const AttributeDefinitions = names.map((key) => ({ AttributeName: key, AttributeType: 'S' }));
    await send('CreateTable', { TableName: name, BillingMode: 'PAY_PER_REQUEST', KeySchema, AttributeDefinitions });
    while ((await send('DescribeTable', { TableName: name })).Table.TableStatus !== 'ACTIVE');
  };
  for (const name of Object.keys(tables)) await create(name);

  const call = (name: string) => (...all: unknown[]) => (client as Record<string, any>)[name](...all, new AbortController().signal);
  return {
    environment,
    ports: { dynamodb: new Proxy({} as Ports['dynamodb'], { get: (_, name: string) => call(name) }) },
    /** All items of a table, as DynamoDB has them. */
    items: async (table: string): Promise<Item[]> => (await send('Scan', { TableName: table })).Items,
    put: async (table: string, Item: Item) => send('PutItem', { TableName: table, Item }),
    clear: async () => {
      for (const name of Object.keys(tables)) {
        await send('DeleteTable', { TableName: name });
        while ((await send('DescribeTable', { TableName: name })).Table);
        await create(name);
      }
    },
    close: () => {
      process.env = before;
      server.closeAllConnections();
      server.close();
    },
  };
} // prettier-ignore
