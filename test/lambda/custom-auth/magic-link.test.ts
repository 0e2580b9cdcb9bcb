import { configsOf, METHODS, PAGES } from './methods';
import { secretsTable } from './secrets';
import { ANN, BOB, mailbox, NOBODY, type Person, person, SignIn } from './sign-in';

const MINUTE = 60_000;
const NO_LINK = 'send';
const WANTED = { sendLink: 'true' };
const STALE = 'This link is not valid any more. Please ask for a new one';

const secrets = secretsTable();
const { at } = secrets;
const configs = configsOf(METHODS.magicLink);
const world = () => {
  const box = mailbox(secrets.ports);
  const signIn = (who: Person = ANN) => new SignIn('magicLink', configs, box.ports, who);
  /** Begins and asks for a link. */
  const asked = async (who: Person = ANN, more: object = {}) => {
    const one = signIn(who);
    await one.begin();
    expect(await one.answer(NO_LINK, { ...WANTED, ...more })).toBe('challenge');
    return one;
  };
  return { ...box, signIn, asked, token: () => box.fragment().get('token')! };
};

test('a link by e-mail signs its owner in, in the sign-in that asked for it', async () => {
  const { mails, signIn, fragment, token } = world();
  const one = signIn();
  expect(await one.begin()).toBe('challenge');
  expect(one.public).toEqual({ challenge: 'MAGIC_LINK_START' });
  expect(mails).toEqual([]);
  expect(await one.answer(NO_LINK, WANTED)).toBe('challenge');
  expect(one.public).toEqual({ challenge: 'MAGIC_LINK' });
  expect(mails).toMatchObject([{ to: 'ann@example.com', subject: 'Your sign-in link' }]);
  expect(fragment().get('user')).toBe('ann');
  expect(token()).toMatch(/^[\w-]{43}$/);
  expect(mails[0]!.text).toContain(`${PAGES[0]}#user=ann&token=${token()}`);
  expect(mails[0]!.html).toContain(`href="${PAGES[0]}#user=ann&#38;token=${token()}"`);
  expect(await one.answer(token())).toBe('tokens');
});

test('a session that Cognito leaves out has just begun', async () => {
  expect((await world().signIn().create({ session: null })).challengeMetadata).toBe('MAGIC_LINK_START');
});

test('it signs in anywhere else too, without a second mail', async () => {
  const { mails, asked, signIn, fragment } = world();
  await asked();
  const elsewhere = signIn(person(fragment().get('user')!));
  await elsewhere.begin();
  expect(await elsewhere.answer(fragment().get('token'))).toBe('tokens');
  expect(mails).toHaveLength(1);
});

