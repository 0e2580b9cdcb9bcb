import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AuthGroup } from '../../groups/auth-group';
import { AuthConfigError } from '../../private/errors';
import { requireArguments } from '../../private/options';
import { Pool } from '../../user-pool/pool';
import type { AuthGuests } from '../auth-guests';
import { AuthIdentityPool, IdentityRoleLimits } from '../auth-identity-pool';
import type { IdentityPoolOptions } from '../identity-pool-options';
import { MappedRole } from './mapped-role';
import { MappedRoles } from './mapped-roles';
import { isForMachines, resourceOf } from './pool-clients';
import { PoolGuests } from './pool-guests';
import { PrincipalTags } from './principal-tags';
import { providerProps } from './provider-props';
import { SignedInPrincipal } from './signed-in-principal';
import { permitSync, syncProps } from './sync';
import { ClaimMade, TrustedClaims } from './trusted-claims';
import { StackOrder } from './two-way-stacks';
import { authenticatedTrust } from './web-identity-trust';
import { onPrepare } from '../../private/late-children';
import { isPartOf } from '../../private/pool-parts';

/** What stands beside an identity pool, also what is added later. */
export interface Neighbours {
  readonly groups: () => readonly AuthGroup[];
  readonly claims: () => readonly ClaimMade[];
}

/** With more, the roles of an identity pool cannot be mapped. */
const MOST_CLIENTS = 10;

/** The identity pool of a user pool, the roles of its users, and the mapping from a token to a role. */
export class PoolOfIdentities extends AuthIdentityPool {
  public readonly identityPoolId: string;
  public readonly identityPool: cognito.CfnIdentityPool;
  public readonly authenticatedRole: iam.Role;
  public readonly grantPrincipal: iam.IPrincipal;
  private readonly userPool: cognito.IUserPool;
  private readonly clients: readonly cognito.IUserPoolClient[];
  private readonly tags: PrincipalTags;
  private readonly signedIn: SignedInPrincipal;
  private readonly mapped: MappedRoles;
  private readonly roles: MappedRole[] = [];
  private readonly poolGuests?: PoolGuests;

  constructor(
    scope: Construct,
    id: string,
    pool: Pool,
    private readonly options: IdentityPoolOptions,
    private readonly neighbours: Neighbours,
  ) {
    super(scope, id);
    requireArguments(this, 'CognitoAuth.addIdentityPool', [options]);
    const { userPool } = pool;
    this.userPool = userPool;
    this.clients = options.clients ?? [];
    this.requireSomebody();
    this.requireOnlyUserPool();
    this.requireOwnClients();
    this.requireFewClients();
    this.tags = new PrincipalTags(this, options.principalTags);
    this.identityPool = this.createIdentityPool();
    // its ids name what users own elsewhere, such as their folders
    this.identityPool.applyRemovalPolicy(pool.removalPolicy);
    this.identityPoolId = this.identityPool.ref;
    this.tags.attach(this.identityPoolId, userPool.userPoolProviderName);
    permitSync(this, this.identityPoolId, options.sync ?? {});

    this.grantPrincipal = this.signedIn = new SignedInPrincipal(this, options.policyScope);
    this.authenticatedRole = this.createRole(
      this,
      'AuthenticatedRole',
      'Signed-in users who are in no group with a role',
    );
    this.mapped = new MappedRoles(this, options.roleMapping, (role, what) => this.createRole(this, role, what));
    this.poolGuests = this.createGuests();
    this.attachRoles();

    const claims = [...this.tags.claims, ...this.mapped.claims];
    const trusted = new TrustedClaims(this, userPool, this.clients, claims, neighbours.claims);
    onPrepare(this, () => this.prepare());
    this.node.addValidation({
      validate: () => [
        ...trusted.findings(),
        ...this.tags.findings(this.roles),
        ...this.strangeRoleFindings(),
        ...this.machineFindings(),
      ],
    });
  }

  public get guests(): AuthGuests {
    if (this.poolGuests) return this.poolGuests;
    throw new AuthConfigError(
      this,
      'the identity pool lets no guests in. Pass guestsAllowed: true to addIdentityPool() to let them.',
    );
  }

  public roleFor(roleId: string): iam.Role {
    return this.mapped.roleFor(roleId);
  }

  /** @internal */
  public _hasPrincipalTag(name: string): boolean {
    return this.tags.has(name);
  }

  /** @internal */
  public _isSelfChosen(role: Construct): boolean {
    return this.mapped.isSelfChosen(role);
  }

  /** @internal */
  public _addRole(scope: Construct, id: string, description: string, limits: IdentityRoleLimits = {}): iam.Role {
    this.mapped.requireToken(scope);
    return this.createRole(scope, id, description, limits);
  }

  private createRole(scope: Construct, id: string, description: string, limits: IdentityRoleLimits = {}): iam.Role {
    const assumedBy = authenticatedTrust(this.identityPoolId, {
      hasTags: !this.tags.isEmpty,
      providerName: this.options.userPoolOnly ? this.userPool.userPoolProviderName : undefined,
    });
    const role = new MappedRole(scope, id, { assumedBy, description, ...limits }, this.options.policyScope);
    this.signedIn.reach(role);
    this.roles.push(role);
    return role;
  }

