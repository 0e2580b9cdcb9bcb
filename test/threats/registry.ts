import { THREATS_TO_ACCESS } from './rows-access';
import { THREATS_TO_CLIENTS } from './rows-clients';
import { THREATS_TO_CREDENTIALS } from './rows-credentials';
import { THREATS_TO_IDENTITY_POOLS } from './rows-identity-pools';
import { THREATS_TO_POOL } from './rows-pool';
import type { Threat } from './threat';

/** Every class of threats that a template can answer, in the order of their rows. */
export const THREATS: readonly Threat[] = [
  ...THREATS_TO_POOL,
  ...THREATS_TO_CLIENTS,
  ...THREATS_TO_CREDENTIALS,
  ...THREATS_TO_IDENTITY_POOLS,
  ...THREATS_TO_ACCESS,
].sort((one, other) => one.row - other.row);
