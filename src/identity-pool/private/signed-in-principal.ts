import { Lazy, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * Every signed-in user, as a principal: statements go into one managed policy, which is attached to the authenticated role
 * and to every group role (law 10). Cognito gives a user one role only, so a statement on one of them would be lost to
 * whoever is given another.
 */
export class SignedInPrincipal implements iam.IPrincipal {
  public readonly grantPrincipal: iam.IPrincipal = this;
  public readonly assumeRoleAction = 'sts:AssumeRoleWithWebIdentity';
  public readonly principalAccount: string;
  private readonly roles: iam.Role[] = [];
  private policy?: { readonly document: iam.PolicyDocument; readonly resource: iam.CfnManagedPolicy };

  constructor(private readonly owner: Construct) {
    this.principalAccount = Stack.of(owner).account;
  }

  /** Roles that signed-in users can get; the policy names them, so that they need nothing of it to come to life. */
  reach(role: iam.Role): void {
    this.roles.push(role);
  }

  public get policyFragment(): iam.PrincipalPolicyFragment {
    return new iam.PrincipalPolicyFragment({ AWS: this.sorted((role) => role.roleArn) as unknown as string[] });
  }

  public addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    const { document, resource } = this.ensurePolicy();
    document.addStatements(statement);
    return { statementAdded: true, policyDependable: resource };
  }

  public addToPolicy(statement: iam.PolicyStatement): boolean {
    return this.addToPrincipalPolicy(statement).statementAdded;
  }

  private ensurePolicy() {
    if (!this.policy) {
      const document = new iam.PolicyDocument();
      const resource = new iam.CfnManagedPolicy(this.owner, 'SignedInAccess', {
        description: 'What every signed-in user may do, whichever role they get',
        policyDocument: document,
        roles: this.sorted((role) => role.roleName),
      });
      this.policy = { document, resource };
    }
    return this.policy;
  }

  /** By path, so that the order of calls does not show in the template. */
  private sorted(name: (role: iam.Role) => string): string[] {
    return Lazy.list({
      produce: () => [...this.roles].sort((a, b) => a.node.path.localeCompare(b.node.path, 'en')).map(name),
    });
  }
}
