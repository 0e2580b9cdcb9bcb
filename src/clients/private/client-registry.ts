import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { strangerFindings } from './mapped-attributes';
import { PoolClient } from './pool-client';
import { ResourceServers } from './resource-servers';
import type { LoginBranding } from '../../domain/login-branding';
import { ADVICE } from '../../private/advice';
import { AuthConfigError } from '../../private/errors';
import { Findings } from '../../private/findings';
import { madeBy, requireKind } from '../../private/kinds';
import { requireArguments } from '../../private/options';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';
import { Pool } from '../../user-pool/pool';
import { AppClient } from '../app-client';

const APP_CLIENT = madeBy(AppClient, ADVICE.AppClient);

/** The clients of a pool, the providers that they offer, the servers whose scopes they ask for. Order never matters (law 4). */
export class ClientRegistry {
  readonly providers: AuthIdentityProvider[] = [];
  private readonly added: PoolClient[] = [];
  private readonly servers: ResourceServers;

  constructor(
    private readonly scope: Construct,
    private readonly pool: Pool,
  ) {
    this.servers = new ResourceServers(scope, pool.userPool);
    scope.node.addValidation({ validate: () => [...this.servers.findings(), ...strangerFindings(pool, this.clients)] });
  }

  get clients(): readonly cognito.UserPoolClient[] {
    return this.added.map(({ construct }) => construct);
  }

  addClient(id: string, kind: AppClient): cognito.UserPoolClient {
    const where = `${this.scope.node.path}/${id}`;
    requireKind(where, 'the client', kind, APP_CLIENT);
    const faults = new Findings();
    const settings = kind._bind({ where, pool: this.pool, faults });
    const client = new PoolClient(this.scope, id, this.pool, settings, this.providers);
    faults.tellAt(client.construct);
    this.added.push(client);
    this.providers.forEach((provider) => this.awaitProvider(client, provider));
    this.awaitServers(client);
    return client.construct;
  }

  /** The look of a client's pages, where it is not that of the pool. */
  brandingOf(client: cognito.UserPoolClient): LoginBranding | undefined {
    return this.added.find(({ construct }) => construct === client)?.branding;
  }

  addResourceServer(id: string, options: cognito.UserPoolResourceServerOptions): cognito.UserPoolResourceServer {
    const server = this.servers.add(id, options);
    this.added.forEach((client) => this.awaitServers(client));
    return server;
  }

  offer(provider: AuthIdentityProvider): void {
    const twin = this.providers.find(({ providerName }) => providerName === provider.providerName);
    if (twin) {
      throw new AuthConfigError(
        provider,
        `the user pool has the provider '${provider.providerName}' already (${twin.node.path}). Add each provider once.`,
      );
    }
    this.providers.push(provider);
    provider.node.addValidation({ validate: () => this.providerFindings(provider) });
    this.added.forEach((client) => this.awaitProvider(client, provider));
  }

  /** The secret of a client, kept in Secrets Manager from the first time that somebody asks for it. */
  clientSecret(client: cognito.IUserPoolClient): ISecret {
    requireArguments(this.scope, 'CognitoAuth.clientSecret', [client], ' of clientSecret()');
    const own = this.added.find(({ construct }) => construct === client);
    if (own) return own.clientSecret();
    throw new AuthConfigError(
      this.scope,
      `clientSecret() is asked for ${client.node.path}, which is no client of this user pool. Pass what addClient() returned.`,
    );
  }

  private awaitProvider(client: PoolClient, provider: AuthIdentityProvider): void {
    if (client.offers(provider)) client.construct.node.addDependency(provider);
  }

  /** A scope in plain text does not lead to its server, and Cognito refuses a scope that no server declares yet. */
  private awaitServers(client: PoolClient): void {
    const named = client.scopeNames.flatMap((name) => this.servers.namedBy(name) ?? []);
    new Set(named).forEach((server) => client.construct.node.addDependency(server));
  }

  private providerFindings(provider: AuthIdentityProvider): string[] {
    const faults = this.pool.attributes.mappingFaults(provider._mappedAttributes());
    return faults.map((fault) => `the provider ${provider.providerName} ${fault}; every sign-in with it would fail.`);
  }
}
