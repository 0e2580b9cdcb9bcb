import type { SignInAgainConfig } from '../../../src/contract/steps';
import type { TriggerEvents } from '../../runtime/events';
import { linkIn } from '../../runtime/link';
import { linkedNow } from '../../runtime/refusals';

/** Ends a sign-up that became a link, when all has been told: Cognito would fail to make a second account of the user. */
export function signInAgain(event: TriggerEvents['PreSignUp'], _config: SignInAgainConfig): void {
  if (linkIn(event)) throw linkedNow();
}
