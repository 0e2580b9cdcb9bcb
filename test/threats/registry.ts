import { THREATS_TO_ACCESS } from './rows-access';
import { THREATS_TO_CLIENTS } from './rows-clients';
import { THREATS_TO_CONFIDENTIAL_CLIENTS } from './rows-confidential-clients';
import { THREATS_TO_CREDENTIALS } from './rows-credentials';
import { THREATS_TO_CUSTOM_AUTH } from './rows-custom-auth';
import { THREATS_BY_ERRORS } from './rows-errors';
import { THREATS_TO_FACTORS } from './rows-factors';
import { THREATS_TO_IDENTITY_POOLS } from './rows-identity-pools';
import { THREATS_BY_LOCKOUT } from './rows-lockout';
import { THREATS_BY_MOVES } from './rows-moves';
import { THREATS_THAT_PLUS_ANSWERS } from './rows-plus';
import { THREATS_TO_POOL } from './rows-pool';
import { THREATS_BY_PROVIDERS } from './rows-providers';
import { THREATS_TO_SENDERS } from './rows-senders';
import type { Threat } from './threat';

/** Every class of threats that a template can answer, in the order of their rows. */
export const THREATS: readonly Threat[] = [
  ...THREATS_TO_POOL,
  ...THREATS_TO_CLIENTS,
  ...THREATS_TO_CONFIDENTIAL_CLIENTS,
  ...THREATS_TO_CREDENTIALS,
  ...THREATS_TO_CUSTOM_AUTH,
  ...THREATS_BY_ERRORS,
  ...THREATS_TO_FACTORS,
  ...THREATS_TO_IDENTITY_POOLS,
  ...THREATS_TO_ACCESS,
  ...THREATS_BY_LOCKOUT,
  ...THREATS_BY_PROVIDERS,
  ...THREATS_BY_MOVES,
  ...THREATS_THAT_PLUS_ANSWERS,
  ...THREATS_TO_SENDERS,
].sort((one, other) => one.row - other.row);
