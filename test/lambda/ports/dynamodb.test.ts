import { ownEndpoint } from './own-endpoint';
import { dynamodbTables } from './tables';
import { changeRow, deleteRow, putInPlaceOf, putOnce, readRow } from '../../../lambda/ports/dynamodb';
import { CALL_ATTEMPTS } from '../../../lambda/runtime/deadline';

const { signal } = new AbortController();
const KEY = { sub: 'ann' };

describe('rows', () => {
  let rows: Awaited<ReturnType<typeof dynamodbTables>>;
  beforeAll(async () => (rows = await dynamodbTables({ Users: ['sub'], Log: ['sub', 'at'] })));
  beforeEach(async () => rows.clear());
  afterAll(() => rows.close());

  test('are put once, and stay as they were', async () => {
    expect(await putOnce('Users', KEY, { name: 'Ann', age: 7, member: true }, signal)).toBe(true);
    expect(await putOnce('Users', KEY, { name: 'Bob' }, signal)).toBe(false);
    const ann = { sub: { S: 'ann' }, name: { S: 'Ann' }, age: { N: '7' }, member: { BOOL: true } };
    expect(await rows.items('Users')).toEqual([ann]);
  });

  test('of one partition are told apart by their sort key', async () => {
    expect(await putOnce('Log', { sub: 'ann', at: '1' }, {}, signal)).toBe(true);
    expect(await putOnce('Log', { sub: 'ann', at: '2' }, {}, signal)).toBe(true);
    expect(await putOnce('Log', { sub: 'ann', at: '2' }, {}, signal)).toBe(false);
    expect(await rows.items('Log')).toHaveLength(2);
  });

  test('are read as values, and only what is asked for', async () => {
    await rows.put('Users', {
      sub: { S: 'ann' },
      name: { S: '' },
      'a.b': { N: '-12.5' },
      long: { N: '999999999999999' },
      no: { BOOL: false },
      nothing: { NULL: true },
      set: { SS: ['b', 'a'] },
      list: { L: [{ S: 'b' }, { S: 'a' }] },
      empty: { L: [] },
      secret: { S: 'x' },
    });
    const attributes = ['name', 'a.b', 'long', 'no', 'nothing', 'set', 'list', 'empty', 'absent'];
    expect(await readRow('Users', KEY, attributes, signal)).toEqual({
      name: '',
      'a.b': -12.5,
      long: 999_999_999_999_999,
      no: false,
      nothing: null,
      set: ['a', 'b'],
      list: ['b', 'a'],
      empty: [],
    });
  });

  test.each([
    ['a nested value', { M: { a: { S: 'x' } } }],
    ['a list of other things than texts', { L: [{ S: 'x' }, { N: '1' }] }],
    ['binary', { B: 'eA==' }],
    ['a set of numbers', { NS: ['1'] }],
    ['a number that JavaScript would change', { N: '1234567890123456' }],
  ])('say that %s is there, and cannot be read', async (_, value) => {
    await rows.put('Users', { sub: { S: 'ann' }, odd: value });
    const row = await readRow('Users', KEY, ['odd'], signal);
    expect(Object.entries(row!)).toEqual([['odd', undefined]]);
  });

  test('that are not there are undefined, and those without the attributes empty', async () => {
    expect(await readRow('Users', KEY, ['name'], signal)).toBeUndefined();
    await putOnce('Users', KEY, {}, signal);
    expect(await readRow('Users', KEY, ['name'], signal)).toEqual({});
  });

  test('are replaced while they are as they were seen', async () => {
    await putOnce('Users', KEY, { count: 1, until: 10 }, signal);
    expect(await putInPlaceOf('Users', { ...KEY, count: 2 }, { count: 1, until: 9 }, signal)).toBe(false);
    expect(await putInPlaceOf('Users', { ...KEY, count: 2 }, { count: 1, until: 10 }, signal)).toBe(true);
    expect(await rows.items('Users')).toEqual([{ sub: { S: 'ann' }, count: { N: '2' } }]);
    expect(await putInPlaceOf('Users', { sub: 'bob', count: 2 }, { count: 1 }, signal)).toBe(false);
    expect(await rows.items('Users')).toHaveLength(1);
  });

  test('are changed where they are, and not made', async () => {
    expect(await changeRow('Users', KEY, { seen: 'now' }, signal)).toBe(false);
    expect(await rows.items('Users')).toEqual([]);
    await putOnce('Users', KEY, { name: 'Ann' }, signal);
    expect(await changeRow('Users', KEY, { seen: 'now', 'a.b': 1 }, signal)).toBe(true);
    const ann = { sub: { S: 'ann' }, name: { S: 'Ann' }, seen: { S: 'now' }, 'a.b': { N: '1' } };
    expect(await rows.items('Users')).toEqual([ann]);
  });

  test('are deleted, also where there is none', async () => {
    await putOnce('Users', KEY, {}, signal);
    await deleteRow('Users', KEY, signal);
    await deleteRow('Users', KEY, signal);
    expect(await rows.items('Users')).toEqual([]);
  });
});

describe('calls', () => {
  const aws = ownEndpoint();
  // a fresh client: the other one has found its endpoint
  let port: typeof import('../../../lambda/ports/dynamodb');
  beforeAll(() => {
    jest.isolateModules(() => (port = jest.requireActual('../../../lambda/ports/dynamodb')));
  });

  test('read what is there now', async () => {
    aws.answers(() => ({}));
    await port.readRow('Users', KEY, ['name'], signal);
    const body = { TableName: 'Users', Key: { sub: { S: 'ann' } }, ConsistentRead: true, ProjectionExpression: '#0' };
    expect(aws.requests).toMatchObject([{ headers: { 'x-amz-target': 'DynamoDB_20120810.GetItem' }, body }]);
  });

  test('pass on what DynamoDB refused', async () => {
    aws.answers(() => ({ status: 400, body: '{"__type":"ResourceNotFoundException","message":"no table"}' }));
    await expect(port.putOnce('Users', KEY, {}, signal)).rejects.toThrow('no table');
    expect(aws.requests).toHaveLength(1);
  });

  test('are repeated when they are throttled, twice in all', async () => {
    aws.answers(() => ({ status: 400, body: '{"__type":"ThrottlingException","message":"slow down"}' }));
    await expect(port.putOnce('Users', KEY, {}, signal)).rejects.toThrow('slow down');
    expect(aws.requests).toHaveLength(CALL_ATTEMPTS);
  });
});
