import { chain } from './runtime/chain';
import { captcha } from './steps/create-auth-challenge/captcha';
import { emailCode } from './steps/create-auth-challenge/email-code';
import { magicLink } from './steps/create-auth-challenge/magic-link';
import { invoke } from './steps/invoke';

export const handler = chain('CreateAuthChallenge', { captcha, emailCode, invoke, magicLink });
