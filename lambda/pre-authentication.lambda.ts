import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { lockout } from './steps/pre-authentication/lockout';
import { maintenance } from './steps/pre-authentication/maintenance';
import { suspendedUsers } from './steps/suspended-users';

export const handler = chain('PreAuthentication', { invoke, lockout, maintenance, suspendedUsers });
