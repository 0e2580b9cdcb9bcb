import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';

export const handler = chain('CustomSMSSender', { invoke });
