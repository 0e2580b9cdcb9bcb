/* Configurations of the steps that keep or read rows in DynamoDB. */
import type { TokenUse } from './steps';

/** One row of a table: its key attributes as texts in which `{sub}`, `{time}` and `{clientId}` stand for what the event says. */
export interface RowPlace {
  readonly table: string;
  readonly key: Readonly<Record<string, string>>;
}

export interface ProfileRowConfig extends RowPlace {
  /** Attributes of the row, and which of the user's each takes. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly createdAt: string;
}

export interface LastSignInConfig extends RowPlace {
  readonly attribute: string;
}

export interface SignInLogConfig extends RowPlace {
  readonly retentionSeconds: number;
  /** The attribute by which the table forgets, in seconds since 1970. */
  readonly expiresAt: string;
}

export interface ClaimsFromRowConfig extends RowPlace {
  /** Claims, and which attribute of the row each takes. */
  readonly claims: Readonly<Record<string, string>>;
  readonly tokens: readonly TokenUse[];
}

export interface SuspendedUsersConfig extends RowPlace {
  readonly attribute: string;
  readonly untilAttribute: string;
  /** What people read who are suspended. */
  readonly message?: string;
}

export interface LockoutConfig {
  readonly table: string;
  /** How many attempts without a success end in a lock. */
  readonly attempts: number;
  readonly windowSeconds: number;
  /** How long the first lock lasts, the second, and so on; the last of them stays. */
  readonly lockSeconds: readonly number[];
  /** For how long after a lock the next one is longer. */
  readonly memorySeconds: number;
}

export interface ForgetAttemptsConfig {
  readonly table: string;
}

/** The attributes of a row that counts attempts. */
export const ATTEMPTS_KEY = 'id';
