import { CfnResource, Stack } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { readablePath, referencesOf } from '../../private/references';

/** One stack that waits for another, and the words that say why. */
interface Wait {
  readonly stack: Stack;
  readonly reason: string;
}

/** In which order the stacks of an app can be deployed; asked when the app is prepared, when all references are there. */
export class StackOrder {
  private readonly waits = new Map<Stack, Wait[]>();
  private readonly isOneStack: boolean;

  constructor(app: IConstruct) {
    const stacks = app.node.findAll().filter((each): each is Stack => Stack.isStack(each));
    this.isOneStack = new Set(stacks.map(outermost)).size < 2;
  }

  /**
   * A policy refers to its roles and to what it allows. Where the stack of one of these already waits for the stack of the
   * policy, no order of deployment is left; the CDK would say so too, but not what to do.
   *
   * @param whose the policy, as the beginning of a sentence
   */
  refuseMutualWaiting(where: IConstruct, whose: string, policy: CfnResource): void {
    if (this.isOneStack) return;
    const home = outermost(policy);
    for (const there of waitsOf(policy)) {
      const back = this.wayBack(there.stack, home);
      if (!back) continue;
      throw new AuthConfigError(
        where,
        `${whose} refers to the stack ${there.stack.node.path} (${there.reason}), which refers back (${back.join(', ')}), so that each stack would wait for the other. Pass to addIdentityPool() as policyScope a stack for which no other waits.`,
      );
    }
  }

  /** The reasons along the shortest way from one stack to another. */
  private wayBack(from: Stack, goal: Stack): string[] | undefined {
    const ways = new Map<Stack, string[]>([[from, []]]);
    // a Map iterates over what is added on the way: breadth first, each stack once
    for (const [stack, reasons] of ways) {
      if (stack === goal) return reasons;
      for (const wait of this.waitsOfStack(stack)) {
        if (!ways.has(wait.stack)) ways.set(wait.stack, [...reasons, wait.reason]);
      }
    }
    return undefined;
  }

  private waitsOfStack(stack: Stack): Wait[] {
    const known = this.waits.get(stack) ?? allWaitsOf(stack);
    this.waits.set(stack, known);
    return known;
  }
}

function allWaitsOf(stack: Stack): Wait[] {
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
