import { createHash } from 'node:crypto';
import { ATTEMPTS_KEY } from '../../src/contract/rows';

interface Event {
  readonly userPoolId: string;
  readonly userName: string;
  readonly callerContext: { readonly clientId: string };
  readonly request: { readonly userAttributes?: Readonly<Record<string, unknown>> | null };
}

/**
 * Under which key the attempts of a user in a client are counted. By `sub`, which is the same however the name is written, and
 * of no other user: where letter case counts, a success of `Ann` must not forget the attempts on `ann`. Who does not exist is
 * counted under the name that was typed, in one letter case; hence a hash.
 */
export function attemptsKey({
  userPoolId,
  userName,
  callerContext,
  request,
}: Event): Record<typeof ATTEMPTS_KEY, string> {
  const { sub } = request.userAttributes ?? {};
  const who = typeof sub === 'string' && sub !== '' ? { sub } : { typed: userName.toLowerCase() };
  const counted = JSON.stringify([userPoolId, callerContext.clientId, who]);
  return { [ATTEMPTS_KEY]: createHash('sha256').update(counted).digest('base64url') };
}
