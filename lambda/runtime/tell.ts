import { InternalError } from './errors';
import { logFailure } from './log';
import { type TellingEvent, type UserEvent, userEventOf } from './user-event';
import type { TellingConfig } from '../../src/contract/user-events';

/** What is left of the time when it is given up to tell: for the answer to Cognito, and the steps that come after. */
const RESERVE_MS = 200;

/**
 * Tells somebody about a user. What cannot be told, or not in time, leaves a line in the log and costs nobody a sign-up or a
 * sign-in, unless it is required.
 */
export async function tell(
  step: string,
  event: TellingEvent,
  config: TellingConfig,
  deadline: number,
  send: (told: UserEvent) => Promise<void>,
): Promise<void> {
  const start = performance.now();
  try {
    const told = userEventOf(event, config);
    if (told) await inTime(send(told), deadline - RESERVE_MS - start);
  } catch (error) {
    if (config.required) throw error;
    const { triggerSource, region } = event;
    logFailure({ triggerSource, region, step }, error, performance.now() - start);
  }
}

async function inTime(work: Promise<void>, milliseconds: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const expiry = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new InternalError('no time left to tell')), milliseconds);
  });
  try {
    await Promise.race([work, expiry]);
  } finally {
    clearTimeout(timer);
  }
}
