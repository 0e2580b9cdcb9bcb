import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { requireResourceServer, serverName } from './resource-server-limits';
import { AuthConfigError } from '../../private/errors';
import { requireArguments } from '../../private/options';

const MOST_SERVERS = 25;

/** The resource servers of a pool: the APIs whose scopes its tokens may carry. */
export class ResourceServers {
  private readonly identifiers = new Map<string, cognito.UserPoolResourceServer>();
  private readonly servers: cognito.UserPoolResourceServer[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly userPool: cognito.IUserPool,
  ) {}

  /** The L2 resource server, beside the pool. */
  add(id: string, options: cognito.UserPoolResourceServerOptions): cognito.UserPoolResourceServer {
    const where = `${this.scope.node.path}/${id}`;
    requireArguments(where, 'CognitoAuth.addResourceServer', [options]);
    requireResourceServer(where, options);
    this.requireUnique(where, options.identifier);
    const created = new cognito.UserPoolResourceServer(this.scope, id, {
      userPool: this.userPool,
      ...options,
      userPoolResourceServerName: serverName(options),
    });
    this.servers.push(created);
    this.identifiers.set(options.identifier, created);
    return created;
  }

  /** The server that a scope names in plain text, so that its client can wait for it. */
  namedBy(scopeName: string): cognito.UserPoolResourceServer | undefined {
    if (Token.isUnresolved(scopeName) || !scopeName.includes('/')) return undefined;
    return this.identifiers.get(scopeName.slice(0, scopeName.lastIndexOf('/')));
  }

  findings(): string[] {
    const { length } = this.servers;
    if (length <= MOST_SERVERS) return [];
    return [
      `the user pool has ${length} resource servers. Cognito allows ${MOST_SERVERS}: declare more scopes on fewer servers.`,
    ];
  }

  private requireUnique(where: string, identifier: string): void {
    const twin = this.identifiers.get(identifier);
    if (!twin || Token.isUnresolved(identifier)) return;
    throw new AuthConfigError(
      where,
      `the user pool has a resource server '${identifier}' already (${twin.node.path}). Add its scopes there, or choose another identifier.`,
    );
  }
}
