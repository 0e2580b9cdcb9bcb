import { Lazy, Names } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, DependencyGroup } from 'constructs';
import { LONGEST_POLICY, Pack, packStatements } from './statement-packs';
import { repeatExplanations } from '../../private/wildcards';

/** Whose policies they are, and where they stand. */
export interface PolicyHome {
  /** Below it, unless a scope is given. */
  readonly owner: Construct;
  readonly id: string;
  readonly description: string;
  readonly roles: () => readonly iam.Role[];
  /** `policyScope` of the identity pool. */
  readonly scope?: Construct;
  /** What was granted to, and so tells the reasons of wildcards. */
  readonly grantees: readonly Construct[];
}

/**
 * Managed policies that hold what is granted to some roles. They name the roles, so that a role needs nothing of them to
 * come to life, and they can stand in another stack.
 */
export class GrantedPolicies {
  public readonly resources: iam.CfnManagedPolicy[] = [];
  private readonly statements: iam.PolicyStatement[] = [];
  private readonly dependable = new DependencyGroup();
  private packs: Pack[] = [];
  private isPrepared = false;

  constructor(private readonly home: PolicyHome) {}

  add(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.statements.push(statement);
    if (this.resources.length === 0) this.addPolicy();
    if (this.isPrepared) this.pack();
    return { statementAdded: true, policyDependable: this.dependable };
  }

  /** All statements at once, so that which policy they end in does not depend on the order of the grants. */
  prepare(): void {
    this.isPrepared = true;
    this.pack();
    if (!this.home.scope) return;
    for (const grantee of this.home.grantees) {
      this.resources.forEach((policy) => repeatExplanations(grantee, policy));
    }
  }

  /** @param grantees who they are, as in `granted to every signed-in user` */
  findings(grantees: string): string[] {
    const tooLong = this.packs.filter(({ size }) => size > LONGEST_POLICY);
    return tooLong.map(
      ({ size, statements: [{ sid, actions }] }) =>
        `a statement that was granted to ${grantees} (${sid ?? actions.slice(0, 3).join(', ')}) has about ${size} characters, and a policy has room for ${LONGEST_POLICY}. Grant fewer resources at once.`,
    );
  }

  private pack(): void {
    this.packs = packStatements(this.home.owner, this.statements);
    while (this.resources.length < this.packs.length) this.addPolicy();
  }

  private addPolicy(): void {
    const { owner, scope } = this.home;
    const index = this.resources.length;
    const id = `${this.home.id}${index === 0 ? '' : index + 1}`;
    const policy = scope
      ? new iam.CfnManagedPolicy(scope, `${Names.nodeUniqueId(owner.node)}${id}`, this.policyProps(index))
      : new iam.CfnManagedPolicy(owner, id, this.policyProps(index));
    this.resources.push(policy);
    this.dependable.add(policy);
  }

  private policyProps(index: number): iam.CfnManagedPolicyProps {
    return {
      description: this.home.description,
      policyDocument: Lazy.any({
        produce: () => new iam.PolicyDocument({ statements: this.packs[index]?.statements ?? this.statements }),
      }),
      roles: sortedRoles(this.home.roles, (role) => role.roleName),
    };
  }
}

/** By path, so that the order of calls does not show in the template. */
export function sortedRoles(roles: () => readonly iam.Role[], name: (role: iam.Role) => string): string[] {
  return Lazy.list({
    produce: () => [...roles()].sort((a, b) => (a.node.path < b.node.path ? -1 : 1)).map(name),
  });
}
