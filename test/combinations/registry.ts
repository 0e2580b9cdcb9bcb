import type { Combination } from './combination';
import { COMBINATIONS_OF_CLIENTS } from './rows-clients';
import { COMBINATIONS_OF_DOMAINS } from './rows-domains';
import { COMBINATIONS_OF_FACTORS } from './rows-factors';
import { COMBINATIONS_OF_POOL } from './rows-pool';

const number = ({ id }: Combination): number => Number(id.slice(1));

/** Every combination that AWS rejects or ignores, in the order of their numbers. */
export const COMBINATIONS: readonly Combination[] = [
  ...COMBINATIONS_OF_FACTORS,
  ...COMBINATIONS_OF_POOL,
  ...COMBINATIONS_OF_CLIENTS,
  ...COMBINATIONS_OF_DOMAINS,
].sort((one, other) => number(one) - number(other));
