import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { requireArguments } from '../../private/options';
import { Pool } from '../../user-pool/pool';
import { AuthGroup, GroupOptions } from '../auth-group';

/** A group beside its pool (law 1): inside, the group, its role and the identity pool would form a cycle. */
export class PoolGroup extends AuthGroup {
  public readonly groupName: string;
  public readonly role?: iam.Role;
  public readonly resource: cognito.UserPoolGroup;

  constructor(
    scope: Construct,
    id: string,
    { userPool, removalPolicy }: Pool,
    private readonly options: GroupOptions,
    siblings: () => readonly PoolGroup[],
  ) {
    super(scope, id);
    requireArguments(this, 'CognitoAuth.addGroup', [options]);
    this.groupName = options.groupName ?? id;
    this.requireNewName(siblings());
    this.requirePrecedence();
    this.requireOwnIdentityPool();
    this.requireRoleForLimits();
    this.role = this.createRole();
    this.resource = new cognito.UserPoolGroup(this, 'Resource', {
      userPool,
      groupName: this.groupName,
      description: options.description,
      precedence: options.precedence,
      role: this.role,
    });
    // with the group, its memberships would go
    (this.resource.node.defaultChild as cognito.CfnUserPoolGroup).applyRemovalPolicy(removalPolicy);
    this.node.addValidation({ validate: () => this.precedenceFindings(siblings()) });
  }

  /** @internal */
  public get _identityPool() {
    return this.options.identityPool;
  }

  public get grantPrincipal(): iam.IPrincipal {
    if (!this.role) {
      throw new AuthConfigError(this, 'the group has no role. Pass identityPool to addGroup() to give it one.');
    }
    return this.role;
  }

  private createRole(): iam.Role | undefined {
    const { identityPool, permissionsBoundary, maxSessionDuration } = this.options;
    const limits = { permissionsBoundary, maxSessionDuration };
    // without the group's name, which may have letters that IAM refuses
    return identityPool?._addRole(this, 'Role', 'Members of a group of a user pool', limits);
  }

  private requireRoleForLimits(): void {
    const { identityPool, permissionsBoundary, maxSessionDuration } = this.options;
    if (identityPool || !(permissionsBoundary || maxSessionDuration)) return;
    const option = permissionsBoundary ? 'permissionsBoundary' : 'maxSessionDuration';
    throw new AuthConfigError(
      this,
      `${option} bounds the role of the group, which has none. Pass identityPool to addGroup() to give it one.`,
    );
  }

  private requireNewName(groups: readonly PoolGroup[]): void {
    const twin = groups.find(({ groupName }) => groupName === this.groupName);
    if (!twin) return;
    throw new AuthConfigError(
      this,
      `the user pool has a group '${this.groupName}' already (${twin.node.path}). Choose another name.`,
    );
  }

  private requireOwnIdentityPool(): void {
    const { identityPool } = this.options;
    if (!identityPool || identityPool.node.scope === this.node.scope) return;
    throw new AuthConfigError(
      this,
      `identityPool is ${identityPool.node.path}, which knows the users of another user pool. Pass what addIdentityPool() of this one returned.`,
    );
  }

  private requirePrecedence(): void {
    if (this.options.identityPool && this.options.precedence === undefined) {
      throw new AuthConfigError(
        this,
        'the group has a role and no precedence, so a member of several groups would have no preferred role. Pass precedence to addGroup().',
      );
    }
  }

  /** Law 9: two role groups of equal precedence leave a user without a preferred role. */
  private precedenceFindings(groups: readonly PoolGroup[]): string[] {
    const { precedence } = this.options;
    if (!this.role || Token.isUnresolved(precedence)) return [];
    const twin = groups.find((other) => other !== this && other.role && other.options.precedence === precedence);
    if (!twin) return [];
    return [
      `the group has a role and the precedence ${precedence}, like ${twin.node.path}, so a member of both would have no preferred role. Give each group with a role a precedence of its own.`,
    ];
  }
}
