import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { AuthDomain } from '../auth-domain';

/** The pool's domain and the branding of its clients; managed login says "unavailable" to a client that has none. */
export class ManagedLogin {
  private readonly clients: cognito.UserPoolClient[] = [];
  private domain?: cognito.UserPoolDomain;

  constructor(
    private readonly userPool: cognito.IUserPool,
    private readonly featurePlan: cognito.FeaturePlan,
  ) {}

  get hasDomain(): boolean {
    return this.domain !== undefined;
  }

  addDomain(scope: Construct, id: string, domain: AuthDomain): cognito.UserPoolDomain {
    const options = domain._bind(`${scope.node.path}/${id}`);
    const managedLoginVersion = this.isBranded
      ? cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN
      : cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI;
    const created = new cognito.UserPoolDomain(scope, id, { userPool: this.userPool, ...options, managedLoginVersion });
    if (!this.hasDomain) this.clients.forEach((client) => this.brand(client));
    this.domain = created;
    return created;
  }

  addClient(client: cognito.UserPoolClient): void {
    this.clients.push(client);
    if (this.hasDomain) this.brand(client);
  }

  /** The LITE plan has the classic hosted UI only, which needs no branding. */
  private get isBranded(): boolean {
    return this.featurePlan !== cognito.FeaturePlan.LITE;
  }

  private brand(client: cognito.UserPoolClient): void {
    if (!this.isBranded) return;
    new cognito.CfnManagedLoginBranding(client, 'Branding', {
      userPoolId: this.userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
  }
}
