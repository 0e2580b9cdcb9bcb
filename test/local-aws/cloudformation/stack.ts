import { randomUUID } from 'node:crypto';
import { namesIn, sort } from '../../support/cycles';
import { resolve } from '../../support/resolve';
import { AwsError, Created, Placement, ResourceTypes, World } from '../kernel';

/** A resource that there is, and what the template said of it. */
export type StackResource = Created & Placement & { definition: any; props: any };

/** What a change set would make of a stack. */
export type Plan = { template: any; parameters: Readonly<Record<string, string>>; request: any };

export const invalid = (message: string) => new AwsError('ValidationError', message);
const unresolved = (name: string) =>
  invalid(`Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`);

export class Stack {
  readonly id: string;
  readonly created: Date;
  readonly events: any[] = [];
  readonly resources = new Map<string, StackResource>();
  /** The change set that waits, as it is described, and what it would do. */
  changeSet?: { description: any; plan: Plan };
  outputs: any[] = [];
  status = '';
  reason?: string;

  constructor(
    readonly world: World,
    readonly types: ResourceTypes,
    readonly name: string,
    public plan: Plan,
  ) {
    this.id = `arn:aws:cloudformation:${world.region}:${world.account}:stack/${name}/${randomUUID()}`;
    this.created = world.now();
  }

  get template(): any {
    return this.plan.template;
  }

  setStatus(status: string, reason?: string): void {
    [this.status, this.reason] = [status, reason];
    this.event(this.name, 'AWS::CloudFormation::Stack', this.id, status, reason);
  }

  event(logicalId: string, type: string, physicalId: string, status: string, reason?: string): void {
    // Events never share an instant, so that clients can sort them.
    const now = Math.max(this.world.now().getTime(), (this.events[0]?.Timestamp.getTime() ?? 0) + 1);
    this.events.unshift({
      ...{ StackId: this.id, StackName: this.name, EventId: randomUUID(), Timestamp: new Date(now) },
      ...{ LogicalResourceId: logicalId, ResourceType: type, PhysicalResourceId: physicalId },
      ...{ ResourceStatus: status, ResourceStatusReason: reason },
    });
  }

  /** The logical ids of the resources, or outputs, whose condition holds. */
  active(section = 'Resources'): string[] {
    const all = Object.entries<any>(this.template[section] ?? {});
    return all.filter(([, { Condition }]) => !Condition || this.condition(Condition)).map(([id]) => id);
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html — pseudo parameters
  /** What a name stands for that is no resource. */
  private known(): Record<string, unknown> {
    const { region, account } = this.world;
    return {
      ...{ 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::Partition': 'aws', 'AWS::NoValue': undefined },
      ...{ 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': this.name, 'AWS::StackId': this.id },
      ...this.plan.parameters,
    };
  }

  ref = (name: string) => (name in this.known() ? this.known()[name] : this.resource(name).ref);

  getAtt(name: string, attribute: string): unknown {
    const { attributes = {} } = this.resource(name);
    if (attribute in attributes) return attributes[attribute];
    throw invalid(`Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`);
  }

  condition(name: string): boolean {
    const { [name]: expression } = this.template.Conditions ?? {};
    if (!expression) throw invalid(`Template error: unresolved condition ${name}`);
    return resolve(expression, this);
  }

  private resource(name: string): StackResource {
    if (!this.resources.has(name)) throw unresolved(name);
    return this.resources.get(name)!;
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html — the functions of test/support/resolve.ts
  /** The resources in an order in which each comes after all that it refers to. */
  creationOrder(): string[] {
    const { Resources } = this.template;
    const active = this.active();
    const needs = (id: string) => {
      const names = namesIn(Resources[id]).filter((name) => !(name in this.known()));
      const lost = names.find((name) => !(name in Resources));
      if (lost) throw unresolved(lost);
      return names.filter((name) => active.includes(name));
    };
    const { order, cycle } = sort(new Map(active.map((id) => [id, needs(id)])));
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html — circular dependencies are refused before anything is created
    const circle = [...new Set(cycle)].sort().join(', ');
    if (cycle) throw invalid(`Circular dependency between resources: [${circle}]`);
    return order;
  }
}
