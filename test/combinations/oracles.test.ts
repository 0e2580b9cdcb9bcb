import { combinationTestName, mutantsOf } from './combination';
import { COMBINATIONS } from './registry';
import { SOUND, SOUND_LITE } from './sound';
import { prove } from '../threats/prove';

COMBINATIONS.forEach((combination) => {
  const { check, mutants, liteMutants } = combination;
  prove(combinationTestName(combination), check, [
    { name: 'the sound template', template: SOUND, mutants },
    { name: 'LITE', template: SOUND_LITE, mutants: liteMutants },
  ]);
});

test.each(COMBINATIONS.map((each) => [each.id, each] as const))(
  'a mutant of %s has one fault, which one oracle alone finds',
  (id, combination) => {
    for (const [name, mutant] of mutantsOf(combination, SOUND, SOUND_LITE)) {
      const found = COMBINATIONS.filter(({ check }) => check(mutant).length > 0).map((each) => each.id);
      expect([name, ...found]).toEqual([name, id]);
    }
  },
);

test('the registry has V1 to V17, each once and with a mutant', () => {
  expect(COMBINATIONS.map(({ id }) => id)).toEqual(Array.from({ length: 17 }, (_, index) => `V${index + 1}`));
  const harmless = COMBINATIONS.filter((each) => mutantsOf(each, SOUND, SOUND_LITE).length === 0);
  expect(harmless).toEqual([]);
});
