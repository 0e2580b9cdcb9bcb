import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { maintenance } from './steps/pre-authentication/maintenance';

export const handler = chain('PreAuthentication', { invoke, maintenance });
