import { viewsOf } from './declaration';
import { search, spacesOf } from './hostile';
import { Simulation } from './simulation';
import { world } from './world';

const { people, template } = world();
const spaces = [...spacesOf(viewsOf(world()))];
const simulation = new Simulation(template);

describe('keys that somebody may think of', () => {
  test.each(spaces)('%s: every key is open to whom the declaration says, and to nobody else', (_, views) => {
    const { allowed, denied, wrong } = search(views, people, simulation, 1_500);
    expect(wrong).toBeUndefined();
    // a search that never gets in, or always, says nothing
    expect(Math.min(allowed, denied)).toBeGreaterThan(10);
  });
});
