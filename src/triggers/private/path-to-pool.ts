import { CfnResource } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { readablePath, referencesOf } from '../../private/references';

/**
 * The chain of resources by which one construct waits for another (references and dependencies), as paths; undefined if
 * there is none. Law 2: what a trigger needs must not lead back to its pool.
 */
export function pathToPool(from: IConstruct, pool: IConstruct): string[] | undefined {
  const goal = new Set(resourcesOf(pool));
  // not what stands below it: a permission for the pool waits for the pool, and nobody waits for the permission
  const start = from.node.defaultChild ?? from;
  const cameFrom = new Map<CfnResource, CfnResource | undefined>();
  if (CfnResource.isCfnResource(start)) cameFrom.set(start, undefined);
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

function trail(end: CfnResource, cameFrom: ReadonlyMap<CfnResource, CfnResource | undefined>): string[] {
  const steps: string[] = [];
  for (let at: CfnResource | undefined = end; at; at = cameFrom.get(at)) steps.unshift(readablePath(at));
  return steps;
}
