import fc from 'fast-check';
import { addMissing } from '../../../lambda/runtime/merge';

const tree = () => fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
const said = (value: unknown) => value !== undefined && value !== null && value !== false;
const isBranch = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value that was said in `before` is still the same in `after`. */
function kept(before: Record<string, unknown>, after: Record<string, unknown>): boolean {
  return Object.entries(before).every(([key, value]) => {
    if (isBranch(value)) return isBranch(after[key]) && kept(value, after[key]);
    return !said(value) || JSON.stringify(value) === JSON.stringify(after[key]);
  });
}

test('what is there stays', () => {
  fc.assert(
    fc.property(tree(), tree(), (target, addition) => {
      const before = structuredClone(target);
      addMissing(target, addition);
      expect(kept(before, target)).toBe(true);
    }),
  );
});

test('adding twice adds once', () => {
  fc.assert(
    fc.property(tree(), tree(), (target, addition) => {
      addMissing(target, addition);
      const once = JSON.stringify(target);
      addMissing(target, addition);
      expect(JSON.stringify(target)).toBe(once);
    }),
  );
});

test('the two share no part afterwards', () => {
  const addition = { claims: { tenant: 'acme' } };
  const target: Record<string, unknown> = {};
  addMissing(target, addition);
  addition.claims.tenant = 'evil';
  expect(target).toEqual({ claims: { tenant: 'acme' } });
});

test.each([
  [{ a: null }, { a: {} }, { a: {} }],
  [{ a: false }, { a: true }, { a: true }],
  [{ a: false }, { a: null }, { a: false }],
  [{ a: '' }, { a: 'x' }, { a: '' }],
  [{ a: 0 }, { a: 1 }, { a: 0 }],
  [{ a: [] }, { a: ['x'] }, { a: [] }],
  [{ a: {} }, { a: ['x'] }, { a: {} }],
  [{}, { a: null, b: undefined, c: false }, {}],
])('%j and %j make %j', (target, addition, result) => {
  addMissing(target, addition);
  expect(target).toEqual(result);
});

test.each([
  ['claimsToSuppress', ['a'], ['b', 'a'], ['a', 'b']],
  ['scopesToSuppress', ['a'], ['b'], ['a', 'b']],
  ['scopesToAdd', ['a'], ['b'], ['a', 'b']],
  ['groupsToOverride', ['a', 'b'], ['b', 'admin'], ['b']],
  ['iamRolesToOverride', ['a'], ['b'], []],
  ['anyOtherList', ['a'], ['b'], ['a']],
  ['myClaimsToSuppress', ['a'], ['b'], ['a']],
  ['notclaimsToAdd', ['a'], ['b'], ['a']],
  ['claimsToAddOrOverride', ['a'], ['b'], ['a']],
  ['moregroupsToOverride', ['a'], ['b'], ['a']],
  ['groupsToOverrideLater', ['a'], ['b'], ['a']],
  ['claimsToSuppress', ['a'], 'b', ['a']],
  ['claimsToSuppress', 'a', ['b'], 'a'],
  ['claimsToSuppress', null, ['b'], ['b']],
])('in %s every step has a say, and none can add rights: %j and %j make %j', (field, before, addition, after) => {
  const target = { response: { [field]: before } };
  addMissing(target, { response: { [field]: addition } });
  expect(target.response[field]).toEqual(after);
});

test('a field may be named like a part of every object', () => {
  const target = {};
  addMissing(target, { constructor: 'x', toString: { a: 'y' } });
  expect(Object.entries(target)).toEqual([
    ['constructor', 'x'],
    ['toString', { a: 'y' }],
  ]);
});
