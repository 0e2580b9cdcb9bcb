import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { allowEmailDomains } from './steps/pre-sign-up/allow-email-domains';

export const handler = chain('PreSignUp', { allowEmailDomains, invoke });
