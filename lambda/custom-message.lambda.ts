import { chain } from './runtime/chain';
import { templates } from './steps/custom-message/templates';
import { invoke } from './steps/invoke';

export const handler = chain('CustomMessage', { invoke, templates });
