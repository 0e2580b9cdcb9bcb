import { Exercise } from './exercise';
import { MESSAGES } from './exercises/messages';
import { SENDERS } from './exercises/senders';
import { SIGN_IN } from './exercises/sign-in';
import { SIGN_UP } from './exercises/sign-up';
import { TOKENS } from './exercises/tokens';

/** The least use of every handler of the front door; docs/triggers.md and the tests of permissions are made of them. */
export const TRIGGER_EXERCISES: Readonly<Record<string, Exercise>> = {
  ...SIGN_UP,
  ...SIGN_IN,
  ...TOKENS,
  ...MESSAGES,
  ...SENDERS,
};
