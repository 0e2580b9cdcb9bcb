import { order, shuffledTemplate } from './shuffled-notes';

const SEEDS = Array.from({ length: 20 }, (_, index) => index + 1);

describe('the same input gives the same template', () => {
  const first = shuffledTemplate(1);

  test.each(SEEDS)('in the order of calls of seed %i', (seed) => {
    expect(shuffledTemplate(seed)).toBe(first);
  });

  test('the seeds do give different orders', () => {
    const calls = { a: {}, b: {}, c: { needs: ['a'] }, d: {}, e: {}, f: {} };
    expect(new Set(SEEDS.map((seed) => order(calls, seed).join())).size).toBeGreaterThan(10);
  });
});
