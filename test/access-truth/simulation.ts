import { Case } from './cases';
import { Person, Target } from './model';
import { boundaryOf, Context, isAllowed, policiesOf } from '../support/iam';
import { ACCOUNT, concrete } from '../support/intrinsics';
import { allOf, TemplateJson } from '../support/template';

/** The policies of a template as the simulator sees them; those of a role are looked up once. */
export class Simulation {
  private readonly policies = new Map<string, object[]>();
  private readonly boundaries = new Map<string, object | undefined>();
  /** The policies of keys, without which nobody may use one; by the ARN of the key. */
  private readonly keyPolicies: Map<string, object>;

  constructor(private readonly template: TemplateJson) {
    const keys = allOf(template, 'AWS::KMS::Key');
    this.keyPolicies = new Map(
      keys.map(([id, { Properties }]) => [
        concrete(template, { 'Fn::GetAtt': [id, 'Arn'] }),
        concrete(template, Properties.KeyPolicy),
      ]),
    );
  }

  /** What the simulator says to a call. */
  may({ role, account = ACCOUNT, context }: Person, action: string, target: Target): boolean {
    const whole: Context = { ...context, ...target.context };
    return isAllowed({
      principal: `arn:aws:sts::${account}:assumed-role/${role}/CognitoIdentityCredentials`,
      action,
      resource: target.resource,
      context: whole,
      policies: this.policiesAbout(role, action.split(':')[0]),
      boundary: this.boundaryOf(role),
      resourcePolicy: this.keyPolicies.get(target.resource),
    });
  }

  /** Whether the policies answer as the declaration demands. */
  agrees({ person, action, target, isAllowed: demanded }: Case): boolean {
    return this.may(person, action, target) === demanded;
  }

  /** Statements about other services alone cannot matter; without them the table is several times faster. */
  private policiesAbout(role: string, service: string): object[] {
    const key = `${role} ${service}`;
    const known = this.policies.get(key) ?? policiesOf(this.template, role).map((policy) => about(service, policy));
    this.policies.set(key, known);
    return known;
  }

  private boundaryOf(role: string): object | undefined {
    if (!this.boundaries.has(role)) this.boundaries.set(role, boundaryOf(this.template, role));
    return this.boundaries.get(role);
  }
}

function about(service: string, policy: any): object {
  const matters = ({ Action }: { Action?: string | string[] }) =>
    Action === undefined || [Action].flat().some((action) => /^[*?]/.test(action) || action.startsWith(`${service}:`));
  return { ...policy, Statement: policy.Statement.filter(matters) };
}
