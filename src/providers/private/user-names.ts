import type { Relaxation } from '../../private/relaxations';
import type { Pool } from '../../user-pool/pool';

/**
 * The user of a provider is called by its name, an underscore and the provider's id of the user; where people choose their
 * names themselves, somebody else can have that one already.
 */
export function squattingRelaxation(providerName: string, { signInAliases, selfSignUpEnabled }: Pool): Relaxation {
  return {
    isMade: selfSignUpEnabled && signInAliases.username === true,
    id: 'userNamesOfProviders',
    sentence: `people choose their user names at sign-up, also one that begins with '${providerName}_', under which a user of the provider would come: that user could not sign in any more. Let people sign in by e-mail only, close sign-up, refuse such names with PreSignUp.invoke, or acknowledge the warning.`,
  };
}
