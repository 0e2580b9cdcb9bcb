import fc from 'fast-check';
import { allows, Person, View } from './model';
import { Simulation } from './simulation';

/** What has fooled filters of keys: parents, doubled slashes, encodings, policy variables, zero bytes, other scripts. */
const TRICKS = [
  ...['', '/', '//', '..', '../', './', '%2F', '%2e%2e/', '\\', ':', '::', '-evil', '/index/', '#', '+', '$aws', '~'],
  ...[
    '${cognito-identity.amazonaws.com:sub}',
    '${aws:PrincipalTag/tenant}',
    '${*}',
    '\0',
    '\t',
    ' ',
    'ü',
    '\u202e',
    '／',
  ],
];

/** The simulator reads a wildcard in the resource of a call as a pattern, and its own wildcard stops at a line's end. */
const plain = (text: string) => text.replace(/[*?\r\n\u2028\u2029]/g, '_');

function hostileKey(pieces: readonly string[]): fc.Arbitrary<string> {
  const whole = fc.constantFrom(...pieces);
  const altered = whole.map((piece) => (piece.length % 2 ? piece.toUpperCase() : piece.slice(0, -1)));
  const piece = fc.oneof(
    { arbitrary: whole, weight: 4 },
    fc.constantFrom(...TRICKS),
    altered,
    fc.string({ maxLength: 4 }),
  );
  const glued = fc.array(piece, { maxLength: 6 }).map((chosen) => plain(chosen.join('')));
  return fc.oneof({ arbitrary: glued, weight: 3 }, whole);
}

/** Somebody who asks for any key of a resource that these views share, with any action. */
interface Attempt {
  readonly person: Person;
  readonly action: string;
  readonly key: string;
}

function attempt(views: readonly View[], people: readonly Person[]): fc.Arbitrary<Attempt> {
  const actions = [...new Set(views.flatMap(({ space }) => [...space!.actions]))];
  // half of the calls are such that somebody may make them somewhere
  const granted = views.flatMap(({ rules }) =>
    rules.flatMap(({ may }) => may.filter((each) => actions.includes(each))),
  );
  return fc.constantFrom(...people).chain((person) =>
    fc.record({
      person: fc.constant(person),
      action: fc.oneof(fc.constantFrom(...granted), fc.constantFrom(...actions)),
      key: hostileKey([...new Set(views.flatMap(({ space }) => space!.pieces(person)))]),
    }),
  );
}

export interface Finding extends Attempt {
  /** What the declaration demands. */
  readonly isAllowed: boolean;
}

/** What a search among the views of one resource has seen: how much was allowed, and the first wrong answer, made small. */
export interface Search {
  readonly allowed: number;
  readonly denied: number;
  readonly wrong?: Finding;
}

/** Asks for hostile keys until an answer differs from the declaration; a key is open exactly when a view says so. */
export function search(
  views: readonly View[],
  people: readonly Person[],
  simulation: Simulation,
  numRuns: number,
): Search {
  const seen = { allowed: 0, denied: 0 };
  const demanded = ({ person, action, key }: Attempt) =>
    views.some((view) => {
      const place = view.space!.placeOf(key, person);
      return place !== undefined && allows(view, person.name, place, action);
    });
  const result = fc.check(
    fc.property(attempt(views, people), (one) => {
      const isAllowed = demanded(one);
      seen[isAllowed ? 'allowed' : 'denied'] += 1;
      return simulation.may(one.person, one.action, views[0].space!.target(one.action, one.key)) === isAllowed;
    }),
    { numRuns, seed: 20_261_101 },
  );
  const [wrong] = result.counterexample ?? [];
  return { ...seen, wrong: wrong && { ...wrong, isAllowed: demanded(wrong) } };
}

/** The views that share a resource, by the name of it. */
export function spacesOf(views: readonly View[]): Map<string, View[]> {
  const spaces = new Map<string, View[]>();
  for (const view of views) {
    if (view.space) spaces.set(view.space.name, [...(spaces.get(view.space.name) ?? []), view]);
  }
  return spaces;
}
