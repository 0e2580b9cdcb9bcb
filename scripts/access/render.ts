import { casesOf, type Case } from '../../test/access-truth/cases';
import { type Person, type View } from '../../test/access-truth/model';
import { EVERYBODY_SIGNED_IN } from '../../test/access-truth/people';

const ALLOWED = '✓';
const DENIED = '✗';
/** The action makes no sense there. */
const NOT_ASKED = '·';

interface Row {
  readonly where: string;
  readonly who: readonly string[];
  readonly marks: string;
}

/** One view in Markdown: its sentence, and who may do what where; actions that always go together share a column. */
export function renderView(view: View, people: readonly Person[]): string {
  const cases = casesOf(view, people);
  const rows = merged(view.places.flatMap(({ name }) => rowsOf(view, name, cases)));
  const columns = columnsOf(view.actions, rows);
  const lines = rows.map(({ where, who, marks }, index) => {
    const isSamePlace = rows[index - 1]?.where === where;
    const isRest = isSamePlace && rows[index + 1]?.where !== where && ticks(marks) === 0;
    const first = isSamePlace ? '' : where;
    return [first, isRest ? 'everybody else' : phrase(who, people), ...columns.map(({ at }) => marks[at])];
  });
  const head = ['where', 'who', ...columns.map(({ names }) => names.map(shortName).join('<br>'))];
  const table = [head, ['---', '---', ...columns.map(() => ':-:')], ...lines];
  return [`### ${view.name}`, '', view.text, '', ...table.map((cells) => `| ${cells.join(' | ')} |`)].join('\n');
}

interface Column {
  /** Index of the first of its actions. */
  readonly at: number;
  readonly names: string[];
}

function columnsOf(actions: readonly string[], rows: readonly Row[]): Column[] {
  const columns = new Map<string, Column>();
  actions.forEach((action, at) => {
    const marks = rows.map((row) => row.marks[at]).join('');
    const column = columns.get(marks) ?? { at, names: [] };
    column.names.push(action);
    columns.set(marks, column);
  });
  return [...columns.values()];
}

/** The rows of one place: those who may do the same there share one. */
function rowsOf({ actions }: View, where: string, cases: readonly Case[]): Row[] {
  const here = cases.filter(({ place }) => place.name === where);
  const marksOf = (person: string) =>
    actions
      .map((action) => here.find((each) => each.person.name === person && each.action === action))
      .map((found) => (found ? (found.isAllowed ? ALLOWED : DENIED) : NOT_ASKED))
      .join('');
  const groups = new Map<string, string[]>();
  for (const person of new Set(here.map((each) => each.person.name))) {
    const marks = marksOf(person);
    groups.set(marks, [...(groups.get(marks) ?? []), person]);
  }
  const byRights = [...groups].sort(([one], [other]) => ticks(other) - ticks(one));
  return byRights.map(([marks, who]) => ({ where, who, marks }));
}

/** Places where the same people may do the same, one row each, become one; those that are open to nobody come last. */
function merged(rows: readonly Row[]): Row[] {
  const places = new Map<string, string[]>();
  const keyOf = (where: string) =>
    JSON.stringify(rows.filter((row) => row.where === where).map(({ who, marks }) => [who, marks]));
  for (const where of new Set(rows.map((row) => row.where))) {
    const key = keyOf(where);
    places.set(key, [...(places.get(key) ?? []), where]);
  }
  const openness = (where: string) => Number(rows.some((row) => row.where === where && ticks(row.marks) > 0));
  return [...places.values()]
    .sort(([one], [other]) => openness(other) - openness(one))
    .flatMap((wheres) =>
      rows.filter(({ where }) => where === wheres[0]).map((row) => ({ ...row, where: wheres.join('; ') })),
    );
}

/** `everybody`, `every signed-in user; guest`, or the names. */
function phrase(who: readonly string[], people: readonly Person[]): string {
  if (people.every(({ name }) => who.includes(name))) return 'everybody';
  if (!EVERYBODY_SIGNED_IN.every((name) => who.includes(name))) return who.join('; ');
  return ['every signed-in user', ...who.filter((name) => !EVERYBODY_SIGNED_IN.includes(name))].join('; ');
}

const ticks = (marks: string) => [...marks].filter((mark) => mark === ALLOWED).length;

/** `s3:GetObject` -> `GetObject`, with the service where it is another than that of the first letters. */
function shortName(action: string): string {
  return `\`${action.replace(/^(s3|dynamodb|iot|appsync|execute-api):/, '')}\``;
}
