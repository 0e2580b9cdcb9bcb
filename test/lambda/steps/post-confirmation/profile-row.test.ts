import fc from 'fast-check';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { profileRow } from '../../../../lambda/steps/post-confirmation/profile-row';
import type { ProfileRowConfig } from '../../../../src/contract/rows';
import { eventOf, sourcesOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { dynamodbTables } from '../../ports/tables';

const NOON = '2030-01-31T12:00:00.000Z';
const CONFIG: ProfileRowConfig = {
  table: 'Users',
  key: { sub: '{sub}' },
  attributes: { mail: 'email', tenant: 'custom:tenant', nick: 'nickname' },
  createdAt: 'createdAt',
};

let rows: Awaited<ReturnType<typeof dynamodbTables>>;
beforeAll(async () => (rows = await dynamodbTables({ Users: ['sub'], One: ['pk', 'sk'] })));
beforeEach(async () => {
  await rows.clear();
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOON));
  jest.spyOn(console, 'error').mockImplementation();
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => rows.close());

const confirmed = (source = 'PostConfirmation_ConfirmSignUp') => eventOf(source);
const run = async (event: object, config = CONFIG) =>
  profileRow(event as TriggerEvents['PostConfirmation'], config, rows.ports);
const logged = () =>
  (console.error as jest.Mock).mock.calls.map(([line]) => JSON.parse(line as string) as { milliseconds: number });

test.each(sourcesOf('PostConfirmation'))('%s: the row has the key, the time, and what is mapped', async (source) => {
  const event = confirmed(source);
  await run(event);
  const { sub } = event.request.userAttributes as Record<string, string>;
  const row = { sub: { S: sub }, mail: { S: 'ann@example.com' }, tenant: { S: 'acme' }, createdAt: { S: NOON } };
  expect(await rows.items('Users')).toEqual([row]);
  expect(event).toEqual(confirmed(source));
  expect(logged()).toEqual([]);
});

test('repeated attempts leave the first row as it is', async () => {
  await run(confirmed());
  const first = await rows.items('Users');
  jest.spyOn(Date, 'now').mockReturnValue(Date.parse(NOON) + 5_000);
  const later = confirmed();
  later.request.userAttributes!.email = 'other@example.com';
  await run(later);
  await run(later);
  expect(await rows.items('Users')).toEqual(first);
  expect(logged()).toEqual([]);
});

test('the key is that of a table with rows of many kinds', async () => {
  await run(confirmed(), { ...CONFIG, table: 'One', key: { pk: 'USER#{sub}', sk: 'PROFILE' }, attributes: {} });
  const { sub } = confirmed().request.userAttributes as Record<string, string>;
  const row = { pk: { S: `USER#${sub}` }, sk: { S: 'PROFILE' }, createdAt: { S: NOON } };
  expect(await rows.items('One')).toEqual([row]);
});

test('nothing that the user wrote gets into the row, but for what is mapped', async () => {
  const text = fc.string({ maxLength: 20 });
  const given = fc.record({
    userAttributes: fc.dictionary(text, text),
    clientMetadata: fc.dictionary(text, text),
    userName: text,
  });
  await fc.assert(
    fc.asyncProperty(given, async ({ userAttributes, clientMetadata, userName }) => {
      const { ports, calls } = fakePorts();
      const event = confirmed();
      const { sub } = event.request.userAttributes as Record<string, string>;
      event.userName = userName;
      event.request = {
        userAttributes: { ...userAttributes, sub, email: '{sub}{time}' },
        clientMetadata: { ...clientMetadata, createdAt: 'never', sub: 'bob' },
      };
      await profileRow(event as never, { ...CONFIG, attributes: { mail: 'email' } }, ports);
      expect(calls).toEqual([['putOnce', 'Users', { sub }, { mail: '{sub}{time}', createdAt: NOON }]]);
    }),
  );
});

test.each(['', undefined, 7, null])('an attribute that is %j is left out', async (value) => {
  const event = confirmed();
  event.request.userAttributes!.email = value;
  await run(event, { ...CONFIG, attributes: { mail: 'email' } });
  expect(Object.keys((await rows.items('Users'))[0]!).sort()).toEqual(['createdAt', 'sub']);
});

const down = async (): Promise<boolean> => Promise.reject(new Error('secret of ann@example.com'));
const nobody = { ...confirmed(), request: { userAttributes: {} } };
test.each<[string, object, () => Promise<boolean>, object]>([
  ['DynamoDB fails', confirmed(), down, {}],
  ['there is no sub', nobody, async () => true, { error: 'InternalError' }],
])('the user is confirmed when %s, and a line says that there is no row', async (_, event, putOnce, error) => {
  const { ports } = fakePorts({ dynamodb: { putOnce } });
  await profileRow(event as never, CONFIG, ports);
  const line = { triggerSource: 'PostConfirmation_ConfirmSignUp', step: 'profileRow', outcome: 'failed', ...error };
  expect(logged()).toEqual([expect.objectContaining(line)]);
  expect(logged()[0]!.milliseconds).toBeLessThan(performance.now());
  expect(JSON.stringify(logged())).not.toContain('ann@');
}); // prettier-ignore
