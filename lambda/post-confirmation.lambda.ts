import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { addToGroup } from './steps/post-confirmation/add-to-group';

export const handler = chain('PostConfirmation', { addToGroup, invoke });
