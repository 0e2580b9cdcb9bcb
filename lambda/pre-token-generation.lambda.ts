import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { claim } from './steps/pre-token-generation/claim';

export const handler = chain('PreTokenGeneration', { claim, invoke });
