import {
  CfnResource,
  DefaultTokenResolver,
  IResolvable,
  IResolveContext,
  Reference,
  StringConcat,
  Tokenization,
} from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/**
 * The chain of resources by which one construct waits for another (references and dependencies), as paths; undefined if
 * there is none. Law 2: what a trigger needs must not lead back to its pool.
 */
export function pathToPool(from: IConstruct, pool: IConstruct): string[] | undefined {
  const goal = new Set(resourcesOf(pool));
  const cameFrom = new Map<CfnResource, CfnResource | undefined>(resourcesOf(from).map((start) => [start, undefined]));
  // a Map iterates over what is added on the way: breadth first, each resource once
  for (const [resource] of cameFrom) {
    if (goal.has(resource)) return trail(resource, cameFrom);
    for (const next of neededBy(resource)) {
      if (!cameFrom.has(next)) cameFrom.set(next, resource);
    }
  }
  return undefined;
}

function resourcesOf(construct: IConstruct): CfnResource[] {
  return construct.node.findAll().filter(CfnResource.isCfnResource);
}

function neededBy(resource: CfnResource): CfnResource[] {
  const dependencies = resource.obtainDependencies().filter((other) => CfnResource.isCfnResource(other));
  return [...dependencies, ...referencesOf(resource)] as CfnResource[];
}

/** Collects the constructs that a resource's template refers to. */
function referencesOf(resource: CfnResource): CfnResource[] {
  const collector = new ReferenceCollector();
  // the one method that yields the whole rendered resource; the CDK finds its own cross-stack references with it
  const template = (resource as unknown as { _toCloudFormation(): unknown })._toCloudFormation();
  Tokenization.resolve(template, { scope: resource, resolver: collector, preparing: false });
  return collector.targets.filter(CfnResource.isCfnResource);
}

class ReferenceCollector extends DefaultTokenResolver {
  readonly targets: IConstruct[] = [];

  constructor() {
    super(new StringConcat());
  }

  public override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: any) {
    if (Reference.isReference(token)) this.targets.push(token.target);
    return super.resolveToken(token, context, postProcessor);
  }
}

function trail(end: CfnResource, cameFrom: ReadonlyMap<CfnResource, CfnResource | undefined>): string[] {
  const steps: string[] = [];
  for (let at: CfnResource | undefined = end; at; at = cameFrom.get(at)) steps.unshift(readablePath(at));
  return steps;
}

/** The path of the construct that people wrote, not of the resource inside it. */
function readablePath(resource: CfnResource): string {
  return resource.node.id === 'Resource' && resource.node.scope ? resource.node.scope.node.path : resource.node.path;
}
