import { chain } from './runtime/chain';
import { invoke } from './steps/invoke';
import { allowEmailDomains } from './steps/pre-sign-up/allow-email-domains';
import { autoConfirm } from './steps/pre-sign-up/auto-confirm';
import { blockDuplicates } from './steps/pre-sign-up/block-duplicates';
import { denyEmailDomains } from './steps/pre-sign-up/deny-email-domains';
import { emailDomainsIn } from './steps/pre-sign-up/email-domains-in';
import { invitationCode } from './steps/pre-sign-up/invitation-code';
import { linkAccounts } from './steps/pre-sign-up/link-accounts';
import { signInAgain } from './steps/pre-sign-up/sign-in-again';
import { toEventBridge } from './steps/to-event-bridge';

export const handler = chain('PreSignUp', {
  allowEmailDomains,
  autoConfirm,
  blockDuplicates,
  denyEmailDomains,
  emailDomainsIn,
  invitationCode,
  invoke,
  linkAccounts,
  signInAgain,
  toEventBridge,
});
