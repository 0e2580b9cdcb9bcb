/** Which record, and whose part of it. */
export interface LockPlan {
  /** Absolute. */
  readonly file: string;
  /** As the user wrote it, for sentences. */
  readonly shownFile: string;
  readonly key?: string;
}
