import fc from 'fast-check';
import { attemptsKey } from '../../../lambda/runtime/attempts';
import { keyOf, keyOfNobody, secondsOf, timeOf } from '../../../lambda/runtime/rows';

const eventOf = (sub: unknown, clientId = 'web') => ({
  callerContext: { clientId },
  request: { userAttributes: { sub } },
});
const PLACE = { key: { pk: 'USER#{sub}', sk: '{time} {clientId} {sub}' } };

describe('the key of a row', () => {
  test('has what the event says in its places', () => {
    expect(keyOf(eventOf('ann'), PLACE, 'noon')).toEqual({ pk: 'USER#ann', sk: 'noon web ann' });
    expect(keyOf(eventOf('ann'), PLACE)).toHaveProperty('sk', ' web ann');
    expect(keyOf(eventOf('ann'), { key: { sub: '{sub}' } })).toEqual({ sub: 'ann' });
    expect(keyOfNobody({ key: { pk: 'USER#{sub}', sk: 'PROFILE' } })).toEqual({ pk: 'USER#nobody', sk: 'PROFILE' });
  });

  test('takes nothing that it is given for a place of its own', () => {
    expect(keyOf(eventOf('{time}{clientId}'), PLACE, '{sub}')).toEqual({
      pk: 'USER#{time}{clientId}',
      sk: '{sub} web {time}{clientId}',
    });
    expect(keyOf(eventOf('$&$1'), { key: { pk: 'USER#{sub}' } })).toEqual({ pk: 'USER#$&$1' });
  });

  test.each([undefined, null, '', 7, ['ann'], { S: 'ann' }])('is not made of the sub %j', (sub) => {
    expect(() => keyOf(eventOf(sub), PLACE)).toThrow('the event has no sub');
  });

  test.each([undefined, null])('is not made of attributes that are %j', (userAttributes) => {
    expect(() => keyOf({ callerContext: { clientId: 'web' }, request: { userAttributes } }, PLACE)).toThrow(
      'the event has no sub',
    );
  });
});

test('times are to the second', () => {
  const noon = Date.parse('2030-01-31T12:00:00.999Z');
  expect(timeOf(noon)).toBe('2030-01-31T12:00:00Z');
  expect(secondsOf(noon)).toBe(Date.parse('2030-01-31T12:00:00Z') / 1_000);
});

describe('the key of attempts', () => {
  const keyFor = (userPoolId: string, clientId: string, userName: string, userAttributes?: object) =>
    attemptsKey({ userPoolId, userName, callerContext: { clientId }, request: { userAttributes: { ...userAttributes } } }).id;
  const text = fc.string({ unit: 'binary' });

  test('is another one for another pool, client or user, however they are spelled', () => {
    const three = fc.tuple(text, text, text);
    fc.assert(
      fc.property(three, three, (one, other) => {
        const counted = ([pool, client, user]: [string, string, string]) => JSON.stringify([pool, client, user.toLowerCase()]);
        expect(keyFor(...one) === keyFor(...other)).toBe(counted(one) === counted(other));
      }),
    );
    expect(keyFor('a', 'b', 'c')).not.toBe(keyFor('a', '', 'bc'));
    expect(keyFor('a","b', '', 'c')).not.toBe(keyFor('a', 'b', 'c'));
  });

  test('is that of the sub, where there is one, and never that of a name', () => {
    fc.assert(
      fc.property(text, text, fc.string({ minLength: 1 }), (one, other, sub) => {
        expect(keyFor('pool', 'web', one, { sub })).toBe(keyFor('pool', 'web', other, { sub }));
        expect(keyFor('pool', 'web', one, { sub })).not.toBe(keyFor('pool', 'web', sub));
        expect(keyFor('pool', 'web', one, { sub })).not.toBe(keyFor('pool', 'web', one, { sub: `${sub}x` }));
      }),
    );
  });

  test('is the same in every letter case, of one length, and tells no name', () => {
    fc.assert(
      fc.property(text, (name) => {
        expect(keyFor('pool', 'web', name.toUpperCase())).toBe(keyFor('pool', 'web', name.toUpperCase().toLowerCase()));
        expect(keyFor('pool', 'web', name)).toMatch(/^[\w-]{43}$/);
      }),
    );
    // who types another letter is somebody else, also where capitals make both alike
    expect(keyFor('pool', 'web', 'straße')).not.toBe(keyFor('pool', 'web', 'strasse'));
  });
}); // prettier-ignore
