import { Context } from '../../support/iam';
import { Keys, Person, Place, Rule, View } from '../model';

interface Table {
  readonly arn: string;
  /** Attributes with the key of the table. */
  readonly readable: readonly string[];
  readonly writable: readonly string[];
  readonly hidden: string;
}

export const READ_SOME = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
export const WRITE_SOME = ['dynamodb:UpdateItem'];
/** The other writes replace or remove whole rows. */
const NEVER = ['dynamodb:PutItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem', 'dynamodb:Scan'];
const ACTIONS = [...READ_SOME, ...WRITE_SOME, ...NEVER];

/** Reads that name what they want. */
export const NAMED = ['readable attributes', 'writable attributes'];
/** Updates that name what they set, and want nothing back, or no more than that. */
export const UNRETURNED = ['writable attributes', 'an update that returns what it set'];

const select = (value: string): Context => ({ 'dynamodb:Select': value });
const returning = (value: string): Context => ({ 'dynamodb:ReturnValues': value });

/** Some attributes of the rows of a key. */
export function attributes(
  { arn, readable, writable, hidden }: Table,
  keyOf: (keys: Keys) => string,
  name: string,
  text: string,
  rules: readonly Rule[],
): View {
  const place = (
    placeName: string,
    names: readonly string[],
    more: Context = {},
    keyIn = ({ own }: Person) => keyOf(own),
  ): Place => ({
    name: placeName,
    target: (action, person) => ({
      resource: arn,
      context: {
        ...(action === 'dynamodb:Scan' ? {} : { 'dynamodb:LeadingKeys': [keyIn(person)] }),
        ...(names.length > 0 ? { 'dynamodb:Attributes': [...names] } : {}),
        ...(READ_SOME.includes(action) ? select('SPECIFIC_ATTRIBUTES') : returning('NONE')),
        ...more,
      },
    }),
  });
  const reads = (target: Place): Place => only(READ_SOME, target);
  const updates = (target: Place): Place => only(WRITE_SOME, target);
  return {
    name,
    text,
    rules,
    actions: ACTIONS,
    places: [
      place(NAMED[0], readable),
      place(NAMED[1], writable),
      place('a hidden attribute too', [...writable, hidden]),
      reads(place('no attribute by name', [])),
      reads(place('all attributes', [], select('ALL_ATTRIBUTES'))),
      reads(place('some by name, and all at once', readable, select('ALL_ATTRIBUTES'))),
      updates(place(UNRETURNED[1], writable, returning('UPDATED_NEW'))),
      updates(place('an update that returns the row', writable, returning('ALL_OLD'))),
      place("another's rows", writable, {}, ({ other }) => keyOf(other)),
    ],
  };
}

function only(actions: readonly string[], { name, target }: Place): Place {
  return { name, target: (action, person) => (actions.includes(action) ? target(action, person) : undefined) };
}
