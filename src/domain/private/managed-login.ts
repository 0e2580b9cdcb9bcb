import { Annotations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { Pool } from '../../user-pool/pool';
import type { AuthDomain } from '../auth-domain';

/** The pool's domain and the branding of its clients; managed login says "unavailable" to a client that has none. */
export class ManagedLogin {
  private readonly clients: cognito.UserPoolClient[] = [];
  private domain?: cognito.UserPoolDomain;

  constructor(private readonly pool: Pool) {}

  /** Nobody can sign in with a provider that has no domain to return to. */
  warnWithoutDomain(scope: Construct, providers: readonly Construct[]): void {
    if (providers.length === 0 || this.domain) return;
    Annotations.of(scope).addWarningV2(
      'cdk-cognito-auth:providerWithoutDomain',
      'the user pool has an identity provider and no domain, so nobody can sign in with it. Call addDomain().',
    );
  }

  addDomain(scope: Construct, id: string, domain: AuthDomain): cognito.UserPoolDomain {
    if (this.domain) {
      throw new AuthConfigError(
        `${scope.node.path}/${id}`,
        `the user pool has a domain already (${this.domain.node.path}). Cognito allows one of each kind: leave one out.`,
      );
    }
    const options = domain._bind(`${scope.node.path}/${id}`);
    const managedLoginVersion = this.isBranded
      ? cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN
      : cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI;
    const created = new cognito.UserPoolDomain(scope, id, {
      userPool: this.pool.userPool,
      ...options,
      managedLoginVersion,
    });
    this.clients.forEach((client) => this.brand(client));
    this.domain = created;
    return created;
  }

  addClient(client: cognito.UserPoolClient): void {
    this.clients.push(client);
    if (this.domain) this.brand(client);
  }

  /** The LITE plan has the classic hosted UI only, which needs no branding. */
  private get isBranded(): boolean {
    return this.pool.featurePlan !== cognito.FeaturePlan.LITE;
  }

  private brand(client: cognito.UserPoolClient): void {
    if (!this.isBranded) return;
    new cognito.CfnManagedLoginBranding(client, 'Branding', {
      userPoolId: this.pool.userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}
