import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { KEPT_BY_COGNITO, STANDARD_ATTRIBUTES } from '../user-pool/pool-attributes';

type Client = cognito.CfnUserPoolClient;

const STANDARD = Object.values(STANDARD_ATTRIBUTES);
const WRITABLE = STANDARD.filter((name) => !KEPT_BY_COGNITO.includes(name));

/** Whether a client says itself what may be written through it; Cognito takes an empty list for none. */
export function listsWritable(client: Client): boolean {
  const listed: unknown = Stack.of(client).resolve(client.writeAttributes);
  return listed !== undefined && !isEmpty(listed);
}

/** What can be written through a client, every standard attribute if it does not say; nothing where only the deployment knows. */
export function writableNames(client: Client): readonly string[] | undefined {
  return names(client, client.writeAttributes, WRITABLE);
}

/** Whether an attribute can be written through a client; who can is another question. */
export function writes(client: Client, attribute: string): boolean {
  return writableNames(client)?.includes(attribute) ?? false;
}

/** Whether an attribute comes with the ID tokens of a client. One that does not say shows every standard attribute. */
export function reads(client: Client, attribute: string): boolean {
  // what only the deployment knows is not held against it
  return names(client, client.readAttributes, STANDARD)?.includes(attribute) ?? true;
}

function names(client: Client, list: string[] | undefined, standard: string[]): string[] | undefined {
  const listed: unknown = Stack.of(client).resolve(list);
  if (listed === undefined || isEmpty(listed)) return standard;
  return Array.isArray(listed) ? listed : undefined;
}

function isEmpty(listed: unknown): boolean {
  return Array.isArray(listed) && listed.length === 0;
}
