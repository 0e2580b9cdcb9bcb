import { CustomAuth } from 'cdk-cognito-auth';
import { configsOf, METHODS } from './methods';
import { SENT, secretsTable } from './secrets';
import { ANN, BOB, mailbox, NOBODY, type Person, person, SignIn } from './sign-in';

const MINUTE = 60_000;

const secrets = secretsTable();
const { at } = secrets;
const configs = configsOf(METHODS.emailCode);
const world = (own = configs) => {
  const box = mailbox(secrets.ports);
  return { ...box, signIn: (who: Person = ANN) => new SignIn('emailCode', own, box.ports, who) };
};
const other = (code: string) => `${(Number(code) + 1) % 10 ** code.length}`.padStart(code.length, '0');

test('a code by e-mail signs its owner in', async () => {
  const { mails, code, signIn } = world();
  const one = signIn();
  expect(await one.begin()).toBe('challenge');
  expect(one.public).toEqual({ challenge: 'EMAIL_CODE', digits: '8' });
  expect(mails).toMatchObject([{ from: '"Notes" <no-reply@example.com>', to: 'ann@example.com', subject: 'Your sign-in code' }]); // prettier-ignore
  expect(code()).toMatch(/^\d{8}$/);
  expect(mails[0]!.html).toContain(`<strong>${code()}</strong>`);
  expect(mails[0]!.text).toContain('for 5 minutes');
  expect(await one.answer(code())).toBe('tokens');
});

test('neither Cognito nor the table ever has a code or a name: hashes with a salt of their own', async () => {
  const { code, signIn } = world();
  const [one, two] = [signIn(ANN), signIn(BOB)];
  await one.begin();
  const first = code();
  await two.begin();
  const items = await secrets.items();
  const kept = JSON.stringify([items, one.public, one.private, two.private]);
  for (const secret of [first, code(), 'ann', 'bob', 'example.com']) expect(kept).not.toContain(secret);
  expect(new Set(items.flatMap(({ id, salt, codeHash }) => [id!.S, salt!.S, codeHash!.S])).size).toBe(6);
  expect(items[0]).toMatchObject({ expires: { N: `${SENT / 1_000 + 300}` }, attempts: { N: '0' }, usedBy: { S: '' } });
});

test('two wrong answers are forgiven, with one mail; the third ends the sign-in', async () => {
  const { mails, code, signIn } = world();
  const lucky = signIn();
  await lucky.begin();
  expect(await lucky.answer(other(code()))).toBe('challenge');
  expect(await lucky.answer(other(code()))).toBe('challenge');
  expect(await lucky.answer(code())).toBe('tokens');
  const unlucky = signIn(BOB);
  await unlucky.begin();
  for (const outcome of ['challenge', 'challenge', 'failed']) expect(await unlucky.answer(other(code()))).toBe(outcome);
  expect(mails).toHaveLength(2);
});

test('five answers are all that a code takes, in however many sign-ins', async () => {
  const { mails, code, signIn } = world();
  const [first, second, third] = [signIn(), signIn(), signIn()];
  for (const one of [first, second, third]) await one.begin();
  for (const one of [first, first, second, second]) expect(await one.answer(other(code()))).toBe('challenge');
  expect(await third.answer(other(code()))).toBe('challenge');
  expect(await third.answer(code())).toBe('challenge');
  expect(mails).toHaveLength(1);
}); // prettier-ignore

test('a code works in a sign-in that begins anew, and a mail is sent once a minute', async () => {
  const { mails, code, signIn } = world();
  await signIn().begin();
  at(MINUTE - 1_000);
  const again = signIn();
  await again.begin();
  expect(mails).toHaveLength(1);
  expect(await again.answer(code())).toBe('tokens');
});

test('after a minute there is another code, and the first works no more', async () => {
  const { mails, code, signIn } = world();
  const [early, late] = [signIn(), signIn()];
  await early.begin();
  const first = code();
  at(MINUTE);
  await late.begin();
  expect(mails).toHaveLength(2);
  expect(await early.answer(first)).toBe('challenge');
  expect(await early.answer(code())).toBe('tokens');
});

