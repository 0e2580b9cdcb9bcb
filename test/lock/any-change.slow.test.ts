import * as fc from 'fast-check';
import { awsObjects, build, hasNews, STEP } from './oracle';
import { Desk } from './world';

test('a step from one pool to another is refused when, and only when, AWS objects to it', () => {
  const seen = { refused: 0, grown: 0, same: 0 };
  const check = fc.property(STEP, ([before, after]) => {
    const desk = new Desk();
    expect(desk.synth(build(before), 'write')).toEqual([]);
    const { text } = desk;
    const objections = awsObjects(before, after);
    const plain = desk.synth(build(after));
    expect(desk.text).toBe(text);
    const written = desk.synth(build(after), 'write');
    if (objections.length > 0) {
      seen.refused += 1;
      expect([objections, written]).toEqual([objections, expect.arrayContaining([expect.any(String)])]);
      expect(plain).toEqual(written);
      expect(desk.text).toBe(text);
      expect(desk.synth(build(after), 'overwrite')).toEqual([]);
    } else {
      const grows = hasNews(before, after);
      seen[grows ? 'grown' : 'same'] += 1;
      expect(written).toEqual([]);
      expect(plain).toEqual(grows ? [expect.stringContaining('does not have yet')] : []);
    }
    expect(desk.synth(build(after))).toEqual([]);
    desk.clear();
  });
  fc.assert(check, { numRuns: 60 });
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(0);
}, 120_000);
