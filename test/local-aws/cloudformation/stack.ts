import { randomUUID } from 'node:crypto';
import { Created, Placement, ResourceTypes, World } from '../kernel';
import { invalid } from './order';
import { resolve } from '../../support/resolve';

/** A resource that there is, and what the template said of it. */
export type StackResource = Created & Placement & { definition: any; props: any };

/** What a change set would make of a stack. */
export type Plan = { template: any; parameters: Readonly<Record<string, string>>; request: any };

/** What the stacks of one account share; a secret is read whole or by JSON key. */
export type Engine = { world: World; types: ResourceTypes; secret(id: string, jsonKey?: string): Promise<string> };

export const unresolved = (name: string) =>
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
    readonly engine: Engine,
    readonly name: string,
    public plan: Plan,
  ) {
    const { region, account } = engine.world;
    this.id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
    this.created = engine.world.now();
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
    const now = Math.max(this.engine.world.now().getTime(), (this.events[0]?.Timestamp.getTime() ?? 0) + 1);
    this.events.unshift({
      ...{ StackId: this.id, StackName: this.name, EventId: randomUUID(), Timestamp: new Date(now) },
      ...{ LogicalResourceId: logicalId, ResourceType: type, PhysicalResourceId: physicalId },
      ...{ ResourceStatus: status, ResourceStatusReason: reason },
    });
  }

  /** The logical ids of the resources, or outputs, whose condition holds. */
  active(section = 'Resources'): string[] {
    const holds = ([, { Condition }]: [string, any]) => !Condition || this.condition(Condition);
    return Object.entries<any>(this.template[section] ?? {})
      .filter(holds)
      .map(([id]) => id);
  }

  // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html — pseudo parameters
  private known(): Record<string, unknown> {
    const { region, account } = this.engine.world;
    return {
      ...{ 'AWS::Region': region, 'AWS::AccountId': account, 'AWS::Partition': 'aws', 'AWS::NoValue': undefined },
      ...{ 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': this.name, 'AWS::StackId': this.id },
      ...this.plan.parameters,
    };
  }

  /** Whether the name is a parameter, not a resource. */
  knows = (name: string) => name in this.known();

  ref = (name: string) => (this.knows(name) ? this.known()[name] : this.resource(name).ref);

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
}
