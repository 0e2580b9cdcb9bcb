import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AuthIdentityProvider } from '../auth-identity-provider';
import type { IdentityProvider } from '../identity-provider';

/** Cognito writes these itself; no client can, and none needs to. */
const NEVER_WRITABLE = ['username', 'email_verified', 'phone_number_verified'];

export class BoundIdentityProvider extends AuthIdentityProvider {
  public readonly providerName: string;
  public readonly resource: cognito.IUserPoolIdentityProvider;

  constructor(scope: Construct, id: string, userPool: cognito.IUserPool, provider: IdentityProvider) {
    super(scope, id);
    const { providerName, resource } = provider._bind(this, 'Resource', userPool);
    this.providerName = providerName;
    this.resource = resource;
  }

  /** Cognito fails a federated sign-in through a client that cannot write what the provider maps. */
  writabilityFindings(client: cognito.UserPoolClient): string[] {
    const writable = (client.node.defaultChild as cognito.CfnUserPoolClient).writeAttributes ?? [];
    const closed = this.mappedAttributes().filter((name) => !writable.includes(name) && !NEVER_WRITABLE.includes(name));
    return closed.map(
      (name) =>
        `writeAttributes lacks '${name}', which the provider ${this.providerName} maps, so that every sign-in with it would fail. Add it, or leave it out of attributeMapping.`,
    );
  }

  private mappedAttributes(): string[] {
    const { attributeMapping } = this.resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider;
    return Object.keys(Stack.of(this).resolve(attributeMapping) ?? {});
  }
}
