import { Reference, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';

interface PartOfPool extends IConstruct {
  readonly userPoolId: string;
}

/**
 * Whatever the app makes for a user pool, in any stack, also what was made on the L2 or the L1: resources of the kind that refer
 * to the pool. One that has its id as plain text cannot be found.
 *
 * @param userPool the L2, or the resource in it
 */
export function partsOf<T extends PartOfPool>(userPool: IConstruct, isOfKind: (node: IConstruct) => node is T): T[] {
  return userPool.node.root.node
    .findAll()
    .filter(isOfKind)
    .filter((part) => isPartOf(userPool, part));
}

/** Every client of the pool, whoever made it. */
export function clientsOf(userPool: IConstruct): cognito.CfnUserPoolClient[] {
  return partsOf(userPool, (node) => node instanceof cognito.CfnUserPoolClient);
}

export function isPartOf(userPool: IConstruct, { userPoolId }: { readonly userPoolId: string }): boolean {
  const resource = userPool.node.defaultChild ?? userPool;
  return referencesIn(userPoolId).some(({ target }) => target === resource);
}

/** The construct to which a text leads, as far as it is one reference. */
export function targetOf(text: string): IConstruct | undefined {
  return referencesIn(text)[0]?.target;
}

function referencesIn(text: string): Reference[] {
  return Tokenization.reverseString(text).tokens.filter(Reference.isReference);
}