  private createGuests(): PoolGuests | undefined {
    const { guestsAllowed, policyScope } = this.options;
    if (!guestsAllowed) return undefined;
    const guests = new PoolGuests(this, 'Guests', this.identityPoolId, policyScope);
    this.roles.push(guests.role);
    return guests;
  }

  private createIdentityPool(): cognito.CfnIdentityPool {
    const { identityPoolName, guestsAllowed, providers, sync } = this.options;
    return new cognito.CfnIdentityPool(this, 'Resource', {
      identityPoolName,
      allowUnauthenticatedIdentities: guestsAllowed ?? false,
      allowClassicFlow: false,
      cognitoIdentityProviders: this.userPoolProviders(),
      ...providerProps(this, providers ?? []),
      ...(sync && syncProps(this, sync)),
    });
  }

  private userPoolProviders(): cognito.CfnIdentityPool.CognitoIdentityProviderProperty[] | undefined {
    if (this.clients.length === 0) return undefined;
    const providerName = this.userPool.userPoolProviderName;
    return this.clients.map(({ userPoolClientId: clientId }) => ({
      clientId,
      providerName,
      serverSideTokenCheck: true,
    }));
  }

  private attachRoles(): void {
    const mappings = this.mapped.mappings(this.userPool, this.clients);
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: this.identityPoolId,
      roles: {
        authenticated: this.authenticatedRole.roleArn,
        ...(this.poolGuests && { unauthenticated: this.poolGuests.role.roleArn }),
      },
      roleMappings: this.clients.length > 0 ? mappings : undefined,
    });
  }

  /** When everything was granted: into its policies, which must leave an order in which the stacks can be deployed. */
  private prepare(): void {
    this.signedIn.prepare();
    this.roles.forEach((role) => role.prepare());
    const order = new StackOrder(this.node.root);
    for (const policy of this.signedIn.policies) {
      order.refuseMutualWaiting(this, 'the policy of signed-in users', policy);
    }
    for (const role of this.roles) {
      role.policies.forEach((policy) => order.refuseMutualWaiting(role, 'the policy of this role', policy));
    }
  }

  private requireOnlyUserPool(): void {
    if (!this.options.userPoolOnly || !this.options.providers?.length) return;
    throw new AuthConfigError(
      this,
      'userPoolOnly leaves out everybody whom the user pool does not vouch for, and there are providers that do. Leave one of the two out.',
    );
  }

  private requireSomebody(): void {
    if (this.clients.length + (this.options.providers ?? []).length > 0) return;
    throw new AuthConfigError(
      this,
      'there are neither clients nor providers, so nobody could sign in. Pass as clients what addClient() returned, or an IdentityPoolProvider.',
    );
  }

  private requireFewClients(): void {
    if (this.clients.length > MOST_CLIENTS) {
      throw new AuthConfigError(
        this,
        `there are ${this.clients.length} clients, and an identity pool maps roles for at most ${MOST_CLIENTS}. Leave some out.`,
      );
    }
    const ids = this.clients.map(({ userPoolClientId }) => userPoolClientId);
    const twin = this.clients.find(({ userPoolClientId }, index) => ids.indexOf(userPoolClientId) !== index);
    if (!twin) return;
    throw new AuthConfigError(this, `clients has ${twin.node.path} twice. Pass each client once.`);
  }

  /** The token names one role, whichever identity pool reads it, and that role trusts its own only. */
  private strangeRoleFindings(): string[] {
    if (this.clients.length === 0 || !this.mapped.followsToken) return [];
    const elsewhere = this.neighbours.groups().filter(({ _identityPool: at }) => at && at !== this);
    if (elsewhere.length === 0) return [];
    const paths = (all: (string | undefined)[]) => [...new Set(all)].sort().join(', ');
    return [
      `members of groups with a role in ${paths(elsewhere.map(({ _identityPool: at }) => at?.node.path))} would get no credentials here: their tokens name a role that trusts that identity pool only (${paths(elsewhere.map(({ node }) => node.path))}). Pass roleMapping: RoleMapping.rules([…]) here, or use one identity pool for both.`,
    ];
  }

  /** Their tokens tell of no user, and cannot be exchanged. */
  private machineFindings(): string[] {
    const machines = this.clients.filter((client) => {
      const resource = resourceOf(client);
      return resource && isForMachines(resource);
    });
    return machines.map(
      ({ node }) =>
        `clients has ${node.path}, by which no user signs in, and a machine gets no AWS credentials here. Leave it out; give the machine a role of its own.`,
    );
  }

  private requireOwnClients(): void {
    const stranger = this.clients.find((client) => {
      const resource = resourceOf(client);
      return resource && !isPartOf(this.userPool, resource);
    });
    if (!stranger) return;
    throw new AuthConfigError(
      this,
      `clients has ${stranger.node.path}, a client of another user pool. Pass what addClient() of this one returned.`,
    );
  }
}
