import type { LockoutConfig } from '../../../src/contract/rows';
import type { Row } from '../../ports/dynamodb';
import { attemptsKey } from '../../runtime/attempts';
import { InternalError } from '../../runtime/errors';
import type { TriggerEvents } from '../../runtime/events';
import type { Ports } from '../../runtime/ports';
import { tooManyAttempts } from '../../runtime/refusals';
import { secondsOf } from '../../runtime/rows';

/** What is counted: attempts until a time, at which their window ends, or with none of them a lock; and the locks before. */
interface Count {
  readonly attempts: number;
  readonly until: number;
  readonly locks: number;
  /** When the last of the locks ends. */
  readonly lastLock: number;
}

const COUNT = ['attempts', 'until', 'locks', 'lastLock'] as const;
/** So many attempts of one moment wait for each other; more are a machine's. */
const ROUNDS = 5;

/** Counts each attempt before it is checked, and refuses while there are too many; nobody is treated otherwise for not existing. */
export async function lockout(
  event: TriggerEvents['PreAuthentication'],
  config: LockoutConfig,
  { dynamodb }: Pick<Ports, 'dynamodb'>,
): Promise<void> {
  const key = attemptsKey(event);
  for (let round = 0; round < ROUNDS; round++) {
    const now = secondsOf(Date.now());
    const seen = countIn(await dynamodb.readRow(config.table, key, COUNT));
    if (seen?.attempts === 0 && now < seen.until) throw tooManyAttempts();
    const count = following(seen, config, now);
    const expiresAt = Math.max(count.until, count.lastLock + config.memorySeconds);
    const next = { ...key, ...count, expiresAt };
    // only in place of what was seen, so that attempts of one moment are counted one after another
    const isCounted = seen
      ? await dynamodb.putInPlaceOf(config.table, next, { attempts: seen.attempts, until: seen.until, locks: seen.locks })
      : await dynamodb.putOnce(config.table, key, next);
    if (isCounted) return;
  }
  throw new InternalError('too many attempts of one moment');
} // prettier-ignore

function following(seen: Count | undefined, config: LockoutConfig, now: number): Count {
  const isWithin = seen !== undefined && now < seen.until;
  const attempts = isWithin ? seen.attempts + 1 : 1;
  const isRemembered = seen !== undefined && now < seen.lastLock + config.memorySeconds;
  const before = isRemembered ? { locks: seen.locks, lastLock: seen.lastLock } : { locks: 0, lastLock: 0 };
  if (attempts < config.attempts) {
    return { attempts, until: isWithin ? seen.until : now + config.windowSeconds, ...before };
  }
  const until = now + config.lockSeconds[Math.min(before.locks, config.lockSeconds.length - 1)]!;
  return { attempts: 0, until, locks: before.locks + 1, lastLock: until };
}

/** A row that holds something else is nobody's count, and no reason to let an attempt pass uncounted. */
function countIn(row: Row | undefined): Count | undefined {
  if (!row) return undefined;
  if (COUNT.some((name) => typeof row[name] !== 'number')) throw new InternalError('the row does not count attempts');
  return row as unknown as Count;
}
