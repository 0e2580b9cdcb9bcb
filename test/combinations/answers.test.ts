import { COMBINATIONS } from './registry';
import { whatIsSaid } from './what-is-said';
import { EXERCISES } from '../properties/exercises';
import { helloTemplate, notesTemplate } from '../support/auth';
import { synth, type TemplateJson } from '../support/template';

const answers = COMBINATIONS.flatMap(({ id, answers: each }) =>
  Object.entries(each).map(([name, answer]) => [`${id}: ${name}`, answer] as const),
);
const faultsIn = (template: TemplateJson) =>
  COMBINATIONS.flatMap(({ id, check }) => check(template).map((fault) => `${id}: ${fault}`));

const spoken = answers.filter(([, { bad }]) => bad !== undefined);

test.each(spoken)('%s gets its answer', (_, { bad, refused, warned }) => {
  const { refusals, warnings } = whatIsSaid(bad!);
  if (refused !== undefined) expect(refusals).toEqual([refused]);
  else expect(warnings).toContain(warned);
});

test.each(answers)('%s: good input beside it gets none', (_, { good, warned }) => {
  const { refusals, warnings, template } = whatIsSaid(good);
  expect(refusals).toEqual([]);
  expect(warnings.filter((id) => id === warned)).toEqual([]);
  expect(faultsIn(template!)).toEqual([]);
});

test.each<[string, () => TemplateJson]>([
  ['hello', () => helloTemplate()],
  ['the notes app', () => notesTemplate()],
  ...Object.entries(EXERCISES).map(([name, build]): [string, () => TemplateJson] => [name, () => synth(build)]),
])('%s has none of the combinations', (_, template) => {
  expect(faultsIn(template())).toEqual([]);
});

test('every combination gets an answer, or cannot be said', () => {
  const silent = answers.filter(([, { bad, impossible }]) => (bad === undefined) !== (impossible !== undefined));
  expect(silent.map(([name]) => name)).toEqual([]);
  expect(COMBINATIONS.filter((each) => Object.keys(each.answers).length === 0).map(({ id }) => id)).toEqual([]);
});
