/** One thing that a person does with a deployed app: what is asked, and what came back. */
export interface Step {
  readonly asks: string;
  /** What AWS has no place for, such as a stand-in for Google: the step runs on the test bed alone. */
  readonly onBedOnly?: true;
  /** Returns one readable line; throws when the app does not do what it should. */
  run(): Promise<string>;
}
