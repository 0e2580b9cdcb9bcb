import { randomUUID } from 'node:crypto';
import { ResourceTypes, World } from '../kernel';
import { invalid, resolve } from './intrinsics';

export interface StackResource {
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly props: object;
}

/** What the stacks of one account share. */
export interface Engine {
  readonly world: World;
  readonly types: ResourceTypes;
  /** A value of Secrets Manager, whole or by JSON key. */
  secret(id: string, jsonKey?: string): Promise<string>;
}

export const unresolved = (name: string) =>
  invalid(`Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`);

export class Stack {
  readonly id: string;
  readonly created: Date;
  readonly events: any[] = [];
  readonly resources = new Map<string, StackResource>();
  changeSet?: any;
  outputs: any[] = [];
  status = '';
  reason?: string;

  constructor(
    readonly engine: Engine,
    readonly name: string,
    readonly template: any,
    readonly parameters: Readonly<Record<string, string>>,
    readonly request: any,
  ) {
    const { region, account } = engine.world;
    this.id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
    this.created = engine.world.now();
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
      ...this.parameters,
    };
  }

  /** Whether the name is a parameter, not a resource. */
  knows = (name: string) => name in this.known();

  ref = (name: string) => (this.knows(name) ? this.known()[name] : this.resource(name).physicalId);

  getAtt(name: string, attribute: string): unknown {
    const { attributes } = this.resource(name);
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
