import type { TriggerEvents } from '../../../lambda/runtime/events';
import { addClaim, groupsIn, membershipsIn } from '../../../lambda/runtime/tokens';
import { eventOf } from '../events';

const tokenEvent = (source: string) => eventOf(source) as never as TriggerEvents['PreTokenGeneration'];

test.each([
  ['a machine', tokenEvent('TokenGeneration_ClientCredentials')],
  ['an event without groups', { request: {}, response: {} } as never as TriggerEvents['PreTokenGeneration']],
])('%s is in no group', (_, event) => {
  expect(membershipsIn(event)).toEqual([]);
  expect(groupsIn(event)).toEqual([]);
});

test('tokens get 6,000 bytes, and not one more', () => {
  const bytesOf = (text: string) => {
    const event = tokenEvent('TokenGeneration_Authentication');
    addClaim(event, ['id'], 'a', text);
    return Buffer.byteLength(JSON.stringify(event.response));
  };
  const longest = 'x'.repeat(6_000 - bytesOf(''));
  expect(bytesOf(longest)).toBe(6_000);
  expect(() => bytesOf(`${longest}x`)).toThrow('tokens get 6001 bytes, 6000 are allowed');
});
