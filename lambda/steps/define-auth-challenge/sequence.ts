import type { AllowedChallenge, SequenceConfig } from '../../../src/contract/custom-auth';
import type { TriggerEvents } from '../../runtime/events';

type Event = TriggerEvents['DefineAuthChallenge'];
type Challenge = Event['request']['session'][number];

/** Goes on while the session is the beginning of one that is allowed, issues tokens at its end, and fails otherwise. */
export function sequence({ request, response }: Event, { sessions }: SequenceConfig): void {
  const session = request.session ?? [];
  const possible = sessions.filter((allowed) => session.every((challenge, at) => isAs(allowed[at], challenge)));
  const isComplete = possible.some((allowed) => allowed.length === session.length);
  const { name } = possible[0]?.[session.length] ?? {};
  // what a client begins with it begins itself: Cognito has done it before it asks here
  const next = name === 'SRP_A' ? undefined : name;
  // whoever does not exist meets the same challenges, and never gets tokens
  response.issueTokens = isComplete && request.userNotFound !== true;
  response.failAuthentication = !next && !response.issueTokens;
  if (next) response.challengeName = next;
}

function isAs(allowed: AllowedChallenge | undefined, challenge: Challenge): boolean {
  const { challengeName, challengeResult } = challenge;
  if (challengeName !== allowed?.name || (challengeResult === true) !== allowed.passed) return false;
  return challengeName !== 'CUSTOM_CHALLENGE' || challenge.challengeMetadata === allowed.about;
}
