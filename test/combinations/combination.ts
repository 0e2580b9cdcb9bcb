import type { Stack } from 'aws-cdk-lib';
import type { TemplateJson } from '../support/template';
import type { Check } from '../threats/checks';
import type { Mutation } from '../threats/mutants';
import type { Proof } from '../threats/threat';

/** A combination of settings that the L2 synthesises cleanly, and that AWS rejects or ignores. */
export interface Combination extends Proof {
  readonly id: `V${number}`;
  /** Looks at a template alone, and knows nothing of the library that made it. */
  readonly check: Check;
  /** Faults that are planted in the sound template with all features (PLUS plan). */
  readonly mutants: Readonly<Record<string, Mutation>>;
  /** Faults that are planted in the sound template of the LITE plan. */
  readonly liteMutants?: Readonly<Record<string, Mutation>>;
  /** The same as bad input to the library, each with the answer it gets. */
  readonly answers: Readonly<Record<string, Answer>>;
}

export type Build = (stack: Stack) => void;

/** Bad input through the library's API: what is said, and good input beside it, about which nothing is said. */
export interface Answer {
  /** Left out where no input could bring the combination about. */
  readonly bad?: Build;
  readonly good: Build;
  /** The whole sentence with its path, when the input is refused. */
  readonly refused?: string;
  /** The id of the warning, when the input is let through. */
  readonly warned?: string;
  /** Why no input could bring it about; what comes nearest is the good input. */
  readonly impossible?: string;
}

/** The name under which jest reports the test of a combination. */
export function combinationTestName({ id, title }: Combination): string {
  return `combination ${id}: ${title}`;
}

/** Several changes as one: for a fault that takes more than one property. */
export function both(...mutations: readonly Mutation[]): Mutation {
  return (template) => mutations.reduce((changed, mutate) => mutate(changed), template);
}

/** Every mutant of a combination, by what is wrong with it. */
export function mutantsOf(
  { mutants, liteMutants = {} }: Combination,
  sound: TemplateJson,
  soundLite: TemplateJson,
): [string, TemplateJson][] {
  return [
    ...Object.entries(mutants).map(([name, mutate]): [string, TemplateJson] => [name, mutate(sound)]),
    ...Object.entries(liteMutants).map(([name, mutate]): [string, TemplateJson] => [name, mutate(soundLite)]),
  ];
}
