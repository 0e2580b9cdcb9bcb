import { mailSecret } from '../../../lambda/runtime/sign-in-mail';
import type { MailedSecretConfig } from '../../../src/contract/custom-auth';
import { eventOf } from '../events';
import { type Answers, fakePorts } from '../ports/fake-ports';
import { memoryTable } from '../ports/memory-table';

const ANN = { email: 'ann@example.com', email_verified: 'true', 'cognito:user_status': 'CONFIRMED' };
const texts = (subject: string) => ({ subject, html: '<p>{####} {link}</p>', text: '{####} {link}' });
const CONFIG: MailedSecretConfig = {
  table: 'Secrets',
  validSeconds: 359,
  coolDownSeconds: 60,
  answerAfterMs: 0,
  from: 'no-reply@example.com',
  region: 'eu-central-1',
  configurationSet: 'mail',
  texts: { inline: { '': texts('Your code'), de: texts('Ihr Code'), 'de-at': texts('Dein Code') } },
};
const VALUES = { '####': '12345678', link: 'https://example.com/?a=1&b=2#x' };

afterEach(() => jest.restoreAllMocks());

async function mail(request: object, change: Partial<MailedSecretConfig> = {}, values = VALUES, answers: Answers = {}) {
  const { dynamodb, rows } = memoryTable();
  const { ports, calls } = fakePorts({ dynamodb, ...answers });
  const event = eventOf('CreateAuthChallenge_Authentication');
  event.request = { ...event.request, userNotFound: false, userAttributes: ANN, ...request };
  const mailed = { step: 'emailCode', secrets: { code: '12345678' }, values };
  await mailSecret(event as never, { ...CONFIG, ...change }, mailed, ports);
  const letters = calls.filter(([name]) => name === 'sendEmail').map(([, letter]) => letter as Record<string, string>);
  return { letters, rows, calls: calls.map(([name]) => name) };
}

test('a mail goes to the owner of the address', async () => {
  const { letters, calls } = await mail({});
  expect(calls).toEqual(['readRow', 'putOnce', 'sendEmail']);
  expect(letters).toEqual([
    {
      from: 'no-reply@example.com',
      region: 'eu-central-1',
      configurationSet: 'mail',
      to: 'ann@example.com',
      subject: 'Your code',
      html: '<p>12345678 https://example.com/?a=1&#38;b=2#x</p>',
      text: '12345678 https://example.com/?a=1&b=2#x',
    },
  ]);
});

test.each<[string, object]>([
  ['nobody', { userAttributes: {}, userNotFound: true }],
  ['nobody, with what somebody could have', { userNotFound: true }],
  ['no attributes', { userAttributes: undefined }],
  ['an address that is not verified', { userAttributes: { ...ANN, email_verified: 'false' } }],
  ['another status', { userAttributes: { ...ANN, 'cognito:user_status': 'UNCONFIRMED' } }],
  ['no address', { userAttributes: { ...ANN, email: undefined } }],
  ['no plain address', { userAttributes: { ...ANN, email: 'ann@example.com, eve@evil.test' } }],
])('%s gets no mail, and a secret that is not the one', async (_, request) => {
  const { letters, calls, rows } = await mail(request);
  expect(letters).toEqual([]);
  expect(calls).toEqual(['readRow', 'putOnce']);
  expect([...rows.values()]).toEqual([expect.objectContaining({ codeHash: expect.any(String), attempts: 0 })]);
});

test.each([
  ['de', 'Ihr Code'],
  ['de-CH', 'Ihr Code'],
  ['de_AT', 'Dein Code'],
  ['DE', 'Ihr Code'],
  ['fr', 'Your code'],
  [undefined, 'Your code'],
  ['toString', 'Your code'],
])('the locale %p reads "%s"', async (locale, subject) => {
  expect((await mail({ userAttributes: { ...ANN, locale } })).letters).toMatchObject([{ subject }]);
});

test('what is filled in is filled in once, everywhere, and escaped in HTML alone', async () => {
  const own = { subject: '{####} {####}', html: '{link}', text: '{minutes} {other}' };
  const { letters } = await mail({}, { texts: { inline: { '': own } } }, { '####': '{link}', link: `&<>"'` });
  expect(letters).toMatchObject([{ subject: '{link} {link}', html: '&#38;&#60;&#62;&#34;&#39;', text: '5 {other}' }]);
});

test('what cannot be sent is taken back, and a line in the log', async () => {
  const lines: string[] = [];
  jest.spyOn(console, 'error').mockImplementation((line: string) => void lines.push(line));
  const fail = async () => Promise.reject(Object.assign(new Error('ann'), { name: 'TimeoutError' }));
  const { calls, rows } = await mail({}, {}, VALUES, { ses: { sendEmail: fail } });
  expect(calls).toEqual(['readRow', 'putOnce', 'sendEmail', 'deleteRow']);
  expect(rows.size).toBe(0);
  const [line, ...more] = lines.map((each) => JSON.parse(each) as Record<string, unknown>);
  expect(more).toEqual([]);
  expect(line).toEqual({
    step: 'emailCode',
    triggerSource: 'CreateAuthChallenge_Authentication',
    region: 'eu-west-1',
    outcome: 'failed',
    error: 'TimeoutError',
    milliseconds: expect.any(Number),
  });
  expect(line!.milliseconds).toBeLessThan(performance.now());
});

test.each([ANN, {}])('no answer comes before its time: %j', async (userAttributes) => {
  const start = performance.now();
  await mail({ userAttributes }, { answerAfterMs: 50 });
  expect(performance.now() - start).toBeGreaterThanOrEqual(49);
}); // prettier-ignore
