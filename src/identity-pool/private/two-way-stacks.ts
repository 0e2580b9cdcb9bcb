import { CfnResource, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { readablePath, referencesOf } from '../../private/references';

/** One stack that waits for another, and the words that say why. */
interface Wait {
  readonly stack: Stack;
  readonly reason: string;
}

/**
 * A policy refers to what it allows. Where the stack of a resource already waits for the stack of the policy, no order of
 * deployment is left; the CDK would say so too, but not what to do.
 */
export function refuseMutualWaiting(where: IConstruct, policy: iam.CfnManagedPolicy): void {
  const home = outermost(policy);
  for (const there of waitsOf(policy)) {
    const back = wayBack(there.stack, home);
    if (!back) continue;
    throw new AuthConfigError(
      where,
      `the policy of signed-in users refers to the stack ${there.stack.node.path} (${there.reason}), which refers back (${back.join(', ')}), so that each stack would wait for the other. Pass to addIdentityPool() as policyScope a stack for which no other waits.`,
    );
  }
}

/** The reasons along the shortest way from one stack to another. */
function wayBack(from: Stack, goal: Stack): string[] | undefined {
  const ways = new Map<Stack, string[]>([[from, []]]);
  // a Map iterates over what is added on the way: breadth first, each stack once
  for (const [stack, reasons] of ways) {
    if (stack === goal) return reasons;
    for (const wait of waitsOfStack(stack)) {
      if (!ways.has(wait.stack)) ways.set(wait.stack, [...reasons, wait.reason]);
    }
  }
  return undefined;
}

function waitsOfStack(stack: Stack): Wait[] {
  const resources = stack.node.findAll().filter(CfnResource.isCfnResource);
  const declared = stack.dependencies.map((other) => ({
    stack: other,
    reason: `${stack.node.path} -> ${other.node.path}`,
  }));
  return [...resources.flatMap(waitsOf), ...declared];
}

function waitsOf(resource: CfnResource): Wait[] {
  return referencesOf(resource)
    .filter((target) => outermost(target) !== outermost(resource))
    .map((target) => ({ stack: outermost(target), reason: `${readablePath(resource)} -> ${readablePath(target)}` }));
}

/** Nested stacks are deployed with the one that holds them. */
function outermost(construct: IConstruct): Stack {
  const stack = Stack.of(construct);
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}