test('mails that nobody answers come ever more rarely, the last code works until the next, and an answer ends that', async () => {
  const { mails, code, signIn } = world();
  const times = [0, 1, 2, 3, 5, 9, 14, 19];
  for (const [sent, minute] of times.entries()) {
    at(minute * MINUTE - 1_000);
    if (sent > 0) await signIn().begin();
    expect(mails).toHaveLength(sent);
    at(minute * MINUTE);
    await signIn().begin();
    expect(mails).toHaveLength(sent + 1);
  }
  at(24 * MINUTE - 1_000);
  const owner = signIn();
  await owner.begin();
  expect(mails).toHaveLength(times.length);
  expect(await owner.answer(code())).toBe('tokens');
  for (const minute of [24, 25]) {
    at(minute * MINUTE);
    await signIn().begin();
  }
  expect(mails).toHaveLength(times.length + 2);
});

test('who has signed in may ask for another code at once', async () => {
  const { mails, code, signIn } = world();
  for (const count of [1, 2]) {
    const one = signIn();
    await one.begin();
    expect(mails).toHaveLength(count);
    expect(await one.answer(code())).toBe('tokens');
  }
});

test('a code works for five minutes', async () => {
  const { code, signIn } = world();
  const [one, two] = [signIn(ANN), signIn(BOB)];
  await one.begin();
  const first = code();
  await two.begin();
  at(5 * MINUTE - 1_000);
  expect(await one.answer(first)).toBe('tokens');
  at(5 * MINUTE);
  expect(await two.answer(code())).toBe('challenge');
});

test('a code works once: not again, not at the same moment elsewhere, not for somebody else', async () => {
  const { code, signIn } = world();
  const parallel = Array.from({ length: 4 }, () => signIn());
  for (const one of parallel) await one.begin();
  const outcomes = await Promise.all(parallel.map(async (one) => one.answer(code())));
  expect(outcomes.filter((outcome) => outcome === 'tokens')).toHaveLength(1);
  const replay = parallel[outcomes.indexOf('challenge')]!;
  expect(await replay.answer(code())).toBe('challenge');
  const bob = signIn(BOB);
  const [anns] = [code()];
  await bob.begin();
  expect(await bob.answer(anns)).toBe('challenge');
  expect(await bob.answer(code())).toBe('tokens');
});

test('Cognito may ask three times about one answer: it is right each time, and for this challenge alone', async () => {
  const { code, signIn } = world();
  const [one, two] = [signIn(), signIn()];
  await one.begin();
  await two.begin();
  expect([await one.verify(code()), await one.verify(code()), await one.verify(code())]).toEqual([true, true, true]);
  expect(await one.verify(other(code()))).toBe(false);
  expect(await two.verify(code())).toBe(false);
});

test('it is right again as long as Cognito repeats itself, and not as long as the code would have worked', async () => {
  const { code, signIn } = world();
  const one = signIn();
  await one.begin();
  expect(await one.verify(code())).toBe(true);
  at(15_000);
  expect(await one.verify(code())).toBe(true);
  at(20_000);
  expect(await one.verify(code())).toBe(false);
});

test('a code that is used in its last second works no longer for it', async () => {
  const { code, signIn } = world();
  const one = signIn();
  await one.begin();
  at(5 * MINUTE - 1_000);
  expect(await one.verify(code())).toBe(true);
  at(5 * MINUTE);
  expect(await one.verify(code())).toBe(false);
});

test('Cognito may ask three times for one challenge: one mail is sent, whose code is right', async () => {
  const { mails, code, signIn } = world();
  const one = signIn();
  await one.begin();
  await one.create({});
  const last = await one.create({});
  expect(mails).toHaveLength(1);
  one.private = last.privateChallengeParameters;
  expect(await one.answer(code())).toBe('tokens');
});

test('a session that Cognito leaves out has just begun', async () => {
  const { mails, signIn } = world();
  await signIn().create({ session: null });
  expect(mails).toHaveLength(1);
});

test('of two that begin at the same moment one causes a mail', async () => {
  const { mails, signIn } = world();
  await Promise.all([signIn().begin(), signIn().begin(), signIn().begin()]);
  expect(mails).toHaveLength(1);
  at(2 * MINUTE);
  await Promise.all([signIn().begin(), signIn().begin(), signIn().begin()]);
  expect(mails).toHaveLength(2);
});

