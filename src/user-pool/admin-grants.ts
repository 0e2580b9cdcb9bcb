import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, DependencyGroup, IConstruct } from 'constructs';
import { AuthGuests } from '../identity-pool/auth-guests';
import { AuthIdentityPool } from '../identity-pool/auth-identity-pool';
import { AuthConfigError } from '../private/errors';
import { onPrepare } from '../private/late-children';
import { requireArguments } from '../private/options';

const idp = (...operations: string[]): readonly string[] => operations.map((name) => `cognito-idp:${name}`);

/** Users with their attributes, and the groups they are in. */
export const READ_USERS = idp('AdminGetUser', 'AdminListGroupsForUser', 'ListUsers', 'ListUsersInGroup');

/**
 * The life of an account. Not `AdminSetUserPassword`, which has a grant of its own, and not what makes one user pass for
 * another: `AdminLinkProviderForUser`, `AdminInitiateAuth`, `AdminSetUserMFAPreference`.
 */
export const MANAGE_USERS = [
  ...READ_USERS,
  ...idp('AdminCreateUser', 'AdminConfirmSignUp', 'AdminUpdateUserAttributes', 'AdminDeleteUserAttributes'),
  ...idp('AdminEnableUser', 'AdminDisableUser', 'AdminDeleteUser', 'AdminResetUserPassword', 'AdminUserGlobalSignOut'),
];

/** Who is in which group. Not `CreateGroup` or `UpdateGroup`: with them goes the choice of a role, and groups belong to the stack. */
export const MANAGE_GROUPS = idp(
  ...['AdminAddUserToGroup', 'AdminRemoveUserFromGroup', 'AdminListGroupsForUser'],
  ...['GetGroup', 'ListGroups', 'ListUsersInGroup'],
);

/** Whoever has it can sign in as anybody who has no second factor. */
export const SET_PASSWORDS = idp('AdminSetUserPassword');

/**
 * Who may administer the users of a pool. Law 3: each holder's statement lives in a policy of its own beside the pool; in the
 * role's default policy, for which a function waits, it would close a cycle as soon as the function serves a trigger.
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html
 */
export class AdminGrants {
  private readonly holders = new Map<iam.IIdentity, Holder>();

  constructor(
    private readonly auth: Construct,
    private readonly userPoolArn: string,
    /** The functions for which the pool waits. */
    private readonly triggerFunctions: () => readonly IConstruct[],
  ) {
    onPrepare(auth, () => this.createPolicies());
  }

  grant(grantee: iam.IGrantable, actions: readonly string[]): iam.Grant {
    // all of them take the same
    requireArguments(this.auth, 'CognitoAuth.grantReadUsers', [grantee]);
    const identity = this.requireIdentity(grantee);
    const holder = this.holders.get(identity) ?? new Holder(identity);
    this.holders.set(identity, holder);
    return iam.Grant.addToPrincipal({ grantee: holder, actions: [...actions], resourceArns: [this.userPoolArn] });
  }

  private createPolicies(): void {
    const byPath = [...this.holders].sort(([a], [b]) => a.node.path.localeCompare(b.node.path, 'en'));
    byPath.forEach(([identity, holder]) => this.createPolicy(identity, holder));
  }

  private createPolicy(identity: iam.IIdentity, holder: Holder): void {
    const own = new iam.PolicyStatement({ actions: holder.actions, resources: [this.userPoolArn] });
    const [scope, id] = this.homeOf(identity);
    const policy = new iam.Policy(scope, id, { statements: [own] });
    identity.attachInlinePolicy(policy);
    holder.policies.add(policy);
  }

  /** In the holder's stack, which knows the pool already; but the pool's stack cannot wait for one that waits for it. */
  private homeOf(identity: iam.IIdentity): [Construct, string] {
    const [own, theirs] = [Stack.of(this.auth), Stack.of(identity)];
    const isWaitedFor = this.triggerFunctions().some((fn) => Stack.of(fn) === theirs);
    if (own === theirs) return [this.auth, `AdminAccess-${pathInStack(identity)}`];
    if (isWaitedFor) return [this.auth, `AdminAccess-${theirs.node.id}-${pathInStack(identity)}`];
    return [theirs, `${own.node.id}-${pathInStack(this.auth)}-AdminAccess-${pathInStack(identity)}`];
  }

  private requireIdentity(grantee: iam.IGrantable): iam.IIdentity {
    if (Construct.isConstruct(grantee) && reachesEverybody(grantee)) {
      const { path } = grantee.node;
      throw new AuthConfigError(
        this.auth,
        `the grantee is ${path}, so that everybody would administer everybody. Grant to a group, or to the function of a back end.`,
      );
    }
    const { grantPrincipal } = grantee;
    if ('attachInlinePolicy' in grantPrincipal) return grantPrincipal as iam.IIdentity;
    const who = Construct.isConstruct(grantee) ? grantee.node.path : grantPrincipal.toString();
    throw new AuthConfigError(
      this.auth,
      `the grantee ${who} can have no policy, and a user pool has none of its own. Grant to a role, to a user or group of IAM, or to a function whose role is known.`,
    );
  }
}

/** Collects what an identity was granted; its policy exists once everything is known, and then shows no order of calls. */
class Holder implements iam.IPrincipal {
  readonly grantPrincipal: iam.IPrincipal = this;
  readonly assumeRoleAction: string;
  readonly policyFragment: iam.PrincipalPolicyFragment;
  readonly policies = new DependencyGroup();
  private readonly granted = new Set<string>();

  constructor(identity: iam.IIdentity) {
    this.assumeRoleAction = identity.assumeRoleAction;
    this.policyFragment = identity.policyFragment;
  }

  get actions(): string[] {
    return [...this.granted].sort();
  }

  addToPrincipalPolicy({ actions }: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    actions.forEach((action) => this.granted.add(action));
    return { statementAdded: true, policyDependable: this.policies };
  }
}

/** An identity pool and its guests, also through the roles that stand for them, and roles that users choose themselves. */
function reachesEverybody(grantee: Construct): boolean {
  return grantee.node.scopes.some(
    (scope) =>
      scope instanceof AuthGuests ||
      (scope instanceof AuthIdentityPool &&
        (grantee === scope || grantee === scope.authenticatedRole || scope._isSelfChosen(grantee))),
  );
}

function pathInStack(construct: IConstruct): string {
  const { scopes } = construct.node;
  return scopes
    .slice(scopes.indexOf(Stack.of(construct)) + 1)
    .map(({ node }) => node.id)
    .join('-');
}
