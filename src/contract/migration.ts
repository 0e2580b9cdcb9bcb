/** Where accounts come from, and what becomes of them here. */
export interface FromUserPoolConfig {
  /** The other pool, and its client that takes passwords. */
  readonly userPoolId: string;
  readonly region: string;
  readonly clientId: string;
  /** The last day, in UTC, as `YYYY-MM-DD`. */
  readonly until: string;
  /** Name of an attribute here to its name there. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly finalUserStatus: 'CONFIRMED' | 'RESET_REQUIRED';
  /** What people sign in with here must be one of these attributes; with none, a user name. */
  readonly signInWith: readonly string[];
  /** Whether these attributes stand beside a user name, and not in its place. */
  readonly hasUserNames: boolean;
}