describe.each<[string, Person]>([
  ['nobody whom the pool knows', NOBODY],
  ['an unverified address', person('ann', { email_verified: 'false' })],
  ['no word about the address', person('ann', { email_verified: '' })],
  ['no address', { userName: 'ann', userAttributes: { 'cognito:user_status': 'CONFIRMED', email_verified: 'true' } }],
  ['what is no address', person('ann', { email: 'ann@example.com, eve@evil.test' })],
  ['an address with look-alikes', person('ann', { email: 'аnn@example.com' })],
  ['a user who has not confirmed', person('ann', { 'cognito:user_status': 'UNCONFIRMED' })],
  ['a user of an identity provider', person('ann', { 'cognito:user_status': 'EXTERNAL_PROVIDER' })],
  ['a user who must change the password', person('ann', { 'cognito:user_status': 'FORCE_CHANGE_PASSWORD' })],
  ['attributes that are lacking', { userName: 'ann', userAttributes: undefined as never, userNotFound: true }],
])('%s', (_, who) => {
  test('gets no mail, and meets what others meet', async () => {
    const [real, decoy] = [world(), world()];
    const [known, unknown] = [real.signIn(BOB), decoy.signIn(who)];
    expect(await unknown.begin()).toBe(await known.begin());
    expect(unknown.public).toEqual(known.public);
    expect(Object.keys(unknown.private)).toEqual(Object.keys(known.private));
    for (const guess of ['00000000', '12345678', '99999999']) {
      expect(await unknown.answer(guess)).toBe(await known.answer(guess));
    }
    expect(decoy.mails).toEqual([]);
    expect(real.mails).toHaveLength(1);
    const calls = ({ calls: all }: typeof real) => all.map(([name]) => name).filter((name) => name !== 'sendEmail');
    expect(calls(decoy)).toEqual(calls(real));
  });
});

test('no answer comes before its time, with and without a mail', async () => {
  jest.restoreAllMocks();
  const { signIn } = world({ ...configs, create: { ...configs.create, answerAfterMs: 400 } });
  for (const who of [ANN, NOBODY]) {
    const start = performance.now();
    await signIn(who).begin();
    expect(performance.now() - start).toBeGreaterThanOrEqual(395);
  }
});

test.each([
  ['de-CH', 'de'],
  ['de_AT', 'de-at'],
  ['DE', 'de'],
  ['fr', ''],
  ['', ''],
  ['__proto__', ''],
])('the locale %p reads the mail for %p', async (locale, expected) => {
  const message = (name?: string) => ({ locale: name, subject: `${name ?? ''}`.toLowerCase() || '-', html: '{####}', text: '{####}' });
  const messages = [message('de'), message('de-AT'), message()];
  const own = configsOf((auth) => auth.addTrigger(CustomAuth.emailCode({ fromEmail: 'a@example.com', messages })));
  const { mails, signIn } = world(own);
  await signIn(person('ann', { locale })).begin();
  expect(mails).toMatchObject([{ subject: expected || '-', from: 'a@example.com' }]);
}); // prettier-ignore

test.each<[string, unknown]>([
  ['too short', '1234567'],
  ['too long', '123456789'],
  ['no digits', 'abcdefgh'],
  ['full-width digits', '１２３４５６７８'],
  ['a line more', '12345678\n'],
  ['empty', ''],
  ['missing', undefined],
  ['null', null],
  ['an object', { S: '12345678' }],
  ['a number', 12345678],
])('an answer that is no code costs no attempt: %s', async (_, answer) => {
  const { calls, signIn } = world();
  const one = signIn();
  await one.begin();
  const before = calls.length;
  expect(await one.verify(answer)).toBe(false);
  expect(calls).toHaveLength(before);
});

test.each([{}, { about: 'EMAIL_CODE' }, { about: 'MAGIC_LINK', id: 'x' }, { about: 'CAPTCHA', id: 'x' }, { id: 'x' }])(
  'a challenge that this method did not make has no right answer: %p',
  async (parameters) => {
    const { code, signIn } = world();
    const one = signIn();
    await one.begin();
    one.private = parameters as never;
    expect(await one.verify(code(), { about: 'EMAIL_CODE', signInMethod: 'EMAIL_CODE' })).toBe(false);
    one.private = undefined as never;
    expect(await one.verify(code())).toBe(false);
  },
);

test('what cannot be sent is as if it had never been asked for: the next one is sent at once', async () => {
  const failing = mailbox({ ...secrets.ports, ses: { sendEmail: async () => Promise.reject(new Error('no')) } });
  jest.spyOn(console, 'error').mockImplementation();
  expect(await new SignIn('emailCode', configs, failing.ports, ANN).begin()).toBe('challenge');
  expect(await secrets.items()).toEqual([]);
  const { mails, signIn } = world();
  await signIn().begin();
  expect(mails).toHaveLength(1);
});
