import { IConstruct } from 'constructs';

/**
 * Faults that are found while something is made, and told when the app is synthesised: one synth shows those of all rooms. For
 * what leaves a tree that can still be built; the rest is thrown as an `AuthConfigError`. What the escape hatch can change
 * afterwards is better read from the resource, in a validation.
 */
export class Findings {
  private readonly sentences: string[] = [];

  /**
   * @param sentence what is wrong and what to do; the CDK adds the path
   */
  add(sentence: string): void {
    this.sentences.push(sentence);
  }

  /** Where they are told, with its path. The construct may be younger than its faults. */
  tellAt(where: IConstruct): void {
    where.node.addValidation({ validate: () => [...this.sentences] });
  }
}
