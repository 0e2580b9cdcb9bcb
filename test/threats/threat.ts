import type { Check } from './checks';
import type { Mutation } from './mutants';

/** What the registries have in common: a check that finds nothing where all is well, and finds every planted fault. */
export interface Proof {
  readonly title: string;
  readonly check: Check;
  /** Faults, each a change to a template that the check finds nothing in. */
  readonly mutants: Readonly<Record<string, Mutation>>;
}

/** One class of threats: what it is, the default that answers it, the check that proves it, and what the check kills. */
export interface Threat extends Proof {
  readonly row: number;
  readonly secureDefault: string;
  /** Faults that are planted in the template of the notes app. */
  readonly mutants: Readonly<Record<string, Mutation>>;
  /** Faults that are planted in the template of hello, where the notes app has an answer of its own. */
  readonly helloMutants?: Readonly<Record<string, Mutation>>;
  /** Faults that are planted in the template of a stack that shares data in every way; its check must hold there too. */
  readonly accessMutants?: Readonly<Record<string, Mutation>>;
  /** Further tests that hold the row. */
  readonly alsoTestedBy?: readonly string[];
}

/** The name under which jest reports the test of a row. */
export function testName({ row, title }: Threat): string {
  return `threat ${row}: ${title}`;
}
