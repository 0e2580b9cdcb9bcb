import { Reference, Stack, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { STANDARD_ATTRIBUTES } from '../../user-pool/pool-attributes';

/** The resource of a client; an imported one has none, and does not tell its pool. */
export function resourceOf(client: cognito.IUserPoolClient): cognito.CfnUserPoolClient | undefined {
  const resource = client.node.defaultChild;
  return resource instanceof cognito.CfnUserPoolClient ? resource : undefined;
}

export function isClientOf(userPool: cognito.IUserPool, { userPoolId }: cognito.CfnUserPoolClient): boolean {
  return Tokenization.reverseString(userPoolId).tokens.some(
    (token) => Reference.isReference(token) && token.target === userPool.node.defaultChild,
  );
}

/** Every client of the pool in the app, also those that were made on the L2 or that no identity pool knows. */
export function clientsOf(userPool: cognito.IUserPool): cognito.CfnUserPoolClient[] {
  return userPool.node.root.node
    .findAll()
    .filter((node): node is cognito.CfnUserPoolClient => node instanceof cognito.CfnUserPoolClient)
    .filter((client) => isClientOf(userPool, client));
}

/** Whether users can write an attribute through a client. One that does not say lets them write every standard attribute. */
export function writes(client: cognito.CfnUserPoolClient, attribute: string): boolean {
  return lists(client, client.writeAttributes, attribute);
}

/** Whether an attribute comes with the ID tokens of a client. One that does not say shows every standard attribute. */
export function reads(client: cognito.CfnUserPoolClient, attribute: string): boolean {
  return lists(client, client.readAttributes, attribute);
}

function lists(client: IConstruct, names: string[] | undefined, attribute: string): boolean {
  const listed = Stack.of(client).resolve(names) as string[] | undefined;
  return listed ? listed.includes(attribute) : Object.values(STANDARD_ATTRIBUTES).includes(attribute);
}
