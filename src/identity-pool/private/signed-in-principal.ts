import { Lazy, Names, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct, DependencyGroup } from 'constructs';
import { LONGEST_POLICY, Pack, packStatements } from './statement-packs';
import { refuseMutualWaiting } from './two-way-stacks';
import { onPrepare } from '../../private/late-children';
import { repeatExplanations } from '../../private/wildcards';

/** Managed policies of a role, unless the quota of the account was raised. */
const MOST_POLICIES = 10;

/**
 * Every signed-in user, as a principal: statements go into managed policies, which are attached to the authenticated role
 * and to every group role (law 10). Cognito gives a user one role only, so a statement on one of them would be lost to
 * whoever is given another.
 */
export class SignedInPrincipal implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRoleWithWebIdentity';
  public readonly principalAccount: string;
  private readonly roles: iam.Role[] = [];
  private readonly statements: iam.PolicyStatement[] = [];
  private readonly policies: iam.CfnManagedPolicy[] = [];
  private readonly dependable = new DependencyGroup();
  private packs: Pack[] = [];
  private isPrepared = false;

  constructor(
    private readonly owner: Construct,
    private readonly policyScope?: Construct,
  ) {
    this.principalAccount = Stack.of(owner).account;
    onPrepare(owner, () => this.prepare());
    owner.node.addValidation({ validate: () => this.findings() });
  }

  /** Roles that signed-in users can get; the policies name them, so that they need nothing of it to come to life. */
  reach(role: iam.Role): void {
    this.roles.push(role);
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({ AWS: this.sorted((role) => role.roleArn) as unknown as string[] });
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    this.statements.push(statement);
    if (this.policies.length === 0) this.addPolicy();
    if (this.isPrepared) this.pack();
    return { statementAdded: true, policyDependable: this.dependable };
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  private prepare(): void {
    this.isPrepared = true;
    this.pack();
    for (const policy of this.policies) {
      refuseMutualWaiting(this.owner, policy);
      if (this.policyScope) repeatExplanations(this.owner, policy);
    }
  }

  /** All statements at once, so that which policy they end in does not depend on the order of the grants. */
  private pack(): void {
    this.packs = packStatements(this.owner, this.statements);
    while (this.policies.length < this.packs.length) this.addPolicy();
  }

  private addPolicy(): void {
    const index = this.policies.length;
    const id = `SignedInAccess${index === 0 ? '' : index + 1}`;
    const policy = this.policyScope
      ? new iam.CfnManagedPolicy(
          this.policyScope,
          `${Names.nodeUniqueId(this.owner.node)}${id}`,
          this.policyProps(index),
        )
      : new iam.CfnManagedPolicy(this.owner, id, this.policyProps(index));
    this.policies.push(policy);
    this.dependable.add(policy);
  }

  private policyProps(index: number): iam.CfnManagedPolicyProps {
    return {
      description: 'What every signed-in user may do, whichever role they get',
      policyDocument: Lazy.any({
        produce: () => new iam.PolicyDocument({ statements: this.packs[index]?.statements ?? this.statements }),
      }),
      roles: this.sorted((role) => role.roleName),
    };
  }

  private findings(): string[] {
    const tooLong = this.packs.filter(({ size }) => size > LONGEST_POLICY);
    const tooMany = this.roles.filter((role) => this.policiesOf(role) > MOST_POLICIES);
    return [
      ...tooLong.map(
        ({ size, statements: [{ sid, actions }] }) =>
          `a statement that was granted to every signed-in user (${sid ?? actions.slice(0, 3).join(', ')}) has about ${size} characters, and a policy has room for ${LONGEST_POLICY}. Grant fewer resources at once.`,
      ),
      ...tooMany.map(
        (role) =>
          `${role.node.path} would have ${this.policiesOf(role)} managed policies, ${this.policies.length} of them for what every signed-in user may do, and IAM allows ${MOST_POLICIES}. Grant a prefix or a table instead of many resources, or grant to groups.`,
      ),
    ];
  }

  private policiesOf(role: iam.Role): number {
    const own = Stack.of(role).resolve((role.node.defaultChild as iam.CfnRole).managedPolicyArns) ?? [];
    return this.policies.length + own.length;
  }

  /** By path, so that the order of calls does not show in the template. */
  private sorted(name: (role: iam.Role) => string): string[] {
    return Lazy.list({
      produce: () => [...this.roles].sort((a, b) => (a.node.path < b.node.path ? -1 : 1)).map(name),
    });
  }
}
