import { Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { warnOfRelaxations } from '../../private/relaxations';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';
import { Pool } from '../../user-pool/pool';
import { AppClient } from '../app-client';
import { clientRelaxations } from './client-relaxations';

/** The clients of a pool and the providers they offer. Who is added first must not matter (law 4). */
export class ClientRegistry {
  readonly clients: cognito.UserPoolClient[] = [];
  readonly providers: AuthIdentityProvider[] = [];

  constructor(
    private readonly scope: Construct,
    private readonly pool: Pool,
  ) {}

  /** The L2 client, beside the pool; the providers it offers are read when the template is rendered. */
  addClient(id: string, kind: AppClient): cognito.UserPoolClient {
    const settings = kind._bind({ where: `${this.scope.node.path}/${id}`, pool: this.pool });
    const client = new cognito.UserPoolClient(this.scope, id, { userPool: this.pool.userPool, ...settings });
    warnOfRelaxations(client, clientRelaxations(settings));
    const resource = client.node.defaultChild as cognito.CfnUserPoolClient;
    resource.supportedIdentityProviders = Lazy.list({ produce: () => ['COGNITO', ...this.providerNames()] });
    this.providers.forEach((provider) => client.node.addDependency(provider));
    client.node.addValidation({ validate: () => this.mappingFindings(resource) });
    this.clients.push(client);
    return client;
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
    this.clients.forEach((client) => client.node.addDependency(provider));
  }

  private providerFindings(provider: AuthIdentityProvider): string[] {
    const faults = this.pool.attributes.mappingFaults(provider._mappedAttributes());
    return faults.map((fault) => `the provider ${provider.providerName} ${fault}; every sign-in with it would fail.`);
  }

  private providerNames(): string[] {
    return this.providers.map(({ providerName }) => providerName).sort();
  }

  /** Cognito fails a federated sign-in through a client that cannot write what the provider maps. */
  private mappingFindings({ writeAttributes = [] }: cognito.CfnUserPoolClient): string[] {
    return this.providers.flatMap((provider) => {
      const closed = provider._mappedAttributes().filter((name) => !writeAttributes.includes(name));
      return closed.map(
        (name) =>
          `writeAttributes lacks '${name}', which the provider ${provider.providerName} maps, so that every sign-in with it would fail. Add it, or leave it out of attributeMapping.`,
      );
    });
  }
}
