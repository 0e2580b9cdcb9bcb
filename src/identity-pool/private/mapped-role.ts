import { CfnResource } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { GrantedPolicies } from './granted-policies';

/**
 * A role of an identity pool: of whoever is in no group, of a group, of a rule or of guests. What is granted to it alone
 * stands beside it, as with every role of the CDK, or in the `policyScope` of the identity pool.
 */
export class MappedRole extends iam.Role {
  private readonly elsewhere?: GrantedPolicies;

  constructor(scope: Construct, id: string, props: iam.RoleProps, policyScope?: Construct) {
    super(scope, id, props);
    if (!policyScope) return;
    this.elsewhere = new GrantedPolicies({
      owner: this,
      id: 'Access',
      description: 'What one role of an identity pool may do',
      roles: () => [this],
      scope: policyScope,
      // a group or guests, which stand for their role
      grantees: [this, scope],
    });
    this.node.addValidation({ validate: () => this.elsewhere!.findings('this role') });
  }

  public override addToPrincipalPolicy(statement: iam.PolicyStatement): iam.AddToPrincipalPolicyResult {
    return this.elsewhere?.add(statement) ?? super.addToPrincipalPolicy(statement);
  }

  prepare(): void {
    this.elsewhere?.prepare();
  }

  /** What holds the statements that were granted to this role alone. */
  get policies(): CfnResource[] {
    const below = this.node.findAll().filter((each): each is CfnResource => CfnResource.isCfnResource(each));
    return [...below.filter((each) => each !== this.node.defaultChild), ...(this.elsewhere?.resources ?? [])];
  }

  /** How many managed policies the role has, but for those of every signed-in user. */
  get managedPolicyCount(): number {
    const { managedPolicyArns } = this.node.defaultChild as iam.CfnRole;
    return (this.stack.resolve(managedPolicyArns) ?? []).length + (this.elsewhere?.resources.length ?? 0);
  }
}
