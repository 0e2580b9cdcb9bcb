import { about, EMAIL } from './sending';
import { messageId } from '../../../../lambda/runtime/secret-message';
import { sendEmail } from '../../../../lambda/steps/custom-senders/send-email';
import { fakePorts } from '../../ports/fake-ports';
import { memoryTable } from '../../ports/memory-table';
import { dynamodbTables } from '../../ports/tables';
import { POOL } from '../../sender-codes';

const EVENT = about('CustomEmailSender_SignUp') as never as Parameters<typeof sendEmail>[0];
const decrypt = { decryptWith: async () => ({ text: '123456', context: { 'userpool-id': POOL } }) };

beforeEach(() => jest.useFakeTimers({ now: 1_800_000_000_000, doNotFake: ['nextTick', 'setImmediate'] }));
afterEach(() => jest.useRealTimers());

const later = (seconds: number) => jest.advanceTimersByTime(seconds * 1_000);

/** A function with its table: how often it sent, and how to make its parts fail. */
function sender() {
  const { rows, dynamodb } = memoryTable();
  const broken = { ses: 0, mark: 0 };
  let mails = 0;
  const ses = {
    sendEmail: async () => {
      if (broken.ses-- > 0) throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      mails++;
    },
  };
  const changeRow: typeof dynamodb.changeRow = async (...all) => {
    if (broken.mark-- > 0) throw new Error('throttled');
    return dynamodb.changeRow(...all);
  };
  const { ports } = fakePorts({ dynamodb: { ...dynamodb, changeRow }, decrypt, ses });
  return { rows, dynamodb, broken, mails: () => mails, receive: async (event = EVENT) => sendEmail(event, EMAIL, ports) };
} // prettier-ignore

test('an event that is delivered three times sends once', async () => {
  const { receive, mails } = sender();
  await receive();
  later(1);
  await receive();
  later(3_600);
  await receive();
  expect(mails()).toBe(1);
});

test('two deliveries at the same time send once', async () => {
  const { receive, mails } = sender();
  await Promise.all([receive(), receive(), receive()]);
  expect(mails()).toBe(1);
});

test('what failed is sent with the next attempt, a minute later', async () => {
  const { receive, mails, broken } = sender();
  broken.ses = 1;
  await expect(receive()).rejects.toThrow('slow down');
  later(60);
  await receive();
  later(120);
  await receive();
  expect(mails()).toBe(1);
});

test('what is being sent is left alone as long as its lease lasts, and no longer', async () => {
  const { receive, mails, broken } = sender();
  broken.ses = 1;
  await expect(receive()).rejects.toThrow('slow down');
  later(EMAIL.leaseSeconds - 1);
  await receive();
  expect(mails()).toBe(0);
  later(1);
  await receive();
  expect(mails()).toBe(1);
});

test('of two attempts after one that broke off, one sends', async () => {
  const { receive, mails, broken } = sender();
  broken.ses = 1;
  await expect(receive()).rejects.toThrow('slow down');
  later(60);
  await Promise.all([receive(), receive()]);
  expect(mails()).toBe(1);
});

test('what was sent stays sent, also when it could not be written down at once', async () => {
  const { receive, mails, broken } = sender();
  broken.mark = 1;
  await receive();
  later(5);
  await receive();
  expect(mails()).toBe(1);
});

test('nothing is sent while the table does not answer', async () => {
  const { dynamodb } = memoryTable();
  const putOnce = async () => Promise.reject(new Error('throttled'));
  const { ports, calls } = fakePorts({ dynamodb: { ...dynamodb, putOnce }, decrypt });
  await expect(sendEmail(EVENT, EMAIL, ports)).rejects.toThrow('throttled');
  expect(calls.map(([name]) => name)).toEqual(['putOnce']);
});

test('a row that is gone, or is none of ours, is left alone', async () => {
  const { dynamodb } = memoryTable();
  for (const row of [undefined, { until: 'soon' }]) {
    const { ports, calls } = fakePorts({ dynamodb: { ...dynamodb, putOnce: async () => false, readRow: async () => row }, decrypt }); // prettier-ignore
    await sendEmail(EVENT, EMAIL, ports);
    expect(calls.map(([name]) => name)).toEqual(['putOnce', 'readRow']);
  }
});

test('a new code is another message; so is another user, occasion or pool', async () => {
  const { receive, mails } = sender();
  const others = [
    about('CustomEmailSender_SignUp', {}, { code: 'another' }),
    about('CustomEmailSender_AdminCreateUser'),
    { ...about('CustomEmailSender_SignUp'), userName: 'another' },
  ];
  await receive();
  for (const event of others) await receive(event as never);
  expect(mails()).toBe(4);
  const ids = [EVENT, ...others, { ...EVENT, userPoolId: 'another' }].map((event) => messageId(event as never));
  expect(new Set(ids).size).toBe(5);
  expect(messageId(about('CustomEmailSender_SignUp', {}, { code: null }) as never)).toMatch(/^[0-9a-f]{64}$/);
});

test('the table holds hashes and times, and nothing about anybody', async () => {
  const { receive, rows } = sender();
  await receive();
  const until = 1_800_000_000 + 86_400;
  expect([...rows.values()]).toEqual([{ id: messageId(EVENT), until, expires: until }]);
});

test('the same with DynamoDB: three deliveries, one of them after a failure, send once', async () => {
  jest.useRealTimers();
  const tables = await dynamodbTables({ Sent: ['id'] });
  let mails = 0;
  const ses = { sendEmail: async () => (mails++ === 0 ? Promise.reject(new Error('throttled')) : undefined) };
  const { ports } = fakePorts({ decrypt, ses });
  const all = { ...tables.ports, read: ports.read, decrypt: ports.decrypt, ses: ports.ses };
  const config = { ...EMAIL, leaseSeconds: -1 };
  await expect(sendEmail(EVENT, config, all)).rejects.toThrow('throttled');
  await sendEmail(EVENT, config, all);
  await sendEmail(EVENT, config, all);
  const items = await tables.items('Sent');
  tables.close();
  expect(mails).toBe(2);
  expect(items).toEqual([
    { id: { S: messageId(EVENT) }, until: expect.anything(), expires: { N: expect.any(String) } },
  ]);
});
