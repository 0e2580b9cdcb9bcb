import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { partsOf } from '../../private/pool-parts';

type Provider = cognito.CfnUserPoolIdentityProvider;

/** The resource of a client; an imported one has none, and does not tell its pool. */
export function resourceOf(client: cognito.IUserPoolClient): cognito.CfnUserPoolClient | undefined {
  const resource = client.node.defaultChild;
  return resource instanceof cognito.CfnUserPoolClient ? resource : undefined;
}

/** Names of the identity providers of the pool, in the app, that write an attribute when somebody signs in with them. */
export function providersThatMap(userPool: cognito.IUserPool, attribute: string): string[] {
  return partsOf(userPool, (node): node is Provider => node instanceof cognito.CfnUserPoolIdentityProvider)
    .filter((provider) => attribute in (Stack.of(provider).resolve(provider.attributeMapping) ?? {}))
    .map(({ providerName }) => providerName);
}

/** Whether it is for programs alone: no user ever has a token of it. */
export function isForMachines({ allowedOAuthFlows = [] }: cognito.CfnUserPoolClient): boolean {
  return allowedOAuthFlows.includes('client_credentials');
}
