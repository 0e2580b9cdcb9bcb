import type { RequireGroupConfig } from './steps';

export interface RequireGroupForClientsConfig extends RequireGroupConfig {
  /** A parameter of Systems Manager: ids of clients by the name of their gate. Ids are known after the functions only. */
  readonly parameter: string;
  readonly gate: string;
  readonly cacheSeconds: number;
}
