import { Context } from '../../support/iam';
import { Keys, Person, Place, Rule, Target, View } from '../model';

export interface Table {
  readonly arn: string;
  /** Index that the view names, and one that it does not. */
  readonly index: string;
  readonly otherIndex: string;
}

export const READ_ROWS = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'];
export const WRITE_ROWS = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];
const NEVER = ['dynamodb:Scan', 'dynamodb:PartiQLSelect', 'dynamodb:PartiQLInsert', 'dynamodb:DescribeTable'];
const ACTIONS = [...READ_ROWS, ...WRITE_ROWS, ...NEVER];

export const OWN_ROWS = 'own rows';
export const NAMED_INDEX = 'own rows through the named index';
export const OTHER_ROWS = "another's rows";

/** Rows by their leading key: alone, mixed in one batch, through indexes, and in calls that name no key at all. */
export function rows(
  table: Table,
  keyOf: (keys: Keys) => string,
  name: string,
  text: string,
  rules: readonly Rule[],
): View {
  const leading = (...keys: string[]): Context => ({ 'dynamodb:LeadingKeys': keys });
  const place = (placeName: string, leadingOf: (person: Person) => Context, path = ''): Place => ({
    name: placeName,
    target: (action, person) => targetOf(table, action, path, leadingOf(person)),
  });
  const own = (person: Person) => leading(keyOf(person.own));
  return {
    name,
    text,
    rules,
    actions: ACTIONS,
    places: [
      place(OWN_ROWS, own),
      place(NAMED_INDEX, own, `/index/${table.index}`),
      place('own rows through another index', own, `/index/${table.otherIndex}`),
      place(OTHER_ROWS, ({ other }) => leading(keyOf(other))),
      place("own and another's rows at once", (person) => leading(keyOf(person.own), keyOf(person.other))),
      place('a longer key', (person) => leading(`${keyOf(person.own)}-evil`)),
      place('the empty key', () => leading('')),
      place('no key', () => ({})),
      place('another table', own, '-evil'),
    ],
    space: {
      name: table.arn,
      actions: ACTIONS,
      target: (action, key) => targetOf(table, action, '', leading(key))!,
      placeOf: (key, person) => (key === keyOf(person.own) ? OWN_ROWS : undefined),
      pieces: (person) => [keyOf(person.own), keyOf(person.other)],
    },
  };
}

/** An index is for reading queries; a Scan names no leading key, whatever it filters by. */
function targetOf({ arn }: Table, action: string, path: string, context: Context): Target | undefined {
  const isRead = ['dynamodb:Query', 'dynamodb:Scan', 'dynamodb:PartiQLSelect'].includes(action);
  if (path.startsWith('/index/') && !isRead) return undefined;
  const namesKeys = !['dynamodb:Scan', 'dynamodb:DescribeTable'].includes(action);
  return { resource: `${arn}${path}`, context: namesKeys ? context : {} };
}
