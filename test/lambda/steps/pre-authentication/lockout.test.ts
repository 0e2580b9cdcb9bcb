import fc from 'fast-check';
import type { Row } from '../../../../lambda/ports/dynamodb';
import { UserFacingError } from '../../../../lambda/runtime/errors';
import { forgetAttempts } from '../../../../lambda/steps/post-authentication/forget-attempts';
import { lockout } from '../../../../lambda/steps/pre-authentication/lockout';
import type { LockoutConfig } from '../../../../src/contract/rows';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { dynamodbTables } from '../../ports/tables';

const MINUTE = 60;
const CONFIG: LockoutConfig = {
  table: 'Locks',
  attempts: 3,
  windowSeconds: 15 * MINUTE,
  lockSeconds: [MINUTE, 2 * MINUTE, 4 * MINUTE],
  memorySeconds: 24 * 60 * MINUTE,
};
const REFUSED = 'Too many attempts to sign in. Please try again later';

let rows: Awaited<ReturnType<typeof dynamodbTables>>;
let now = 1_900_000_000;
beforeAll(async () => (rows = await dynamodbTables({ Locks: ['id'] })));
beforeEach(async () => {
  await rows.clear();
  jest.spyOn(Date, 'now').mockImplementation(() => now * 1_000);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rows.close());

interface Who {
  readonly userName?: string;
  readonly clientId?: string;
  readonly userNotFound?: boolean;
  readonly sub?: string;
}

function eventFor(
  source: string,
  { userName = 'ann', clientId = 'web', userNotFound, sub = `sub of ${userName}` }: Who = {},
) {
  const event = eventOf(source);
  Object.assign(event, { userName, callerContext: { awsSdkVersion: 'x', clientId } });
  event.request.userAttributes = { ...event.request.userAttributes, sub };
  if (userNotFound) Object.assign(event.request, { userNotFound, userAttributes: {} });
  return event as never;
}

const attempt = async (who: Who = {}, config: object = {}, ports: object = rows.ports): Promise<string> => {
  try {
    const event = eventFor('PreAuthentication_Authentication', who);
    await lockout(event, { ...CONFIG, ...config }, ports as never);
    return 'passes';
  } catch (error) {
    if (error instanceof UserFacingError) expect(error.message).toBe(REFUSED);
    return error instanceof UserFacingError ? 'refused' : (error as Error).message;
  }
};
async function attempts(count: number, who?: Who, config?: object): Promise<string[]> {
  const answers: string[] = [];
  for (let index = 0; index < count; index++) answers.push(await attempt(who, config));
  return answers;
}
const succeed = async (who?: Who) =>
  forgetAttempts(eventFor('PostAuthentication_Authentication', who), { table: 'Locks' }, rows.ports);
const after = (seconds: number) => void (now += seconds);

test('the last attempt passes, and after it none until the lock ends', async () => {
  expect(await attempts(5)).toEqual(['passes', 'passes', 'passes', 'refused', 'refused']);
  after(MINUTE - 1);
  expect(await attempt()).toBe('refused');
  after(1);
  expect(await attempt()).toBe('passes');
});

test('each further lock lasts longer, the last of them stays, and after a day the first one comes again', async () => {
  for (const seconds of [MINUTE, 2 * MINUTE, 4 * MINUTE, 4 * MINUTE]) {
    expect(await attempts(4)).toEqual(['passes', 'passes', 'passes', 'refused']);
    after(seconds - 1);
    expect(await attempt()).toBe('refused');
    after(1);
  }
  after(CONFIG.memorySeconds);
  await attempts(3);
  after(MINUTE);
  expect(await attempt()).toBe('passes');
});

test('some attempts in between do not make the locks be forgotten', async () => {
  await attempts(3);
  after(MINUTE);
  await attempt();
  after(CONFIG.windowSeconds + 1);
  await attempts(3);
  after(MINUTE);
  expect(await attempt()).toBe('refused');
});

test('without progression every lock is the same', async () => {
  const config = { lockSeconds: [MINUTE], memorySeconds: 0 };
  for (let round = 0; round < 3; round++) {
    expect(await attempts(4, {}, config)).toEqual(['passes', 'passes', 'passes', 'refused']);
    after(MINUTE);
  }
});

test('attempts count from the first on, within the window', async () => {
  await attempts(2);
  after(CONFIG.windowSeconds - 1);
  expect(await attempts(2)).toEqual(['passes', 'refused']);
  await succeed();
  await attempts(2);
  after(CONFIG.windowSeconds);
  expect(await attempts(4)).toEqual(['passes', 'passes', 'passes', 'refused']);
});

test('a success forgets all of it, repeated or not, and nobody else does', async () => {
  await attempts(3);
  after(MINUTE);
  await attempts(2);
  await succeed({ userName: 'bob' });
  await succeed({ clientId: 'other' });
  expect(await rows.items('Locks')).toHaveLength(1);
  for (let repeated = 0; repeated < 3; repeated++) await succeed();
  expect(await rows.items('Locks')).toEqual([]);
  expect(await attempts(4)).toEqual(['passes', 'passes', 'passes', 'refused']);
  after(MINUTE);
  expect(await attempt()).toBe('passes');
});

test('others, and other clients of the same user, are not locked', async () => {
  await attempts(4);
  const others: Who[] = [{ userName: 'bob' }, { clientId: 'other' }];
  expect(await Promise.all(others.map(async (who) => attempt(who)))).toEqual(['passes', 'passes']);
});

test('an attempt counts for the user, whatever the name was written like', async () => {
  const sub = '0a1b2c3d';
  const answers: string[] = [];
  for (const userName of ['ann', 'ann@example.com', '+4915112345678', 'ANN']) {
    answers.push(await attempt({ userName, sub }));
  }
  expect(answers).toEqual(['passes', 'passes', 'passes', 'refused']);
  await succeed({ userName: 'another spelling', sub });
  expect(await attempt({ sub })).toBe('passes');
});

test('where letter case counts, a success of a namesake forgets nothing, and their attempts lock nobody else', async () => {
  await attempts(3, { userName: 'ann' });
  expect(await attempt({ userName: 'Ann' })).toBe('passes');
  await succeed({ userName: 'Ann' });
  expect(await attempt({ userName: 'ann' })).toBe('refused');
});

test.each([undefined, '', 7])("without a sub (%p) the name counts, and is nobody's sub", async (sub) => {
  const event = (userName: string, attributes: object | null) => ({
    ...(eventFor('PreAuthentication_Authentication', { userName }) as any),
    request: { userAttributes: attributes },
  });
  const run = async (each: any) => lockout(each, CONFIG, rows.ports);
  await run(event('0a1b2c3d', { sub }));
  await run(event('0A1B2C3D', null));
  expect(await rows.items('Locks')).toHaveLength(1);
  await run(event('other', { sub: '0a1b2c3d' }));
  expect(await rows.items('Locks')).toHaveLength(2);
});

test('who does not exist is counted and refused like everybody, in whatever letter case they write', async () => {
  const spellings = ['Nobody@example.com', 'nobody@example.com', 'NOBODY@EXAMPLE.COM', 'nobody@Example.com'];
  const answers: string[] = [];
  for (const userName of spellings) answers.push(await attempt({ userName, userNotFound: true }));
  expect(answers).toEqual(['passes', 'passes', 'passes', 'refused']);
  const kept = await rows.items('Locks');
  expect(kept).toHaveLength(1);
  expect(JSON.stringify(kept)).not.toMatch(/nobody/i);
});

test('every row goes by itself', async () => {
  const end = async () => Number((await rows.items('Locks'))[0]!.expiresAt!.N);
  await attempts(2);
  expect(await end()).toBe(now + CONFIG.windowSeconds);
  await attempt();
  expect(await end()).toBe(now + MINUTE + CONFIG.memorySeconds);
  await attempt();
  after(MINUTE);
  const before = await end();
  await attempt();
  expect(await end()).toBe(before);
});

test('a lower limit counts for rows of a higher one, and locks no longer than it says', async () => {
  await attempts(8, {}, { attempts: 10 });
  expect(await attempts(2)).toEqual(['passes', 'refused']);
  after(MINUTE);
  expect(await attempt()).toBe('passes');
});

test('of many attempts in one moment no more pass than of others', async () => {
  const answers = await Promise.all(Array.from({ length: 40 }, async () => attempt()));
  expect(answers.filter((answer) => answer === 'passes').length).toBeLessThanOrEqual(CONFIG.attempts);
  expect(await attempts(CONFIG.attempts + 1)).toContain('refused');
});

test('who finds the row changed again and again is given up after five rounds', async () => {
  const { ports, calls } = fakePorts({ dynamodb: { putOnce: async () => false } });
  await attempt({}, {}, ports);
  expect(calls.map(([call]) => call)).toEqual(Array(5).fill(['readRow', 'putOnce']).flat());
});

test('three attempts that Cognito makes of one count three times: an event does not tell them apart', async () => {
  const { ports, calls } = fakePorts({ dynamodb: { putOnce: async () => true } });
  for (let repeated = 0; repeated < 3; repeated++) await attempt({}, {}, ports);
  expect(calls.filter(([call]) => call === 'putOnce')).toHaveLength(3);
});

describe('nobody signs in', () => {
  const down = async () => Promise.reject(new Error('down'));
  const counted = { attempts: 1, until: 0, locks: 0, lastLock: 0 };

  test.each([
    ['while the count cannot be read', { readRow: down }, 'down'],
    ['while it cannot be written', { putOnce: down }, 'down'],
    ['while it cannot be replaced', { readRow: async () => counted, putInPlaceOf: down }, 'down'],
    ['whose count is none', { readRow: async () => ({ ...counted, locks: 'x' }) }, 'the row does not count attempts'],
    ['whose attempt is never counted', { putOnce: async () => false }, 'too many attempts of one moment'],
  ])('%s', async (_, dynamodb, message) => {
    const { ports } = fakePorts({ dynamodb });
    expect(await attempt({}, {}, ports)).toBe(message);
  });
});

test('the event stays as it is', async () => {
  const event = eventFor('PreAuthentication_Authentication');
  await lockout(event, CONFIG, rows.ports);
  expect(event).toEqual(eventFor('PreAuthentication_Authentication'));
});

/** Another reading of the rule, from the whole history. */
function expected(times: readonly number[]): boolean[] {
  let [first, count, lockedUntil, locks, lastEnd] = [-Infinity, 0, -Infinity, 0, -Infinity];
  return times.map((time) => {
    if (time < lockedUntil) return false;
    if (lockedUntil !== -Infinity) [lastEnd, lockedUntil, count] = [lockedUntil, -Infinity, 0];
    if (count === 0 || time >= first + CONFIG.windowSeconds) {
      [first, count] = [time, 0];
      if (time >= lastEnd + CONFIG.memorySeconds) locks = 0;
    }
    count += 1;
    if (count === CONFIG.attempts) {
      if (time >= lastEnd + CONFIG.memorySeconds) locks = 0;
      lockedUntil = time + CONFIG.lockSeconds[Math.min(locks, 2)]!;
      locks += 1;
    }
    return true;
  });
}

test('any history gives what the rule says, and no lock lasts longer than the longest', async () => {
  const gap = fc.oneof(fc.integer({ min: 0, max: 90 }), fc.constantFrom(60, 120, 240, 900, 86_400, 90_000));
  await fc.assert(
    fc.asyncProperty(fc.array(gap, { maxLength: 40 }), async (gaps) => {
      const kept = new Map<string, Row>();
      const id = (row: Row) => `${String(row.id)}`;
      const { ports } = fakePorts({
        dynamodb: {
          readRow: async (_table, key) => kept.get(id(key)),
          putOnce: async (_table, key, others) => !kept.has(id(key)) && kept.set(id(key), others) !== undefined,
          putInPlaceOf: async (_table, row) => kept.set(id(row), row) !== undefined,
        },
      });
      const start = now;
      const times: number[] = [];
      const answers: boolean[] = [];
      for (const seconds of gaps) {
        after(seconds);
        times.push(now - start);
        answers.push((await attempt({}, {}, ports)) === 'passes');
      }
      expect(answers).toEqual(expected(times));
    }),
  );
}); // prettier-ignore
