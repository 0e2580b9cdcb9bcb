import { UserFacingError } from '../../../lambda/runtime/errors';
import { suspendedUsers } from '../../../lambda/steps/suspended-users';
import { eventOf, EVENTS } from '../events';
import { fakePorts } from '../ports/fake-ports';
import { dynamodbTables } from '../ports/tables';

const CONFIG = { table: 'Users', key: { sub: '{sub}' }, attribute: 'suspended', untilAttribute: 'suspendedUntil' };
const NOW = 1_900_000_000;
const TRUE = { BOOL: true };
const GUARDED = EVENTS.filter(({ trigger }) => ['PreAuthentication', 'PreTokenGeneration'].includes(trigger));
const OF_PEOPLE = GUARDED.filter(({ source }) => !source.endsWith('ClientCredentials'));
const signIn = () => eventOf('PreAuthentication_Authentication');
const SUB = (signIn().request.userAttributes as Record<string, string>).sub!;

let rows: Awaited<ReturnType<typeof dynamodbTables>>;
beforeAll(async () => (rows = await dynamodbTables({ Users: ['sub'] })));
beforeEach(async () => {
  await rows.clear();
  jest.spyOn(Date, 'now').mockReturnValue(NOW * 1_000);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rows.close());

const run = async (event: object, config: object = CONFIG, ports: object = rows.ports) =>
  suspendedUsers(event as never, { ...CONFIG, ...config }, ports as never);

test.each(OF_PEOPLE)('$source, version $version: who is suspended is refused, and others are not', async ({ source, version }) => {
  const event = eventOf(source, version);
  await expect(run(event)).resolves.toBeUndefined();
  expect(event).toEqual(eventOf(source, version));
  await rows.put('Users', { sub: { S: SUB }, suspended: TRUE });
  const refusal = run(event);
  await expect(refusal).rejects.toThrow('This account is suspended');
  await expect(refusal).rejects.toBeInstanceOf(UserFacingError);
  event.request.userAttributes!.sub = 'bob';
  await expect(run(event)).resolves.toBeUndefined();
}); // prettier-ignore

test.each([
  ['no attribute', {}, true],
  ['false', { suspended: { BOOL: false } }, true],
  ['null', { suspended: { NULL: true } }, true],
  ['a text', { suspended: { S: 'by the owner' } }, false],
  ['the text false', { suspended: { S: 'false' } }, false],
  ['what cannot be read', { suspended: { M: {} } }, false],
  ['a time that has come', { suspended: TRUE, suspendedUntil: { N: `${NOW}` } }, true],
  ['a time to come', { suspended: TRUE, suspendedUntil: { N: `${NOW + 1}` } }, false],
  ['a time that is none', { suspended: TRUE, suspendedUntil: { S: '2020' } }, false],
  ['a time alone', { suspendedUntil: { N: `${NOW + 1}` } }, true],
])('a row with %s', async (_, row, isFree) => {
  await rows.put('Users', { sub: { S: SUB }, ...row });
  const answer = run(signIn());
  await (isFree ? expect(answer).resolves.toBeUndefined() : expect(answer).rejects.toThrow('suspended'));
});

test('attributes and sentence are those of the application', async () => {
  await rows.put('Users', { sub: { S: SUB }, blocked: TRUE, until: { N: `${NOW + 1}` } });
  const config = { attribute: 'blocked', untilAttribute: 'until', message: 'Call us' };
  await expect(run(signIn(), config)).rejects.toThrow('Call us');
  await expect(run(signIn(), { ...config, untilAttribute: 'suspended', attribute: 'until' })).rejects.toThrow(
    'Call us',
  );
  await expect(run(signIn())).resolves.toBeUndefined();
});

test('who does not exist gets the answer of who is not suspended, after a look-up of the same kind', async () => {
  const readRow = async () => ({ suspended: true });
  const { ports, calls } = fakePorts({ dynamodb: { readRow } });
  const stranger = signIn();
  Object.assign(stranger.request, { userNotFound: true, userAttributes: {} });
  await expect(run(stranger, {}, ports)).resolves.toBeUndefined();
  expect(calls).toEqual([['readRow', 'Users', { sub: 'nobody' }, ['suspended', 'suspendedUntil']]]);
});

test('nobody says of themselves that they do not exist', async () => {
  await rows.put('Users', { sub: { S: SUB }, suspended: TRUE });
  const event = signIn();
  Object.assign(event.request, { userNotFound: 'true', clientMetadata: { userNotFound: true }, validationData: {} });
  await expect(run(event)).rejects.toThrow('suspended');
});

test('a machine is no user, and costs no look-up', async () => {
  const { ports, calls } = fakePorts();
  await run(eventOf('TokenGeneration_ClientCredentials'), {}, ports);
  expect(calls).toEqual([]);
});

test.each([
  ['DynamoDB fails', signIn(), 'down'],
  ['there is no sub', { ...signIn(), request: { userAttributes: {} } }, 'no sub'],
  ['there are no attributes', { ...signIn(), request: {} }, 'no sub'],
])('nobody gets in when %s', async (_, event, message) => {
  const { ports } = fakePorts({ dynamodb: { readRow: async () => Promise.reject(new Error('down')) } });
  await expect(run(event, {}, ports)).rejects.toThrow(message);
});
