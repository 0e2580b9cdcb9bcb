import { allows, Person, Place, Target, View } from './model';

/** One question to the policies, and the answer that the declaration demands. */
export interface Case {
  readonly view: View;
  readonly person: Person;
  readonly place: Place;
  readonly action: string;
  readonly target: Target;
  readonly isAllowed: boolean;
}

/** A denial proves something only beside an allowed call that differs from it in as little as possible. */
export interface Denial extends Case {
  readonly control: Case;
}

/** Every case of a view: everybody, everywhere, with every action that makes sense there. */
export function casesOf(view: View, people: readonly Person[]): Case[] {
  return people.flatMap((person) =>
    view.places.flatMap((place) =>
      view.actions.flatMap((action) => {
        const target = place.target(action, person);
        const isAllowed = allows(view, person.name, place.name, action);
        return target ? [{ view, person, place, action, target, isAllowed }] : [];
      }),
    ),
  );
}

/** The denied ones of the cases of a view, each with its control; throws when there is none. */
export function denialsOf(cases: readonly Case[]): Denial[] {
  const allowed = cases.filter(({ isAllowed }) => isAllowed);
  return cases
    .filter(({ isAllowed }) => !isAllowed)
    .map((denied) => {
      const control = nearest(denied, allowed);
      if (!control) throw new Error(`no allowed control for: ${describeCase(denied)}`);
      return { ...denied, control };
    });
}

export function describeCase({ view, person, place, action }: Case): string {
  return `${view.name}: ${person.name}, ${place.name}, ${action}`;
}

/** The same person elsewhere, else the same call by somebody else, else another call of the same person. */
function nearest(denied: Case, allowed: readonly Case[]): Case | undefined {
  let best: Case | undefined;
  let least = Infinity;
  for (const candidate of allowed) {
    const distance = distanceOf(denied, candidate);
    if (distance < least) [best, least] = [candidate, distance];
  }
  return best;
}

function distanceOf(one: Case, other: Case): number {
  return (
    (one.place === other.place ? 0 : 3) + (one.person === other.person ? 0 : 4) + (one.action === other.action ? 0 : 5)
  );
}

/** In how many of person, place and action a denial differs from its control. */
export function differences({ control, person, place, action }: Denial): number {
  return [control.person !== person, control.place !== place, control.action !== action].filter(Boolean).length;
}
