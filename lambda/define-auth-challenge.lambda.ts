import { chain } from './runtime/chain';
import { sequence } from './steps/define-auth-challenge/sequence';
import { invoke } from './steps/invoke';

export const handler = chain('DefineAuthChallenge', { invoke, sequence });
