import { casesOf, describeCase } from './cases';
import { viewsOf } from './declaration';
import { allowing } from './mutants/planting';
import { FOREIGNER, TRAINEE } from './people';
import { Simulation } from './simulation';
import { world } from './world';

const { template, people, roles } = world();

/** The stack with roles that may do everything. */
const opened = Object.values(roles).reduce((so, role) => allowing(role, '*', '*')(so), template);

test('roles that may do everything open every case: no denial is a coincidence', () => {
  const simulation = new Simulation(opened);
  const cases = viewsOf(world()).flatMap((view) => casesOf(view, people));
  const closed = cases
    .filter(({ person }) => person.name !== FOREIGNER && person.name !== TRAINEE)
    .filter(({ person, action, target }) => !simulation.may(person, action, target));
  expect(closed.map(describeCase)).toEqual([]);
});
