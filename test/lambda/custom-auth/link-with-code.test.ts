import { configsOf, METHODS } from './methods';
import { secretsTable } from './secrets';
import { ANN, mailbox, NOBODY, type Person, SignIn } from './sign-in';

const MINUTE = 60_000;
const WANTED = { sendLink: 'true' };
const STALE = 'This link is not valid any more';

const secrets = secretsTable();
const { at } = secrets;
const configs = configsOf(METHODS.magicLinkWithCode);
const world = () => {
  const box = mailbox(secrets.ports);
  const begun = async (who: Person = ANN) => {
    const one = new SignIn('magicLinkWithCode', configs, box.ports, who);
    await one.begin();
    return one;
  };
  const asked = async (who: Person = ANN) => {
    const one = await begun(who);
    await one.answer('send', WANTED);
    return one;
  };
  /** A code that is not the one of the mail. */
  const wrong = () => (box.code() === '00000000' ? '00000001' : '00000000');
  return { ...box, begun, asked, wrong, token: () => box.fragment().get('token')! };
};

test('one mail has a link and a code, and the code signs in where it was asked for', async () => {
  const { mails, asked, code, token } = world();
  const one = await asked();
  expect(one.public).toEqual({ challenge: 'MAGIC_LINK', digits: '8' });
  expect(mails).toHaveLength(1);
  expect(mails[0]!.text).toContain(`Or type this code where you asked for it: ${code()}`);
  expect(mails[0]!.html).toContain(`<strong>${code()}</strong>`);
  expect(mails[0]!.text).toContain(`&token=${token()}`);
  expect(await one.answer(code())).toBe('tokens');
});

test('the link signs in elsewhere, and then the code does not, nor the other way round', async () => {
  const { begun, asked, code, token } = world();
  const one = await asked();
  const elsewhere = await begun();
  expect(await elsewhere.answer(token())).toBe('tokens');
  expect(await one.verify(code())).toBe(false);
  at(MINUTE);
  const other = await asked();
  expect(await other.verify(code())).toBe(true);
  const late = await begun();
  expect(await late.verify(token())).toBe(false);
});

test('three codes may be typed, and a wrong one sends no other mail', async () => {
  const { mails, asked, code, wrong } = world();
  const one = await asked();
  expect(await one.answer(wrong())).toBe('challenge');
  expect(one.public).toEqual({ challenge: 'MAGIC_LINK', digits: '8' });
  expect(await one.answer(wrong(), WANTED)).toBe('challenge');
  expect(await one.answer(code())).toBe('tokens');
  const two = await asked();
  for (const outcome of ['challenge', 'challenge', 'failed']) expect(await two.answer(wrong())).toBe(outcome);
  expect(mails).toHaveLength(2);
});

test('five wrong codes use up the code, in whatever sessions, and leave the link', async () => {
  const { begun, asked, code, token, wrong } = world();
  const [one, two] = [await asked(), await asked()];
  for (const attacker of [one, one, one, two, two]) expect(await attacker.verify(wrong())).toBe(false);
  expect(await two.verify(code())).toBe(false);
  const owner = await begun();
  expect(await owner.verify(token())).toBe(true);
});

test('before the fifth wrong code the right one works', async () => {
  const { asked, code, wrong } = world();
  const one = await asked();
  for (let count = 0; count < 4; count++) expect(await one.verify(wrong())).toBe(false);
  expect(await one.verify(code())).toBe(true);
});

test('who has not asked for a mail has nowhere to type a code', async () => {
  const { begun, asked, code } = world();
  await asked();
  const stranger = await begun();
  await expect(stranger.answer(code())).rejects.toThrow(STALE);
  const owner = await asked();
  expect(await owner.verify(code())).toBe(true);
});

test('a code works as long as the link', async () => {
  const { asked, code } = world();
  const one = await asked();
  at(15 * MINUTE - 1_000);
  expect(await one.verify(code())).toBe(true);
  at(15 * MINUTE);
  const two = await asked();
  at(30 * MINUTE);
  expect(await two.verify(code())).toBe(false);
});

test('neither Cognito nor the table has a code, and each hash is its own', async () => {
  const { asked, code, token } = world();
  const one = await asked();
  const [row] = await secrets.items();
  const kept = JSON.stringify([row, one.public, one.private]);
  for (const secret of [code(), token()]) expect(kept).not.toContain(secret);
  expect(row!.codeHash!.S).not.toBe(row!.tokenHash!.S);
});

test('whoever does not exist meets the same, and leaves the same kind of row', async () => {
  const { mails, asked } = world();
  const [known, unknown] = [await asked(), await asked(NOBODY)];
  expect(unknown.public).toEqual(known.public);
  expect(mails).toHaveLength(1);
  const [one, two] = await secrets.items();
  expect(Object.keys(one!).sort()).toEqual(Object.keys(two!).sort());
});

test('a code is no token and a token is no code: each is compared with its own hash', async () => {
  const { asked, token } = world();
  const one = await asked();
  expect(await one.verify(token().slice(0, 8))).toBe(false);
  expect(await one.verify(`${token()} `)).toBe(false);
  expect(await one.verify(token())).toBe(true);
});

test('a mail without a code leaves nothing that a code could be compared with', async () => {
  const box = mailbox(secrets.ports);
  const linkOnly = configsOf(METHODS.magicLink);
  const one = new SignIn('magicLinkWithCode', { ...linkOnly, verify: configs.verify }, box.ports, ANN);
  await one.begin();
  await one.answer('send', WANTED);
  expect(await one.verify('12345678')).toBe(false);
  expect(await one.verify(box.fragment().get('token'))).toBe(true);
});
