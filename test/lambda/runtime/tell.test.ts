import { InternalError } from '../../../lambda/runtime/errors';
import { tell } from '../../../lambda/runtime/tell';
import type { TellingEvent, UserEvent } from '../../../lambda/runtime/user-event';
import { eventOf } from '../events';

const CONFIG = { types: ['User Sign-In' as const], attributes: [], required: false };
const EVENT = eventOf('PostAuthentication_Authentication') as never as TellingEvent;
const soon = (milliseconds = 3_000) => performance.now() + milliseconds;
const forever = async () => new Promise<void>(() => undefined);

let lines: Record<string, unknown>[];
beforeEach(() => {
  lines = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(JSON.parse(line) as never));
});
afterEach(() => jest.restoreAllMocks());

test('tells, and waits until it was told', async () => {
  const told: UserEvent[] = [];
  await tell('toEventBridge', EVENT, CONFIG, soon(), async (one) => {
    await new Promise(setImmediate);
    told.push(one);
  });
  expect(told).toMatchObject([{ type: 'User Sign-In' }]);
  expect(lines).toEqual([]);
});

test('tells nothing that nobody asked for', async () => {
  const send = jest.fn();
  await tell('toEventBridge', EVENT, { ...CONFIG, types: ['User Sign-Up'] }, soon(), send);
  expect(send).not.toHaveBeenCalled();
  expect(lines).toEqual([]);
});

test.each([
  ['fails', async () => Promise.reject(Object.assign(new Error('ann@example.com'), { name: 'ThrottlingException' })), soon, { error: 'ThrottlingException' }],
  ['takes too long', forever, () => soon(230), { error: 'InternalError', detail: 'no time left to tell' }],
  ['begins too late', forever, () => soon(-5), { error: 'InternalError', detail: 'no time left to tell' }],
] as const)('what %s leaves a line, and people get on', async (_, send, deadline, expected) => {
  const start = performance.now();
  await expect(tell('toEventBridge', EVENT, CONFIG, deadline(), send)).resolves.toBeUndefined();
  const triggerSource = 'PostAuthentication_Authentication';
  expect(lines).toEqual([
    { triggerSource, region: 'eu-west-1', step: 'toEventBridge', outcome: 'failed', ...expected, milliseconds: expect.any(Number) },
  ]);
  const [{ milliseconds }] = lines as [{ milliseconds: number }];
  expect(milliseconds).toBeLessThanOrEqual(Math.ceil(performance.now() - start));
  expect(JSON.stringify(lines)).not.toContain('ann@');
}); // prettier-ignore

test('leaves time to answer before the deadline, and does not wait when it was told', async () => {
  const start = performance.now();
  await tell('toEventBridge', EVENT, CONFIG, soon(300), forever);
  const elapsed = performance.now() - start;
  expect(elapsed).toBeGreaterThan(80);
  expect(elapsed).toBeLessThan(250);
  const clear = jest.spyOn(globalThis, 'clearTimeout');
  await tell('toEventBridge', EVENT, CONFIG, soon(), async () => undefined);
  expect(clear).toHaveBeenCalledWith(expect.objectContaining({ hasRef: expect.any(Function) }));
});

test('an event of an unknown shape costs nobody a sign-in', async () => {
  const strange = { ...EVENT, request: {} } as never as TellingEvent;
  await tell('toEventBridge', strange, CONFIG, soon(), jest.fn());
  expect(lines).toMatchObject([{ error: 'TypeError' }]);
});

test('what is required and cannot be told ends the chain', async () => {
  const required = { ...CONFIG, required: true };
  const send = async () => Promise.reject(new Error('throttled'));
  await expect(tell('toEventBridge', EVENT, required, soon(), send)).rejects.toThrow('throttled');
  await expect(tell('toEventBridge', EVENT, required, soon(0), forever)).rejects.toThrow(InternalError);
  await expect(tell('toEventBridge', EVENT, required, soon(), async () => undefined)).resolves.toBeUndefined();
  expect(lines).toEqual([]);
});
