import { configsOf, METHODS } from './methods';
import { ANN, SignIn } from './sign-in';
import { fakePorts } from '../ports/fake-ports';

const configs = configsOf(METHODS.captcha);
const PASSWORD = ['SRP_A', 'PASSWORD_VERIFIER'].map((challengeName) => ({ challengeName, challengeResult: true }));
const SOLVED = { success: true, hostname: 'app.example.com' };

function world(verdict: unknown, { config = {}, secret = 'key' }: { config?: object; secret?: string } = {}) {
  const { ports, calls } = fakePorts({
    captcha: { siteVerify: async () => verdict },
    secrets: { readSecret: async () => secret },
  });
  const own = { ...configs, verify: { ...configs.verify, secretArn: 'arn', ...config } };
  return { signIn: new SignIn('captcha', own, ports, ANN), calls };
}

test('a CAPTCHA after the password signs in', async () => {
  const { signIn, calls } = world(SOLVED);
  expect(await signIn.begin(PASSWORD)).toBe('challenge');
  expect(signIn.public).toEqual({ challenge: 'CAPTCHA', siteKey: 'site-key' });
  expect(await signIn.answer('token')).toBe('tokens');
  expect(calls).toEqual([
    ['readSecret', 'arn'],
    ['siteVerify', 'https://challenges.cloudflare.com/turnstile/v0/siteverify', 'key', 'token'],
  ]);
});

test('a CAPTCHA on any page of the application signs in, however long the answer of the provider is', async () => {
  const hostnames = ['www.example.com', 'app.example.com', 'beta.example.com'];
  const { signIn } = world(SOLVED, { config: { hostnames } });
  await signIn.begin(PASSWORD);
  expect(await signIn.answer('x'.repeat(8_192))).toBe('tokens');
});

test('a CAPTCHA without a password does not even begin', async () => {
  expect(await world(SOLVED).signIn.begin()).toBe('failed');
});

test.each<[string, unknown]>([
  ['fails', { success: false, hostname: 'app.example.com' }],
  ['has another word for success', { ...SOLVED, success: 'true' }],
  ['was solved elsewhere', { ...SOLVED, hostname: 'evil.test' }],
  ['was solved below', { ...SOLVED, hostname: 'x.app.example.com' }],
  ['was solved nobody knows where', { success: true }],
  ['is answered by nothing', null],
  ['is answered by a list', [SOLVED]],
])('a CAPTCHA that %s ends the sign-in', async (_, verdict) => {
  const { signIn } = world(verdict);
  await signIn.begin(PASSWORD);
  expect(await signIn.answer('token')).toBe('failed');
});

test.each([
  [0.5, true],
  [0.9, true],
  [0.49, false],
  ['0.9', false],
  [undefined, false],
])('with a minimum of 0.5 the score %p passes: %p', async (score, passes) => {
  const { signIn } = world({ ...SOLVED, score }, { config: { minimumScore: 0.5 } });
  await signIn.begin(PASSWORD);
  expect(await signIn.answer('token')).toBe(passes ? 'tokens' : 'failed');
});

test.each<[string, unknown]>([
  ['empty', ''],
  ['endless', 'x'.repeat(8_193)],
  ['missing', undefined],
  ['an object', {}],
])('an answer that is none is not asked about: %s', async (_, answer) => {
  const { signIn, calls } = world(SOLVED);
  await signIn.begin(PASSWORD);
  expect(await signIn.answer(answer)).toBe('failed');
  expect(calls).toEqual([]);
});

test.each([{}, { about: 'EMAIL_CODE' }, undefined])(
  'a challenge that this method did not make has no right answer: %p',
  async (parameters) => {
    const { signIn, calls } = world(SOLVED);
    await signIn.begin(PASSWORD);
    signIn.private = parameters as never;
    expect(await signIn.verify('token', { about: 'CAPTCHA' })).toBe(false);
    expect(calls).toEqual([]);
  },
);

test('the key may be a field of the secret', async () => {
  const { signIn, calls } = world(SOLVED, { config: { secretField: 'key' }, secret: '{"key":"k"}' });
  await signIn.begin(PASSWORD);
  expect(await signIn.answer('token')).toBe('tokens');
  expect(calls[1]![2]).toBe('k');
});

test.each([
  ...['{}', '[]', '{"key":1}', 'null'].map((secret) => [secret, 'the secret of the CAPTCHA lacks its field']),
  ['no JSON', 'JSON'],
])('a secret without its field fails closed: %s', async (secret, message) => {
  const { signIn } = world(SOLVED, { config: { secretField: 'key' }, secret });
  await signIn.begin(PASSWORD);
  await expect(signIn.answer('token')).rejects.toThrow(message);
});

test.each(['captcha', 'secrets'] as const)('closed when %s cannot be asked', async (port) => {
  const broken = { siteVerify: async () => Promise.reject(new Error('x')), readSecret: async () => Promise.reject(new Error('x')) };
  const { ports } = fakePorts({
    captcha: { siteVerify: async () => SOLVED, ...(port === 'captcha' && broken) },
    secrets: { readSecret: async () => 'key', ...(port === 'secrets' && broken) },
  });
  const signIn = new SignIn('captcha', configs, ports, ANN);
  await signIn.begin(PASSWORD);
  await expect(signIn.answer('token')).rejects.toThrow('x');
}); // prettier-ignore
