import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GrantedPolicies, sortedRoles } from './granted-policies';
import type { MappedRole } from './mapped-role';

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
  private readonly roles: MappedRole[] = [];
  private readonly granted: GrantedPolicies;

  constructor(owner: Construct, policyScope?: Construct) {
    this.principalAccount = Stack.of(owner).account;
    this.granted = new GrantedPolicies({
      owner,
      id: 'SignedInAccess',
      description: 'What every signed-in user may do, whichever role they get',
      roles: () => this.roles,
      scope: policyScope,
      grantees: [owner],
    });
    owner.node.addValidation({ validate: () => this.findings() });
  }

  /** Roles that signed-in users can get. */
  reach(role: MappedRole): void {
    this.roles.push(role);
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({
      AWS: sortedRoles(
        () => this.roles,
        (role) => role.roleArn,
      ) as unknown as string[],
    });
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.granted.add(statement);
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  prepare(): void {
    this.granted.prepare();
  }

  get policies(): CfnResource[] {
    return this.granted.resources;
  }

  private findings(): string[] {
    const shared = this.granted.resources.length;
    const tooMany = this.roles.filter((role) => shared + role.managedPolicyCount > MOST_POLICIES);
    return [
      ...this.granted.findings('every signed-in user'),
      ...tooMany.map(
        (role) =>
          `${role.node.path} would have ${shared + role.managedPolicyCount} managed policies, ${shared} of them for what every signed-in user may do, and IAM allows ${MOST_POLICIES}. Grant a prefix or a table instead of many resources, or grant to groups.`,
      ),
    ];
  }
}
