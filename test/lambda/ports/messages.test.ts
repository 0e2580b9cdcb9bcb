import { createHash } from 'node:crypto';
import { ownEndpoint } from './own-endpoint';
import { putEvent } from '../../../lambda/ports/events';
import { publish } from '../../../lambda/ports/sns';
import { sendMessage } from '../../../lambda/ports/sqs';
import { CALL_ATTEMPTS } from '../../../lambda/runtime/deadline';

const { signal } = new AbortController();
const EVENT = { source: 'cdk-cognito-auth', detailType: 'User Sign-In', detail: '{"version":"1"}' };
const TOPIC = { topicArn: 'arn:aws:sns:eu-west-1:111122223333:users', message: '{"version":"1"}' };
const FIFO = { groupId: 'user', deduplicationId: 'id' };
const TAKEN = { body: '{"FailedEntryCount":0,"Entries":[{"EventId":"1"}]}' };
const PUBLISHED = {
  body: '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
};
const MD5 = createHash('md5').update('{"version":"1"}').digest('hex');
const SENT = { body: JSON.stringify({ MessageId: '1', MD5OfMessageBody: MD5 }) };

const aws = ownEndpoint();
/** The client of SQS goes where the address of the queue says. */
let QUEUE: { readonly queueUrl: string; readonly message: string };
beforeAll(() => {
  QUEUE = { queueUrl: `${aws.environment.AWS_ENDPOINT_URL}/111122223333/users`, message: '{"version":"1"}' };
});

const form = () => Object.fromEntries(new URLSearchParams(aws.requests[0]!.body as string));

test('puts an event on a bus', async () => {
  aws.answers(() => TAKEN);
  await putEvent({ ...EVENT, busArn: 'arn:aws:events:eu-west-1:111122223333:event-bus/users' }, signal);
  const EventBusName = 'arn:aws:events:eu-west-1:111122223333:event-bus/users';
  const { source: Source, detailType: DetailType, detail: Detail } = EVENT;
  expect(aws.requests).toMatchObject([
    { headers: { 'x-amz-target': 'AWSEvents.PutEvents' }, body: { Entries: [{ EventBusName, Source, DetailType, Detail }] } },
  ]);
}); // prettier-ignore

test('puts an event on the default bus, which has no name', async () => {
  aws.answers(() => TAKEN);
  await putEvent(EVENT, signal);
  const { Entries } = aws.requests[0]!.body as { Entries: object[] };
  expect(Entries[0]).not.toHaveProperty('EventBusName');
});

test('puts an event again that EventBridge did not take, though it answered well', async () => {
  const refused = { body: '{"FailedEntryCount":1,"Entries":[{"ErrorCode":"InternalFailure"}]}' };
  aws.answers(() => (aws.requests.length === 1 ? refused : TAKEN));
  await putEvent(EVENT, signal);
  expect(aws.requests).toHaveLength(2);

  aws.answers(() => refused);
  await expect(putEvent(EVENT, signal)).rejects.toMatchObject({
    name: 'EventNotTakenError',
    message: 'EventBridge did not take the event',
  });
  expect(aws.requests).toHaveLength(CALL_ATTEMPTS);
});

test('publishes to a topic', async () => {
  aws.answers(() => PUBLISHED);
  await publish(TOPIC, signal);
  const { topicArn: TopicArn, message: Message } = TOPIC;
  expect(form()).toEqual({ Action: 'Publish', Version: '2010-03-31', TopicArn, Message });
});

test('publishes to a FIFO topic', async () => {
  aws.answers(() => PUBLISHED);
  await publish({ ...TOPIC, ...FIFO }, signal);
  expect(form()).toMatchObject({ MessageGroupId: 'user', MessageDeduplicationId: 'id' });
});

test('sends to a queue', async () => {
  aws.answers(() => SENT);
  await sendMessage(QUEUE, signal);
  const [{ headers, body }] = aws.requests as [(typeof aws.requests)[0]];
  expect(headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
  expect(body).toEqual({ QueueUrl: QUEUE.queueUrl, MessageBody: QUEUE.message });
});

test('sends to a FIFO queue', async () => {
  aws.answers(() => SENT);
  await sendMessage({ ...QUEUE, ...FIFO }, signal);
  expect(aws.requests[0]!.body).toMatchObject({ MessageGroupId: 'user', MessageDeduplicationId: 'id' });
});

describe.each([
  ['putEvent', async (end: AbortSignal) => putEvent(EVENT, end), TAKEN],
  ['publish', async (end: AbortSignal) => publish(TOPIC, end), PUBLISHED],
  ['sendMessage', async (end: AbortSignal) => sendMessage(QUEUE, end), SENT],
] as const)('%s', (_, call, good) => {
  test('asks again after a failure that can pass', async () => {
    aws.answers(() => (aws.requests.length === 1 ? { status: 500 } : good));
    await call(signal);
    expect(aws.requests).toHaveLength(2);
  });

  test('tells what was refused, and asks only once', async () => {
    aws.answers(() => ({ status: 403, body: '{"__type":"AccessDeniedException"}' }));
    await expect(call(signal)).rejects.toThrow();
    expect(aws.requests).toHaveLength(1);
  });
});