test('the user of the link is who the pool says, whatever letters that takes', async () => {
  const { mails, asked, fragment } = world();
  await asked(person(`ann & "bob"#+?'<b>`, { email: 'ann@example.com' }));
  expect(fragment().get('user')).toBe(`ann & "bob"#+?'<b>`);
  expect(mails[0]!.html).not.toMatch(/'|<b>|bob"/);
});

test.each<[string, object, string]>([
  ['the first page, where none is named', {}, PAGES[0]!],
  ['the page that is named', { redirectUri: PAGES[1] }, PAGES[1]!],
  ...[
    'https://evil.test',
    `${PAGES[0]}/`,
    `${PAGES[0]}.evil.test`,
    `${PAGES[0]!.toUpperCase()}`,
    `${PAGES[0]}#x`,
    'javascript:alert(1)',
    '',
    null,
    0,
    ['https://beta.example.com'],
  ].map((redirectUri): [string, object, string] => [
    `the first page, for ${JSON.stringify(redirectUri)}`,
    { redirectUri },
    PAGES[0]!,
  ]),
])('a link leads to %s', async (_, more, page) => {
  const { mails, asked } = world();
  await asked(ANN, more);
  expect(mails[0]!.text).toContain(`Sign in: ${page}#user=ann&token=`);
});

test('neither Cognito nor the table ever has a token', async () => {
  const { asked, token } = world();
  const one = await asked();
  const kept = JSON.stringify([await secrets.items(), one.public, one.private]);
  expect(kept).not.toContain(token());
  expect(kept).not.toContain('ann');
});

test('a wrong token, or one that is no token, ends the sign-in and sends nothing', async () => {
  const { mails, asked, signIn, token } = world();
  const one = await asked();
  const tampered = `${token().slice(0, -1)}${token().endsWith('A') ? 'E' : 'A'}`;
  expect(await one.answer(tampered)).toBe('failed');
  for (const answer of [tampered, `${token()}A`, token().slice(1), 'x', '', undefined, { S: token() }]) {
    const other = signIn();
    await other.begin();
    await expect(other.answer(answer)).rejects.toThrow(STALE);
  }
  expect(mails).toHaveLength(1);
  const right = signIn();
  await right.begin();
  expect(await right.answer(token())).toBe('tokens');
});

test.each([{}, { sendLink: 'yes' }, { sendLink: true }, { sendlink: 'true' }, null])(
  'who does not ask for a mail gets none: %p',
  async (clientMetadata) => {
    const { mails, signIn } = world();
    for (const who of [ANN, NOBODY]) {
      const one = signIn(who);
      await one.begin();
      await expect(one.answer(NO_LINK, clientMetadata as never)).rejects.toThrow(STALE);
    }
    expect(mails).toEqual([]);
  },
);

test('a link works once: not again, not at the same moment elsewhere, not for somebody else', async () => {
  const { asked, signIn, token } = world();
  await asked();
  const parallel = Array.from({ length: 4 }, () => signIn());
  for (const one of parallel) await one.begin();
  const outcomes = await Promise.all(parallel.map(async (one) => one.verify(token())));
  expect(outcomes.filter(Boolean)).toHaveLength(1);
  const replay = signIn();
  await replay.begin();
  expect(await replay.verify(token())).toBe(false);
  const anns = token();
  await asked(BOB);
  const bob = signIn(BOB);
  await bob.begin();
  expect(await bob.verify(anns)).toBe(false);
  expect(await bob.verify(token())).toBe(true);
});

test('nobody can use up a link by wrong tokens', async () => {
  const { asked, signIn, token } = world();
  await asked();
  const writes = async () => JSON.stringify(await secrets.items());
  const before = await writes();
  const one = signIn();
  await one.begin();
  for (let count = 0; count < 10; count++) expect(await one.verify('A'.repeat(43))).toBe(false);
  expect(await writes()).toBe(before);
  expect(await one.verify(token())).toBe(true);
});

test('a link works for fifteen minutes', async () => {
  const { asked, token } = world();
  const one = await asked(ANN);
  const anns = token();
  const two = await asked(BOB);
  at(15 * MINUTE - 1_000);
  expect(await one.answer(anns)).toBe('tokens');
  at(15 * MINUTE);
  expect(await two.answer(token())).toBe('failed');
});

test('one link is outstanding, and a mail is sent once a minute', async () => {
  const { mails, asked, token } = world();
  const one = await asked();
  const first = token();
  at(MINUTE - 1_000);
  await asked();
  expect(mails).toHaveLength(1);
  at(MINUTE);
  const two = await asked();
  expect(mails).toHaveLength(2);
  expect(await one.answer(first)).toBe('failed');
  expect(await two.answer(token())).toBe('tokens');
});

test.each<[string, Person]>([
  ['nobody whom the pool knows', NOBODY],
  ['an unverified address', person('ann', { email_verified: 'false' })],
])('%s gets no mail, and meets what others meet', async (_, who) => {
  const [real, decoy] = [world(), world()];
  const [known, unknown] = [await real.asked(BOB), await decoy.asked(who)];
  expect(unknown.public).toEqual(known.public);
  expect(Object.keys(unknown.private)).toEqual(Object.keys(known.private));
  expect(await unknown.answer('A'.repeat(43))).toBe(await known.answer('A'.repeat(43)));
  expect([decoy.mails.length, real.mails.length]).toEqual([0, 1]);
});

test.each([{ about: 'EMAIL_CODE', id: 'x' }, { about: 'CAPTCHA', id: 'x' }, {}])(
  'a challenge that this method did not make has no right answer: %p',
  async (parameters) => {
    const { asked, token } = world();
    const one = await asked();
    one.private = parameters as never;
    expect(await one.verify(token(), { about: 'MAGIC_LINK' })).toBe(false);
  },
);
