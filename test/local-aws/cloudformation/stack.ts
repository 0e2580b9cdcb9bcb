import { randomUUID } from 'node:crypto';
import { ResourceType, World } from '../kernel';
import { invalid, resolve, Scope } from './intrinsics';

export interface StackResource {
  readonly type: string;
  readonly physicalId: string;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** What the stacks of one account share. */
export interface Engine {
  readonly world: World;
  readonly types: Readonly<Record<string, ResourceType>>;
  readonly exports: Map<string, string>;
  dynamicReference(service: string, id: string, jsonKey?: string): Promise<string>;
}

export const unresolved = (name: string) =>
  invalid(`Template format error: Unresolved resource dependencies [${name}] in the Resources block of the template`);

export class Stack {
  readonly id: string;
  readonly created: Date;
  readonly events: any[] = [];
  readonly resources = new Map<string, StackResource>();
  readonly changeSets = new Map<string, any>();
  readonly scope: Scope;
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
    this.scope = this.createScope();
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
    const holds = ([, { Condition }]: [string, any]) => !Condition || this.scope.condition(Condition);
    return Object.entries<any>(this.template[section] ?? {})
      .filter(holds)
      .map(([id]) => id);
  }

  private createScope(): Scope {
    const { world, exports } = this.engine;
    const { template, parameters } = this;
    // @aws https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/pseudo-parameter-reference.html — pseudo parameters
    const known = new Map<string, unknown>([
      ...Object.entries({ 'AWS::Region': world.region, 'AWS::AccountId': world.account, 'AWS::Partition': 'aws' }),
      ...Object.entries({ 'AWS::URLSuffix': 'amazonaws.com', 'AWS::StackName': this.name, 'AWS::StackId': this.id }),
      ['AWS::NoValue', undefined],
      ...Object.entries(parameters).map(([name, value]): [string, unknown] => {
        return [name, template.Parameters[name].Type.includes('List') ? value.split(',') : value];
      }),
    ]);
    const resource = (name: string) => {
      if (!this.resources.has(name)) throw unresolved(name);
      return this.resources.get(name)!;
    };
    return {
      ref: (name) => (known.has(name) ? known.get(name) : resource(name).physicalId),
      getAtt: (name, attribute) => {
        const { attributes } = resource(name);
        if (attribute in attributes) return attributes[attribute];
        throw invalid(`Template error: resource ${name} does not support attribute type ${attribute} in Fn::GetAtt`);
      },
      condition: (name) => {
        if (!(name in (template.Conditions ?? {}))) throw invalid(`Template error: unresolved condition ${name}`);
        return resolve(template.Conditions[name], this.scope);
      },
      mapping: (map, first, second) => template.Mappings?.[map]?.[first]?.[second],
      importValue: (name) => {
        if (!exports.has(name)) throw invalid(`No export named ${name} found.`);
        return exports.get(name)!;
      },
    };
  }
}
