import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { IConstruct } from 'constructs';
import { countFaults, customScopesOf } from './client-scopes';
import { partsOf, targetOf } from '../../private/pool-parts';
import { readablePath } from '../../private/references';

type Server = cognito.CfnUserPoolResourceServer;

const isServer = (node: IConstruct): node is Server => node instanceof cognito.CfnUserPoolResourceServer;

/** Scopes that Cognito would refuse at deployment: too many, of no known form, or declared by no resource server of the pool. */
export function scopeFindings(client: cognito.CfnUserPoolClient, userPool: cognito.IUserPool): string[] {
  const servers = partsOf(userPool, isServer);
  const scopes = client.allowedOAuthScopes ?? [];
  const faults = customScopesOf(scopes).flatMap((name) => {
    const isReference = Token.isUnresolved(name);
    const target = isReference ? targetOf(name) : undefined;
    // a parameter or an import, which says nothing at synth
    if (isReference && !(target && isServer(target))) return [];
    const slash = name.lastIndexOf('/');
    if (slash < 0 && !isReference) {
      return [`scopes has '${name}', which Cognito does not know. Scopes of your own have the form SERVER/SCOPE.`];
    }
    return faultOf(name, target as Server | undefined, name.slice(0, slash), name.slice(slash + 1), servers);
  });
  return [...countFaults(scopes), ...faults];
}

function faultOf(name: string, target: Server | undefined, id: string, scope: string, servers: Server[]): string[] {
  if (target && !servers.includes(target)) {
    return [
      `scopes has '${scope}' of ${readablePath(target)}, which is a resource server of another user pool. Add one to this pool with addResourceServer().`,
    ];
  }
  const server = target ?? servers.find(({ identifier }) => identifier === id);
  if (!server) {
    return [`scopes has '${name}', and the user pool has no resource server '${id}'. Call addResourceServer().`];
  }
  const declared = scopesOf(server);
  if (!declared || declared.includes(scope)) return [];
  return [
    `scopes has '${scope}', which the resource server ${readablePath(server)} does not declare. It declares: ${declared.join(', ') || 'none'}.`,
  ];
}

/** Nothing when they are known at deployment only. */
function scopesOf(server: Server): string[] | undefined {
  const scopes: unknown = Stack.of(server).resolve(server.scopes ?? []);
  if (!Array.isArray(scopes)) return undefined;
  return scopes.map(({ scopeName }: { scopeName: string }) => scopeName);
}
