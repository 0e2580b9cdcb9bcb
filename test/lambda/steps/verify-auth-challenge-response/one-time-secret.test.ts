import { issueSecret } from '../../../../lambda/runtime/one-time-secrets';
import { oneTimeSecret } from '../../../../lambda/steps/verify-auth-challenge-response/one-time-secret';
import type { OneTimeSecretConfig } from '../../../../src/contract/custom-auth';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { memoryTable } from '../../ports/memory-table';

const CONFIG: OneTimeSecretConfig = {
  table: 'Secrets',
  answers: [
    { kind: 'code', about: ['CODE', 'LINK'], form: '^\\d{6}$', attempts: 2 },
    { kind: 'token', about: ['LINK_START', 'LINK'], form: '^[a-z]{8}$' },
  ],
};
const ISSUE = { table: 'Secrets', validSeconds: 300, coolDownSeconds: 60 };

async function world() {
  const { dynamodb } = memoryTable();
  const { ports, calls } = fakePorts({ dynamodb });
  const event = eventOf('VerifyAuthChallengeResponse_Authentication');
  await issueSecret(ISSUE, event.userName, { code: '123456', token: 'abcdefgh' }, { dynamodb });
  return {
    calls,
    isRight: async (about: string | undefined, challengeAnswer: unknown, id = 'one') => {
      const parameters = about === undefined ? null : { about, id };
      event.request = { ...event.request, privateChallengeParameters: parameters, challengeAnswer };
      event.response = { answerCorrect: true };
      await oneTimeSecret(event as never, CONFIG, ports);
      return event.response.answerCorrect;
    },
  };
}

test.each([
  ['CODE', '123456', true],
  ['LINK', '123456', true],
  ['LINK', 'abcdefgh', true],
  ['LINK_START', 'abcdefgh', true],
  ['CODE', 'abcdefgh', false],
  ['LINK_START', '123456', false],
  ['CODE', '654321', false],
  ['LINK', 'hgfedcba', false],
])('about %s the answer %s is right: %p', async (about, answer, right) => {
  expect(await (await world()).isRight(about, answer)).toBe(right);
});

test.each<[string | undefined, unknown, string]>([
  ['CODE', '1234567', 'one'],
  ['CODE', 123456, 'one'],
  ['CODE', undefined, 'one'],
  ['CODE', null, 'one'],
  ['CODE', { S: '123456' }, 'one'],
  ['OTHER', '123456', 'one'],
  ['', '123456', 'one'],
  [undefined, '123456', 'one'],
  ['CODE', '123456', ''],
])('about %p the answer %p is wrong without a look at the table (%s)', async (about, answer, id) => {
  const { isRight, calls } = await world();
  expect(await isRight(about, answer, id)).toBe(false);
  expect(calls).toEqual([]);
});

test('a code takes as many answers as it may, and a token any number', async () => {
  const guesses = async (about: string, wrong: string, right: string) => {
    const { isRight } = await world();
    for (const _ of [1, 2, 3]) expect(await isRight(about, wrong)).toBe(false);
    return isRight(about, right);
  };
  expect(await guesses('CODE', '000000', '123456')).toBe(false);
  expect(await guesses('LINK', 'zzzzzzzz', 'abcdefgh')).toBe(true);
});

test('what was right for one challenge is right for it again, and for no other', async () => {
  const { isRight } = await world();
  expect(await isRight('CODE', '123456', 'one')).toBe(true);
  expect(await isRight('CODE', '123456', 'two')).toBe(false);
  expect(await isRight('CODE', '123456', 'one')).toBe(true);
});
