import type { Check } from './checks';
import type { Mutation } from './mutants';

/** One class of threats: what it is, the default that answers it, the check that proves it, and what the check kills. */
export interface Threat {
  readonly row: number;
  readonly title: string;
  readonly secureDefault: string;
  readonly check: Check;
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
