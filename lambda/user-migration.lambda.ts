import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { fromUserPool } from './steps/user-migration/from-user-pool';

export const handler = chain('UserMigration', { fromUserPool, invoke });
