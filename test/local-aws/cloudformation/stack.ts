import { randomUUID } from 'node:crypto';
import { Filled, Made, TemplateScope } from '../../support/template-scope';
import { Placement, ResourceTypes, World } from '../kernel';

/** A resource that there is, and what the template said of it. */
export type StackResource = Made & Placement & { definition: any; props: any };

/** What a change set would make of a stack. */
export type Plan = Filled & { request: any };

export class Stack extends TemplateScope<Plan, StackResource> {
  readonly id: string;
  readonly created: Date;
  readonly events: any[] = [];
  /** The change set that waits, as it is described, and what it would do. */
  changeSet?: { description: any; plan: Plan };
  outputs: any[] = [];
  status = '';
  reason?: string;

  constructor(
    readonly world: World,
    readonly types: ResourceTypes,
    readonly name: string,
    plan: Plan,
  ) {
    const { region, account } = world;
    const id = `arn:aws:cloudformation:${region}:${account}:stack/${name}/${randomUUID()}`;
    super(plan, { region, account, name, id });
    this.id = id;
    this.created = world.now();
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
}
