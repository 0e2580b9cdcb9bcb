import crypto from 'node:crypto';
import {
  codeOf,
  decoysOf,
  issueSecret,
  redeemSecret,
  unguessable,
  withdrawSecret,
} from '../../../lambda/runtime/one-time-secrets';
import type { SecretKind } from '../../../src/contract/custom-auth';
import { memoryTable } from '../ports/memory-table';

const MINUTE = 60;
const START = 1_900_000_000;
const CONFIG = { table: 'Secrets', validSeconds: 5 * MINUTE, coolDownSeconds: MINUTE };

let now: number;
beforeEach(() => {
  now = START;
  jest.spyOn(Date, 'now').mockImplementation(() => now * 1_000 + 999);
});
afterEach(() => jest.restoreAllMocks());

function world() {
  const { rows, dynamodb } = memoryTable();
  const ports = { dynamodb };
  return {
    rows,
    dynamodb,
    row: () => [...rows.values()][0]!,
    issue: async (secrets: object = { code: '12345678' }, userName = 'ann') =>
      issueSecret(CONFIG, userName, secrets, ports),
    redeem: async (
      answer: string,
      { kind = 'code' as SecretKind, attempts = 5, challenge = 'one', userName = 'ann' } = {},
    ) => redeemSecret('Secrets', userName, { kind, attempts, answer, challenge }, ports),
    withdraw: async () => withdrawSecret('Secrets', 'ann', ports),
  };
}

test('a code has as many digits as it shall have, zeros in front too', () => {
  jest.spyOn(crypto, 'randomInt').mockImplementation(() => 42);
  expect(codeOf(8)).toBe('00000042');
  expect(crypto.randomInt).toHaveBeenCalledWith(100_000_000);
});

test('what nobody can guess is 32 bytes of chance; a mail that is not sent has as many secrets of them', () => {
  expect(unguessable()).toMatch(/^[\w-]{43}$/);
  const decoys = decoysOf({ code: '12345678', token: 'a' });
  expect(Object.keys(decoys)).toEqual(['code', 'token']);
  expect(new Set([unguessable(), unguessable(), ...Object.values(decoys)]).size).toBe(4);
});

test('a guess costs as much as it shall', async () => {
  const scrypt = jest.spyOn(crypto, 'scryptSync');
  await world().issue();
  expect(scrypt.mock.calls).toEqual([['12345678', expect.stringMatching(/^[\w-]{43}$/), 32, { N: 8_192, r: 8, p: 1 }]]);
});

test('the table learns hashes and times, and nothing about anybody', async () => {
  const { issue, row } = world();
  expect(await issue({ code: '12345678', token: 'a-token' })).toBe(true);
  const hash = expect.stringMatching(/^[\w-]{43}$/);
  expect(row()).toEqual({
    id: hash,
    version: expect.stringMatching(/^[0-9a-f-]{36}$/),
    salt: hash,
    codeHash: hash,
    tokenHash: hash,
    sentAt: START,
    expires: START + 5 * MINUTE,
    attempts: 0,
    unanswered: 1,
    usedBy: '',
  });
  expect(JSON.stringify(row())).not.toMatch(/12345678|a-token|ann/);
});

test('all that a step needs of a row is read', async () => {
  const { issue, dynamodb, row } = world();
  await issue({ code: '1', token: '2' });
  const read = jest.spyOn(dynamodb, 'readRow');
  await issue();
  const { id, ...others } = row();
  expect(read.mock.calls).toEqual([['Secrets', { id }, expect.arrayContaining(Object.keys(others))]]);
});

test('mails that nobody answers come ever more rarely, until the last secret has expired', async () => {
  const { issue } = world();
  for (const minutes of [0, 1, 1, 1, 2, 4, 5, 5]) {
    now += minutes * MINUTE - 1;
    if (minutes > 0) expect(await issue()).toBe(false);
    now += 1;
    expect(await issue()).toBe(true);
  }
});

