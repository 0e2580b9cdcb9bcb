import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { lastSignIn } from '../../../../lambda/steps/post-authentication/last-sign-in';
import { signInLog } from '../../../../lambda/steps/post-authentication/sign-in-log';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { dynamodbTables } from '../../ports/tables';

type Event = TriggerEvents['PostAuthentication'];

const NOON = Date.parse('2030-01-31T12:00:00.400Z');
const signedIn = () => eventOf('PostAuthentication_Authentication');
const SUB = (signedIn().request.userAttributes as Record<string, string>).sub!;
const { clientId } = signedIn().callerContext;

let rows: Awaited<ReturnType<typeof dynamodbTables>>;
beforeAll(async () => (rows = await dynamodbTables({ Users: ['sub'], Log: ['sub', 'signIn'] })));
beforeEach(async () => rows.clear());
afterEach(() => jest.restoreAllMocks());
afterAll(() => rows.close());

const at = (milliseconds: number) => jest.spyOn(Date, 'now').mockReturnValue(milliseconds);

describe('lastSignIn', () => {
  const config = { table: 'Users', key: { sub: '{sub}' }, attribute: 'lastSignInAt' };
  const run = async (event: object = signedIn()) => lastSignIn(event as Event, config, rows.ports);

  test('notes the time of the last sign-in, and leaves the rest of the row', async () => {
    await rows.put('Users', { sub: { S: SUB }, name: { S: 'Ann' } });
    at(NOON);
    await run();
    at(NOON + 60_000);
    for (let attempt = 0; attempt < 3; attempt++) await run();
    const time = new Date(NOON + 60_000).toISOString();
    expect(await rows.items('Users')).toEqual([{ sub: { S: SUB }, name: { S: 'Ann' }, lastSignInAt: { S: time } }]);
  });

  test('makes no row for who has none', async () => {
    await run();
    expect(await rows.items('Users')).toEqual([]);
  });

  test('leaves the event as it is', async () => {
    const event = signedIn();
    await run(event);
    expect(event).toEqual(signedIn());
  });

  test('passes on what failed: the chain lets the sign-in succeed', async () => {
    const { ports } = fakePorts({ dynamodb: { changeRow: async () => Promise.reject(new Error('down')) } });
    await expect(lastSignIn(signedIn() as never as Event, config, ports)).rejects.toThrow('down');
  });
});

describe('signInLog', () => {
  const config = {
    table: 'Log',
    key: { sub: '{sub}', signIn: '{time} {clientId}' },
    retentionSeconds: 86_400,
    expiresAt: 'expiresAt',
  };
  const run = async (event: object = signedIn()) => signInLog(event as Event, config, rows.ports);

  test('keeps who, when, through which client, and until when; neither name nor address', async () => {
    at(NOON);
    const event = signedIn();
    await run(event);
    expect(await rows.items('Log')).toEqual([
      {
        sub: { S: SUB },
        signIn: { S: `2030-01-31T12:00:00Z ${clientId}` },
        time: { S: '2030-01-31T12:00:00Z' },
        clientId: { S: clientId },
        newDevice: { BOOL: false },
        expiresAt: { N: `${Math.floor(NOON / 1_000) + 86_400}` },
      },
    ]);
    expect(event).toEqual(signedIn());
  });

  test('says that a device is new', async () => {
    const event = signedIn();
    event.request.newDeviceUsed = true;
    await run(event);
    expect(await rows.items('Log')).toMatchObject([{ newDevice: { BOOL: true } }]);
  });

  test('three attempts of one second are one item, and sign-ins at other times or elsewhere items of their own', async () => {
    for (const later of [0, 200, 599]) {
      at(NOON + later);
      await run();
    }
    expect(await rows.items('Log')).toHaveLength(1);
    at(NOON + 600);
    await run();
    await run({ ...signedIn(), callerContext: { awsSdkVersion: 'x', clientId: 'another' } });
    expect(await rows.items('Log')).toHaveLength(3);
  });

  test('passes on what failed: the chain lets the sign-in succeed', async () => {
    const { ports } = fakePorts({ dynamodb: { putOnce: async () => Promise.reject(new Error('down')) } });
    await expect(signInLog(signedIn() as never as Event, config, ports)).rejects.toThrow('down');
  });
});
