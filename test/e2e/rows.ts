import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';

/** Names of the key attributes of a table; `date` sorts the index `byDate`. */
export interface RowKeys {
  readonly partition: string;
  readonly sort: string;
}

/** A table in the hands of whoever the client's credentials belong to. Rows have a text, and a date for the index `byDate`. */
export class Rows {
  constructor(
    private readonly client: DynamoDBClient,
    private readonly TableName: string,
    private readonly keys: RowKeys,
  ) {}

  async put(owner: string, name: string, text: string): Promise<void> {
    await this.client.send(new PutItemCommand({ TableName: this.TableName, Item: this.item(owner, name, text) }));
  }

  async get(owner: string, name: string): Promise<string | undefined> {
    const { Item } = await this.client.send(
      new GetItemCommand({ TableName: this.TableName, Key: this.key(owner, name) }),
    );
    return Item?.text.S;
  }

  async change(owner: string, name: string, text: string): Promise<void> {
    await this.client.send(
      new UpdateItemCommand({
        TableName: this.TableName,
        Key: this.key(owner, name),
        UpdateExpression: 'SET #text = :text',
        ExpressionAttributeNames: { '#text': 'text' },
        ExpressionAttributeValues: { ':text': { S: text } },
      }),
    );
  }

  async remove(owner: string, name: string): Promise<void> {
    await this.client.send(new DeleteItemCommand({ TableName: this.TableName, Key: this.key(owner, name) }));
  }

  async query(owner: string, IndexName?: string): Promise<number> {
    const { Count } = await this.client.send(
      new QueryCommand({
        TableName: this.TableName,
        IndexName,
        KeyConditionExpression: '#owner = :owner',
        ExpressionAttributeNames: { '#owner': this.keys.partition },
        ExpressionAttributeValues: { ':owner': { S: owner } },
      }),
    );
    return Count!;
  }

  async batchPut(rows: readonly (readonly [owner: string, name: string])[]): Promise<void> {
    const requests = rows.map(([owner, name]) => ({ PutRequest: { Item: this.item(owner, name, 'batch') } }));
    await this.client.send(new BatchWriteItemCommand({ RequestItems: { [this.TableName]: requests } }));
  }

  async batchGet(rows: readonly (readonly [owner: string, name: string])[]): Promise<number> {
    const Keys = rows.map(([owner, name]) => this.key(owner, name));
    const { Responses } = await this.client.send(
      new BatchGetItemCommand({ RequestItems: { [this.TableName]: { Keys } } }),
    );
    return Responses![this.TableName].length;
  }

  async scan(): Promise<number> {
    return (await this.client.send(new ScanCommand({ TableName: this.TableName }))).Count!;
  }

  private key(owner: string, name: string) {
    return { [this.keys.partition]: { S: owner }, [this.keys.sort]: { S: name } };
  }

  private item(owner: string, name: string, text: string) {
    return { ...this.key(owner, name), text: { S: text }, date: { S: '2024-05-01' } };
  }
}
