import { memberOf, OF_MACHINES, TOKEN_EVENTS } from './tokens';
import { UserFacingError } from '../../../../lambda/runtime/errors';
import type { TriggerEvents } from '../../../../lambda/runtime/events';
import { requireGroupForClients } from '../../../../lambda/steps/pre-token-generation/require-group-for-clients';
import { eventOf, type FixtureEvent } from '../../events';
import { fakePorts } from '../../ports/fake-ports';

const NOW = 1_900_000_000_000;
let parameter: string;
let value: string;
let asked = 0;
/** A name of its own for each test: what was read is kept. */
beforeEach(() => {
  parameter = `/gates/${(asked += 1)}`;
  value = '{"staff":["office","back"],"empty":[]}';
  jest.spyOn(Date, 'now').mockReturnValue(NOW);
});
afterEach(() => jest.restoreAllMocks());

const through = (clientId: string, event: FixtureEvent): FixtureEvent => ({
  ...event,
  callerContext: { awsSdkVersion: 'x', clientId },
});
const fake = (readParameter = async () => value) => fakePorts({ ssm: { readParameter } });

async function answerTo(event: FixtureEvent, { ports } = fake(), changes: object = {}): Promise<string> {
  const before = structuredClone(event);
  const config = { groups: ['staff'], parameter, gate: 'staff', cacheSeconds: 60, ...changes };
  try {
    await requireGroupForClients(event as never as TriggerEvents['PreTokenGeneration'], config, ports);
    expect(event).toEqual(before);
    return 'passes';
  } catch (error) {
    return error instanceof UserFacingError ? error.message : `broken: ${(error as Error).message}`;
  }
}

test.each(TOKEN_EVENTS.filter(({ source }) => !source.endsWith('ClientCredentials')))(
  '$source, version $version: through a client that is named only members get tokens',
  async ({ source, version }) => {
    const refused = 'This account may not sign in here';
    expect(await answerTo(through('office', memberOf(['staff'], source, version)))).toBe('passes');
    expect(await answerTo(through('office', memberOf(['visitors'], source, version)))).toBe(refused);
    expect(await answerTo(through('back', memberOf([], source, version)))).toBe(refused);
    expect(await answerTo(through('shop', memberOf([], source, version)))).toBe('passes');
  },
);

test.each(OF_MACHINES)('$source, version $version: machines are in no group', async ({ source, version }) => {
  expect(await answerTo(through('office', eventOf(source, version)))).toBe('passes');
});

test('an occasion that is not known yet needs the group too', async () => {
  const event = { ...memberOf(['visitors']), triggerSource: 'TokenGeneration_New' };
  expect(await answerTo(through('office', event), fake(), { message: 'Staff only' })).toBe('Staff only');
});

test('members cost no look-up, and others one a minute', async () => {
  const ports = fake();
  await answerTo(through('office', memberOf(['staff'])), ports);
  expect(ports.calls).toEqual([]);
  for (const clientId of ['office', 'shop', 'office']) await answerTo(through(clientId, memberOf([])), ports);
  expect(ports.calls).toEqual([['readParameter', parameter]]);

  value = '{"staff":["shop"]}';
  jest.spyOn(Date, 'now').mockReturnValue(NOW + 59_999);
  expect(await answerTo(through('shop', memberOf([])), ports)).toBe('passes');
  jest.spyOn(Date, 'now').mockReturnValue(NOW + 60_000);
  expect(await answerTo(through('shop', memberOf([])), ports)).toBe('This account may not sign in here');
  expect(ports.calls).toHaveLength(2);
});

test.each([
  ['the parameter cannot be read', async () => Promise.reject(new Error('down')), {}, 'down'],
  ['there is nothing in it', async () => '', {}, 'Unexpected end of JSON input'],
  ['it does not know the gate', async () => '{"other":["office"]}', {}, 'the parameter does not know the gate'],
  ['the gate has no clients', async () => '{"staff":[]}', {}, 'the parameter does not know the gate'],
])('only members get tokens while %s', async (_, readParameter, changes, message) => {
  const ports = fake(readParameter);
  expect(await answerTo(through('shop', memberOf(['staff'])), ports, changes)).toBe('passes');
  expect(await answerTo(through('shop', memberOf([])), ports, changes)).toBe(`broken: ${message}`);
});

test('a failure is not kept', async () => {
  expect(await answerTo(through('shop', memberOf([])), fake(async () => Promise.reject(new Error('down'))))).toMatch('down');
  expect(await answerTo(through('shop', memberOf([])))).toBe('passes');
}); // prettier-ignore

test('nothing that the caller sends names another client', async () => {
  const event = through('office', memberOf([]));
  event.request.clientMetadata = { clientId: 'shop', groups: 'staff' };
  expect(await answerTo(event)).toBe('This account may not sign in here');
});
