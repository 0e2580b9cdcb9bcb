import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { own } from './identity';
import type { Recorded } from './lock-file';
import type { LockPlan } from './lock-plan';

/** Where in a record a pool stands. */
export interface Place {
  readonly file: string;
  readonly stack: string;
  readonly path: string;
}

const POOLS_OF_APPS = new WeakMap<IConstruct, Place[]>();

/** The place of a pool: its stack, and the path below it; a nested stack belongs to the outermost. */
export function placeOf(scope: IConstruct, { file, key }: LockPlan): Place {
  return { file, stack: key ?? nameOf(outermost(Stack.of(scope))), path: pathInStack(scope) };
}

/** The path of a construct below the outermost stack. */
export function pathInStack({ node }: IConstruct): string {
  const above = node.scopes.findIndex((scope) => Stack.isStack(scope)) + 1;
  return node.scopes
    .slice(above)
    .map((scope) => scope.node.id)
    .join('/');
}

/** All pools of an app with a record, so that it is known which of the record are no more. */
export class LockedPools {
  private readonly places: Place[];

  constructor(private readonly root: IConstruct) {
    this.places = POOLS_OF_APPS.get(root) ?? [];
    POOLS_OF_APPS.set(root, this.places);
  }

  add(place: Place): void {
    this.places.push(place);
  }

  isFirst(place: Place): boolean {
    return this.places.find(({ file }) => file === place.file) === place;
  }

  /** Recorded pools that the app has no more, in stacks that it has. */
  missing(file: string, recorded: Recorded): Place[] {
    const stacks = this.stacks(file);
    return this.others(file, recorded).filter(({ stack }) => stacks.has(stack));
  }

  /** Recorded pools of stacks that the app does not have: of another environment, or of a stack that was renamed. */
  absent(file: string, recorded: Recorded): Place[] {
    const stacks = this.stacks(file);
    return this.others(file, recorded).filter(({ stack }) => !stacks.has(stack));
  }

  private others(file: string, recorded: Recorded): Place[] {
    const ours = this.ours(file);
    return Object.entries(recorded)
      .flatMap(([stack, pools]) => Object.keys(pools).map((path) => ({ file, stack, path })))
      .filter(({ stack, path }) => !ours.some((place) => place.stack === stack && place.path === path));
  }

  private stacks(file: string): Set<string> {
    const stacks = this.root.node.findAll().filter((construct) => Stack.isStack(construct)) as Stack[];
    return new Set([...this.ours(file).map(({ stack }) => stack), ...stacks.map(nameOf)]);
  }

  private ours(file: string): Place[] {
    return this.places.filter((place) => place.file === file);
  }
}

/** The record without some of its pools. */
export function withoutPools(recorded: Recorded, places: readonly Place[]): Recorded {
  const isGone = (stack: string, path: string) => places.some((place) => place.stack === stack && place.path === path);
  const stacks = Object.entries(recorded).map(([stack, pools]) => [
    stack,
    Object.fromEntries(Object.entries(pools).filter(([path]) => !isGone(stack, path))),
  ]);
  return Object.fromEntries(stacks.filter(([, pools]) => Object.keys(pools).length > 0));
}

/** The record with a pool of which it may have known something else. */
export function withPool<T>(recorded: Readonly<Record<string, Readonly<Record<string, T>>>>, place: Place, pool: T) {
  return { ...recorded, [place.stack]: { ...own(recorded, place.stack), [place.path]: pool } };
}

function outermost(stack: Stack): Stack {
  return stack.nestedStackParent ? outermost(stack.nestedStackParent) : stack;
}

function nameOf(stack: Stack): string {
  return Token.isUnresolved(stack.stackName) ? stack.node.path : stack.stackName;
}
