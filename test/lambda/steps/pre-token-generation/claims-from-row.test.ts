import { details, OF_FIRST_VERSION, OF_PEOPLE } from './tokens';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { claimsFromRow } from '../../../../lambda/steps/pre-token-generation/claims-from-row';
import type { ClaimsFromRowConfig } from '../../../../src/contract/rows';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { dynamodbTables } from '../../ports/tables';

const CONFIG: ClaimsFromRowConfig = {
  table: 'Users',
  key: { sub: '{sub}' },
  claims: { tenant: 'tenant', level: 'level', beta: 'beta', areas: 'areas', teams: 'teams' },
  tokens: ['id', 'access'],
};
const SUB = (eventOf('TokenGeneration_Authentication').request.userAttributes as Record<string, string>).sub!;
const ROW = {
  sub: { S: SUB },
  tenant: { S: 'acme' },
  level: { N: '7.5' },
  beta: { BOOL: false },
  areas: { SS: ['west', 'east'] },
  teams: { L: [{ S: 'red' }, { S: 'blue' }] },
  secret: { S: 'not asked for' },
};
const CLAIMS = { tenant: 'acme', level: 7.5, beta: false, areas: ['east', 'west'], teams: ['red', 'blue'] };

let rows: Awaited<ReturnType<typeof dynamodbTables>>;
beforeAll(async () => (rows = await dynamodbTables({ Users: ['sub'] })));
beforeEach(async () => rows.clear());
afterAll(() => rows.close());

async function responseTo(event: object, changes: object = {}, ports: object = rows.ports) {
  await claimsFromRow(event as TriggerEvents['PreTokenGeneration'], { ...CONFIG, ...changes }, ports as never);
  return (event as { response: object }).response;
}
const generation = (claims: object) => ({ claimsToAddOrOverride: claims });

test.each(OF_PEOPLE)('$source, version $version: the claims have the types of the row', async ({ source, version }) => {
  await rows.put('Users', ROW);
  const expected = details(generation(CLAIMS), generation(CLAIMS));
  expect(await responseTo(eventOf(source, version))).toEqual(expected);
});

test.each(OF_FIRST_VERSION)('$source, version 1: the claims are texts', async ({ source }) => {
  await rows.put('Users', ROW);
  const texts = { tenant: 'acme', level: '7.5', beta: 'false', areas: 'east west', teams: 'red blue' };
  const response = await responseTo(eventOf(source, '1'), { tokens: ['id'] });
  expect(response).toEqual({ claimsOverrideDetails: generation(texts) });
});

test('one token gets them, and the other not', async () => {
  await rows.put('Users', ROW);
  const event = eventOf('TokenGeneration_RefreshTokens');
  expect(await responseTo(event, { claims: { t: 'tenant' }, tokens: ['access'] })).toEqual(
    details(undefined, generation({ t: 'acme' })),
  );
});

test.each([
  ['no row', undefined],
  ['another row', { ...ROW, sub: { S: 'bob' } }],
  ['a row without the attributes', { sub: { S: SUB } }],
  ['a row that says that there is nothing', { sub: { S: SUB }, tenant: { NULL: true } }],
])('%s is no claim', async (_, row) => {
  if (row) await rows.put('Users', row);
  const event = eventOf('TokenGeneration_Authentication');
  expect(await responseTo(event)).toEqual({ claimsAndScopeOverrideDetails: null });
});

test('only what becomes a claim is read, once', async () => {
  const { ports, calls } = fakePorts();
  await responseTo(eventOf('TokenGeneration_Authentication'), { claims: { a: 'x', b: 'x', c: 'y' } }, ports);
  expect(calls).toEqual([['readRow', 'Users', { sub: SUB }, ['x', 'y']]]);
});

test('nobody chooses another row than their own', async () => {
  const { ports, calls } = fakePorts();
  const event = eventOf('TokenGeneration_Authentication');
  event.userName = 'bob';
  event.request.clientMetadata = { sub: 'bob', tenant: 'other' };
  await responseTo(event, { claims: { t: 'tenant' } }, ports);
  expect(calls).toEqual([['readRow', 'Users', { sub: SUB }, ['tenant']]]);
});

test.each([
  ['the read fails', async () => Promise.reject(new Error('down')), 'down'],
  ['a value cannot be carried', async () => ({ tenant: undefined }), "the row has a value of 'tenant' that no token can carry"],
  ['the tokens would get too long', async () => ({ tenant: 'x'.repeat(6_000) }), /^tokens get \d+ bytes, 6000 are allowed$/],
])('no token is issued when %s', async (_, readRow, message) => {
  const { ports } = fakePorts({ dynamodb: { readRow } });
  await expect(responseTo(eventOf('TokenGeneration_RefreshTokens'), {}, ports)).rejects.toThrow(message);
}); // prettier-ignore

test('no token is issued to somebody without a sub', async () => {
  const event = eventOf('TokenGeneration_Authentication');
  event.request.userAttributes = { sub: '' };
  await expect(responseTo(event)).rejects.toThrow('the event has no sub');
});