test('an answer ends the waiting, and the next mail is the first again', async () => {
  const { issue, redeem, row } = world();
  await issue();
  now += MINUTE;
  await issue();
  expect(row()).toHaveProperty('unanswered', 2);
  expect(await redeem('12345678')).toBe(true);
  expect(await issue()).toBe(true);
  expect(row()).toMatchObject({ unanswered: 1, usedBy: '', attempts: 0 });
});

test('whom another writer was faster than sends nothing', async () => {
  const { issue, dynamodb } = world();
  await issue();
  now += MINUTE;
  jest.spyOn(dynamodb, 'putInPlaceOf').mockResolvedValueOnce(false);
  expect(await issue()).toBe(false);
  expect(await issue()).toBe(true);
});

test('a right answer counts once, and while Cognito repeats itself', async () => {
  const { issue, redeem, row } = world();
  await issue();
  expect(await redeem('12345678', { challenge: 'one' })).toBe(true);
  expect(row()).toMatchObject({ usedBy: 'one', attempts: 1, expires: START + 20 });
  expect(await redeem('12345678', { challenge: 'two' })).toBe(false);
  expect(await redeem('87654321', { challenge: 'one' })).toBe(false);
  now += 19;
  expect(await redeem('12345678', { challenge: 'one' })).toBe(true);
  now += 1;
  expect(await redeem('12345678', { challenge: 'one' })).toBe(false);
});

test('an answer in the last second counts, and none after it', async () => {
  const { issue, redeem, row } = world();
  await issue();
  await issue({ code: '12345678' }, 'bob');
  now += 5 * MINUTE - 1;
  expect(await redeem('12345678')).toBe(true);
  expect(row()).toHaveProperty('expires', START + 5 * MINUTE);
  now += 1;
  expect(await redeem('12345678', { userName: 'bob' })).toBe(false);
});

test.each([1, 3])('after %i wrong answers the right one is wrong, too', async (attempts) => {
  const { issue, redeem, row } = world();
  await issue();
  for (let count = 1; count < attempts; count++) expect(await redeem('00000000', { attempts })).toBe(false);
  const { version } = row();
  expect(await redeem('00000000', { attempts })).toBe(false);
  expect(row()).toMatchObject({ attempts, usedBy: '', expires: START + 5 * MINUTE });
  expect(row().version).not.toBe(version);
  expect(await redeem('12345678', { attempts })).toBe(false);
});

test('a token takes any number of answers, of which only the right one is written down', async () => {
  const { issue, row, dynamodb } = world();
  await issue({ token: 'a-token' });
  const redeem = async (answer: string) =>
    redeemSecret('Secrets', 'ann', { kind: 'token', answer, challenge: 'one' }, { dynamodb });
  const before = row();
  for (let count = 0; count < 10; count++) expect(await redeem('another')).toBe(false);
  expect(row()).toBe(before);
  expect(await redeem('a-token')).toBe(true);
  expect(row()).toHaveProperty('attempts', 1);
});

test.each<[string, SecretKind, string]>([
  ['a code for a token', 'token', '12345678'],
  ['a token for a code', 'code', 'a-token'],
])('nobody gets in with %s', async (_, kind, answer) => {
  const both = world();
  await both.issue({ code: '12345678', token: 'a-token' });
  expect(await both.redeem(answer, { kind })).toBe(false);
  expect(await both.redeem(answer, { kind: kind === 'code' ? 'token' : 'code' })).toBe(true);
});

test('a mail without a code has no right code', async () => {
  const { issue, redeem } = world();
  await issue({ token: 'a-token' });
  expect(await redeem('', { kind: 'code' })).toBe(false);
});

test('a secret is of one user, and gone when it is withdrawn', async () => {
  const { issue, redeem, withdraw, rows } = world();
  expect(await redeem('12345678')).toBe(false);
  await issue();
  expect(await redeem('12345678', { userName: 'bob' })).toBe(false);
  await withdraw();
  expect(rows.size).toBe(0);
  expect(await issue()).toBe(true);
});

test('of two answers at the same moment one is right', async () => {
  const { issue, redeem } = world();
  await issue();
  const answers = await Promise.all(['one', 'two'].map(async (challenge) => redeem('12345678', { challenge })));
  expect(answers.sort()).toEqual([false, true]);
}); // prettier-ignore
