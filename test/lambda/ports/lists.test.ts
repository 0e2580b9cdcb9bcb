import { ownEndpoint } from './own-endpoint';
import { readObject } from '../../../lambda/ports/s3';
import { readParameter } from '../../../lambda/ports/ssm';

const { signal } = new AbortController();
const OBJECT = { bucket: 'lists', key: 'disposable/domains.txt' };

const aws = ownEndpoint();

test('reads a parameter', async () => {
  aws.answers(() => ({ body: '{"Parameter":{"Value":"example.com"}}' }));
  expect(await readParameter('/domains', signal)).toBe('example.com');
  const body = { Name: '/domains' };
  expect(aws.requests).toMatchObject([{ headers: { 'x-amz-target': 'AmazonSSM.GetParameter' }, body }]);
});

test.each(['{}', '{"Parameter":{}}'])('a parameter without a value is empty: %s', async (body) => {
  aws.answers(() => ({ body }));
  expect(await readParameter('/domains', signal)).toBe('');
});

test('reads the newest version of an object', async () => {
  aws.answers(() => ({ body: 'example.com\n' }));
  expect(await readObject(OBJECT, signal)).toBe('example.com\n');
  const { pathname, searchParams } = new URL(aws.requests[0]!.path, 'http://s3');
  expect([pathname, searchParams.get('versionId')]).toEqual(['/lists/disposable/domains.txt', null]);
});

test('reads one version of an object', async () => {
  aws.answers(() => ({ body: 'example.com' }));
  await readObject({ ...OBJECT, version: 'v2' }, signal);
  expect(new URL(aws.requests[0]!.path, 'http://s3').searchParams.get('versionId')).toBe('v2');
});

test.each([
  [4_194_304, true],
  [4_194_305, false],
])('an object of %i bytes is read: %j', async (length, isRead) => {
  aws.answers(() => ({ body: 'a'.repeat(length), headers: { 'content-length': `${length}` } }));
  const outcome = await readObject(OBJECT, signal).then(
    (text) => text.length,
    ({ name, message }) => `${name}: ${message}`,
  );
  expect(outcome).toBe(isRead ? length : 'ObjectTooLargeError: the object is too large');
});

describe.each([
  ['readParameter', async (end: AbortSignal) => readParameter('/domains', end), '{"Parameter":{"Value":"a.example"}}'],
  ['readObject', async (end: AbortSignal) => readObject(OBJECT, end), 'a.example'],
] as const)('%s', (_, call, body) => {
  test('asks again after a failure that can pass', async () => {
    aws.answers(() => (aws.requests.length === 1 ? { status: 500 } : { body }));
    expect(await call(signal)).toBe('a.example');
    expect(aws.requests).toHaveLength(2);
  });

  test('tells that there is nothing, and asks only once', async () => {
    aws.answers(() => ({ status: 404, body: '{"__type":"ParameterNotFound"}' }));
    await expect(call(signal)).rejects.toThrow();
    expect(aws.requests).toHaveLength(1);
  });
});
