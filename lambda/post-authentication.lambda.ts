import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { forgetAttempts } from './steps/post-authentication/forget-attempts';
import { lastSignIn } from './steps/post-authentication/last-sign-in';
import { signInLog } from './steps/post-authentication/sign-in-log';
import { toEventBridge } from './steps/to-event-bridge';

export const handler = chain('PostAuthentication', { forgetAttempts, invoke, lastSignIn, signInLog, toEventBridge });
