import { also, Mutants, statements, text } from './planting';
import { ACCOUNT } from '../../support/intrinsics';

const IDENTITY = '${cognito-identity.amazonaws.com:sub}';
const ALL = 'ForAllValues:StringEquals';
const KEYS = 'dynamodb:LeadingKeys';
const ATTRIBUTES = 'dynamodb:Attributes';

const ROWS = /"dynamodb:PutItem"/;
const READS = /"dynamodb:Query"[^]*"dynamodb:Attributes"/;
const UPDATES = /"Action":"dynamodb:UpdateItem"/;

/** Faults of rows and their attributes. */
export const ROW_MUTANTS: Mutants = {
  'rows: true without any key': statements(ROWS, ({ Condition }) => delete Condition.Null),
  'rows: one key of many': text(ROWS, 'ForAllValues:', 'ForAnyValue:'),
  'rows: keys that begin alike': statements(ROWS, ({ Condition }) => {
    delete Condition[ALL];
    Condition['ForAllValues:StringLike'] = { [KEYS]: [`${IDENTITY}*`] };
  }),
  'rows: no condition': statements(ROWS, (statement) => delete statement.Condition),
  'rows: the empty key as well': text(ROWS, `"${IDENTITY}"`, `"${IDENTITY}",""`),
  'rows: scans': statements(ROWS, (statement) => {
    statement.Action = [...statement.Action, 'dynamodb:Scan'];
    delete statement.Condition.Null;
  }),
  'rows: PartiQL': also(ROWS, 'dynamodb:PartiQLSelect'),
  'rows: every index': text(ROWS, '/index/byDate', '/index/*'),
  'rows: the named index is closed': text(ROWS, '/index/byDate', '/index/byName'),
  'rows: any table': statements(ROWS, (statement) => {
    statement.Resource = `arn:aws:dynamodb:*:${ACCOUNT}:table/*`;
  }),
  'attributes: any': statements(READS, ({ Condition }) => delete Condition[ALL][ATTRIBUTES]),
  'attributes: none by name': statements(READS, ({ Condition }) => delete Condition.Null[ATTRIBUTES]),
  'attributes: all at once': statements(READS, ({ Condition }) => delete Condition.StringEquals),
  'attributes: of others too': statements(READS, ({ Condition }) => delete Condition[ALL][KEYS]),
  'updates: return the row': statements(UPDATES, ({ Condition }) => delete Condition.StringEquals),
  'updates: what is only to be read': text(UPDATES, '"name"', '"name","salary"'),
  'updates: whole rows': also(UPDATES, 'dynamodb:PutItem'),
};
