import { CALL_ATTEMPTS, CALL_TIMEOUT_MS, HANDLER_DEADLINE_MS, withDeadline } from '../../../lambda/runtime/deadline';

const FUNCTION_TIMEOUT_MS = 4_000;

test('the deadline comes before the timeout of the function, and after two attempts of one call', () => {
  expect(HANDLER_DEADLINE_MS).toBeLessThan(FUNCTION_TIMEOUT_MS);
  expect(CALL_TIMEOUT_MS * CALL_ATTEMPTS).toBeLessThan(HANDLER_DEADLINE_MS);
});

test('work that is done in time passes, and leaves no timer behind', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length;
  const before = timers();
  let seen: AbortSignal | undefined;
  await withDeadline(async (signal) => void (seen = signal), 60_000);
  expect(seen?.aborted).toBe(false);
  expect(timers()).toBe(before);
});

test('an error of the work is passed on', async () => {
  const error = new Error('broken');
  await expect(withDeadline(async () => Promise.reject(error), 60_000)).rejects.toBe(error);
});

test('work that hangs fails at the deadline, and its calls are aborted', async () => {
  let seen: AbortSignal | undefined;
  const hanging = async (signal: AbortSignal) => new Promise<void>(() => (seen = signal));
  await expect(withDeadline(hanging, 10)).rejects.toThrow('deadline reached');
  expect(seen?.aborted).toBe(true);
});
