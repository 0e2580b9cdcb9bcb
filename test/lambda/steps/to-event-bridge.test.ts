import { toEventBridge } from '../../../lambda/steps/to-event-bridge';
import type { EventConfig } from '../../../src/contract/user-events';
import { eventOf } from '../events';
import { fakePorts } from '../ports/fake-ports';

const CONFIG: EventConfig = { types: ['User Confirmation'], attributes: ['email'], required: false };

async function callsOf(source: string, config: EventConfig) {
  const { ports, calls } = fakePorts();
  for (let attempt = 0; attempt < 3; attempt++) await toEventBridge(eventOf(source) as never, config, ports, performance.now() + 3_000); // prettier-ignore
  return calls as [string, Record<string, string>][];
}

test('puts the event on the bus that was named, three times the same for three attempts', async () => {
  const calls = await callsOf('PostConfirmation_ConfirmSignUp', { ...CONFIG, busArn: 'arn:bus' });
  const [[call, { detail, ...others }], ...repeated] = calls as [(typeof calls)[0], ...typeof calls];
  expect([call, others]).toEqual([
    'putEvent',
    { busArn: 'arn:bus', source: 'cdk-cognito-auth', detailType: 'User Confirmation' },
  ]);
  expect(JSON.parse(detail!)).toMatchObject({ type: 'User Confirmation', attributes: { email: 'ann@example.com' } });
  expect(repeated).toEqual([calls[0], calls[0]]);
});

test('names no bus where none was named', async () => {
  const [[, put]] = (await callsOf('PostConfirmation_ConfirmSignUp', CONFIG)) as [[string, object]];
  expect(put).toHaveProperty('busArn', undefined);
});

test('is silent about other things', async () => {
  expect(await callsOf('PostConfirmation_ConfirmForgotPassword', CONFIG)).toEqual([]);
});

test('a failing bus costs nobody a sign-up', async () => {
  const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const { ports } = fakePorts({ events: { putEvent: async () => Promise.reject(new Error('no')) } });
  const given = eventOf('PostConfirmation_ConfirmSignUp');
  await toEventBridge(given as never, CONFIG, ports, performance.now() + 3_000);
  expect(JSON.parse(error.mock.calls[0]![0] as string)).toMatchObject({ step: 'toEventBridge' });
  error.mockRestore();
});
