import { publishTo } from '../../../../lambda/steps/post-confirmation/publish-to';
import { sendTo } from '../../../../lambda/steps/post-confirmation/send-to';
import type { TellingConfig } from '../../../../src/contract/user-events';
import { eventOf } from '../../events';
import { type Answers, fakePorts } from '../../ports/fake-ports';

const CONFIG: TellingConfig = { types: ['User Confirmation'], attributes: [], required: false };
const soon = () => performance.now() + 3_000;

const STEPS = [
  ['publishTo', 'publish', { topicArn: 'arn:topic' }, async (event: object, fifo: boolean, ports: never, change: object) =>
    publishTo(event as never, { ...CONFIG, ...change, topicArn: 'arn:topic', fifo }, ports, soon())],
  ['sendTo', 'sendMessage', { queueUrl: 'https://queue' }, async (event: object, fifo: boolean, ports: never, change: object) =>
    sendTo(event as never, { ...CONFIG, ...change, queueUrl: 'https://queue', fifo }, ports, soon())],
] as const; // prettier-ignore

describe.each(STEPS)('%s', (step, port, where, run) => {
  async function callsOf(source: string, fifo: boolean) {
    const { ports, calls } = fakePorts();
    for (let attempt = 0; attempt < 3; attempt++) await run(eventOf(source), fifo, ports as never, {});
    return calls as [string, Record<string, string>][];
  }

  test('sends what is told, as JSON, the same at each attempt', async () => {
    const calls = await callsOf('PostConfirmation_ConfirmSignUp', false);
    const [[call, { message, ...others }]] = calls as [(typeof calls)[0]];
    expect([call, others]).toEqual([port, where]);
    expect(JSON.parse(message!)).toMatchObject({ version: '1', type: 'User Confirmation' });
    expect(calls).toEqual([calls[0], calls[0], calls[0]]);
  });

  test('to a FIFO one with an id that three attempts share, and in a group of the user', async () => {
    const calls = await callsOf('PostConfirmation_ConfirmSignUp', true);
    const { id, user } = JSON.parse(calls[0]![1].message!) as Record<string, string>;
    expect(calls.map(([, { groupId, deduplicationId }]) => [groupId, deduplicationId])).toEqual(
      Array(3).fill([user, id]),
    );
  });

  test('is silent about a password that was reset', async () => {
    expect(await callsOf('PostConfirmation_ConfirmForgotPassword', false)).toEqual([]);
  });

  test('a failure leaves a line and costs nobody a sign-up, unless it is required', async () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const fail = async () => Promise.reject(new Error('throttled'));
    const answers: Answers = { sns: { publish: fail }, sqs: { sendMessage: fail } };
    const event = eventOf('PostConfirmation_ConfirmSignUp');
    await run(event, false, fakePorts(answers).ports as never, {});
    expect(error.mock.calls.map(([line]) => JSON.parse(line as string) as object)).toMatchObject([{ step }]);
    await expect(run(event, false, fakePorts(answers).ports as never, { required: true })).rejects.toThrow('throttled');
    error.mockRestore();
  });
});
