import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { captcha } from './steps/verify-auth-challenge-response/captcha';
import { oneTimeSecret } from './steps/verify-auth-challenge-response/one-time-secret';

export const handler = chain('VerifyAuthChallengeResponse', { captcha, invoke, oneTimeSecret });
