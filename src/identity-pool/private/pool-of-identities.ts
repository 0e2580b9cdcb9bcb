import { Names, Reference, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { AuthIdentityPool, IdentityPoolOptions } from '../auth-identity-pool';
import { authenticatedTrust } from './authenticated-trust';
import { SignedInPrincipal } from './signed-in-principal';

/** The identity pool of a user pool, its authenticated role, and the mapping from a token to a role. */
export class PoolOfIdentities extends AuthIdentityPool {
  public readonly identityPoolId: string;
  public readonly identityPool: cognito.CfnIdentityPool;
  public readonly authenticatedRole: iam.Role;
  public readonly grantPrincipal: iam.IPrincipal;
  private readonly signedIn: SignedInPrincipal;

  constructor(
    scope: Construct,
    id: string,
    private readonly userPool: cognito.IUserPool,
    private readonly options: IdentityPoolOptions,
  ) {
    super(scope, id);
    this.requireClients();
    this.identityPool = this.createIdentityPool();
    this.identityPoolId = this.identityPool.ref;
    this.signedIn = new SignedInPrincipal(this);
    this.grantPrincipal = this.signedIn;
    this.authenticatedRole = this._addRole(
      this,
      'AuthenticatedRole',
      'Signed-in users who are in no group with a role',
    );
    this.attachRoles();
  }

  /** @internal */
  public _addRole(scope: Construct, id: string, description: string): iam.Role {
    const role = new iam.Role(scope, id, { assumedBy: authenticatedTrust(this.identityPoolId), description });
    this.signedIn.reach(role);
    return role;
  }

  private createIdentityPool(): cognito.CfnIdentityPool {
    return new cognito.CfnIdentityPool(this, 'Resource', {
      identityPoolName: this.options.identityPoolName,
      allowUnauthenticatedIdentities: false,
      allowClassicFlow: false,
      cognitoIdentityProviders: this.options.clients.map(({ userPoolClientId }) => ({
        clientId: userPoolClientId,
        providerName: this.userPool.userPoolProviderName,
        serverSideTokenCheck: true,
      })),
    });
  }

  private attachRoles(): void {
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: this.identityPoolId,
      roles: { authenticated: this.authenticatedRole.roleArn },
      roleMappings: Object.fromEntries(
        this.options.clients.map((client) => [mappingKey(client), this.roleFromToken(client)]),
      ),
    });
  }

  /** Precedences are unique (law 9), so nothing is ambiguous; and the authenticated role is the least one. */
  private roleFromToken(client: cognito.IUserPoolClient): cognito.CfnIdentityPoolRoleAttachment.RoleMappingProperty {
    return {
      type: 'Token',
      ambiguousRoleResolution: 'AuthenticatedRole',
      identityProvider: `${this.userPool.userPoolProviderName}:${client.userPoolClientId}`,
    };
  }

  private requireClients(): void {
    if (this.options.clients.length === 0) {
      throw new AuthConfigError(
        this,
        'clients is empty, so nobody could get credentials. Pass what addClient() returned.',
      );
    }
    const stranger = this.options.clients.find((client) => this.isOfAnotherPool(client));
    if (stranger) {
      throw new AuthConfigError(
        this,
        `clients has ${stranger.node.path}, a client of another user pool. Pass what addClient() of this one returned.`,
      );
    }
  }

  /** An imported client does not tell its pool. */
  private isOfAnotherPool(client: cognito.IUserPoolClient): boolean {
    const resource = client.node.defaultChild;
    if (!(resource instanceof cognito.CfnUserPoolClient)) return false;
    return !Tokenization.reverseString(resource.userPoolId).tokens.some(
      (token) => Reference.isReference(token) && token.target === this.userPool.node.defaultChild,
    );
  }
}

/** The key of a mapping must be known at synth (a token would not survive as a key of the template). */
function mappingKey(client: cognito.IUserPoolClient): string {
  return Names.nodeUniqueId(client.node);
}
