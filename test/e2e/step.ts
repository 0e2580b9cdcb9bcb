/** One thing that a person does with a deployed app: what is asked, and what came back. */
export interface Step {
  readonly asks: string;
  /** Returns one readable line; throws when the app does not do what it should. */
  run(): Promise<string>;
}
