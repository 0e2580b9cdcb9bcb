import { casesOf, denialsOf, describeCase, differences } from './cases';
import { viewsOf } from './declaration';
import { Simulation } from './simulation';
import { world } from './world';

const { people, template } = world();
const views = viewsOf(world());
const simulation = new Simulation(template);
const cases = views.map((view) => casesOf(view, people));
const wrong = new Set(cases.flat().filter((each) => !simulation.agrees(each)));

describe.each(views.map((view, index) => [view.name, cases[index]] as const))('%s', (_, asked) => {
  test.each(people.map(({ name }) => name))('%s may do what the declaration says, and nothing else', (name) => {
    const found = asked.filter((each) => each.person.name === name && wrong.has(each));
    expect(found.map((each) => `${describeCase(each)}: must be ${each.isAllowed ? 'allowed' : 'denied'}`)).toEqual([]);
  });

  test('every denial has a control that is allowed', () => {
    const denials = denialsOf(asked);
    expect(denials.length).toBeGreaterThan(0);
    expect(denials.filter(({ control }) => wrong.has(control)).map(describeCase)).toEqual([]);
  });
});

test('at least 500 cases, of which many are allowed', () => {
  const all = cases.flat();
  expect(all.length).toBeGreaterThan(500);
  expect(all.filter(({ isAllowed }) => isAllowed).length).toBeGreaterThan(500);
});

test('most controls differ from their denial in one or two of person, place and action', () => {
  const denials = cases.flatMap(denialsOf);
  const close = denials.filter((denial) => differences(denial) < 3);
  expect(close.length / denials.length).toBeGreaterThan(0.8);
});

test('a denial without an allowed control is refused: it would prove nothing', () => {
  const [asked] = cases;
  const denied = asked.filter(({ isAllowed }) => !isAllowed);
  expect(() => denialsOf(denied)).toThrow(/^no allowed control for/);
});
