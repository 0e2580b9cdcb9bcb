import fc from 'fast-check';
import { configsOf, METHODS, PAGES } from './methods';
import { mailbox, person, SignIn } from './sign-in';
import { parseEmail } from '../../../src/contract/email';

const configs = { emailCode: configsOf(METHODS.emailCode), magicLink: configsOf(METHODS.magicLink) };
const TABLE = { dynamodb: { readRow: async () => undefined, putOnce: async () => true } };

const key = fc.oneof(fc.constantFrom('redirectUri', 'sendLink', 'about', 'id', '__proto__', 'constructor', 'user'), fc.string()); // prettier-ignore
const value = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom(...PAGES.map((page) => `${page}.evil.test`)), fc.anything()); // prettier-ignore
const metadata = fc.dictionary(key, value);
const email = fc.oneof(
  fc.string(),
  fc.emailAddress(),
  fc.tuple(fc.emailAddress(), fc.emailAddress()).map((two) => two.join(',')),
  fc.string().map((text) => `"${text}"@example.com`),
  fc.string({ unit: 'grapheme' }).map((text) => `${text}@example.com`),
  fc.constantFrom('ann@example.com\r\nBcc: eve@evil.test', 'ann@example.com@evil.test', '<eve@evil.test>', 'ann@ex\u0430mple.com'), // prettier-ignore
);

test('whatever a client says, a link leads to a page of the list, of the user whom Cognito names', async () => {
  const links = async (clientMetadata: object) => {
    const { mails, ports, fragment } = mailbox(TABLE);
    const one = new SignIn('magicLink', configs.magicLink, ports, person('ann'));
    await one.begin();
    await one.answer('send', { ...clientMetadata, sendLink: 'true' });
    expect(mails).toHaveLength(1);
    const link = /^Sign in: (\S+)$/m.exec(mails[0]!.text!)![1]!;
    expect(PAGES).toContain(link.split('#')[0]);
    expect([...fragment().keys()]).toEqual(['user', 'token']);
    expect(fragment().get('user')).toBe('ann');
  };
  await fc.assert(fc.asyncProperty(metadata, links), { numRuns: 40 });
}, 60_000);

test('whatever stands in the attribute, a mail goes to one plain address, or to nobody', async () => {
  const sends = async (address: string) => {
    const { mails, ports } = mailbox(TABLE);
    const one = new SignIn('emailCode', configs.emailCode, ports, person('ann', { email: address }));
    expect(await one.begin()).toBe('challenge');
    expect(mails.map(({ to }) => to)).toEqual(parseEmail(address) ? [address] : []);
    for (const { to } of mails) expect(to).toMatch(/^[^\s@,<>"]+@[a-zA-Z0-9.-]+$/);
  };
  await fc.assert(fc.asyncProperty(email, sends), { numRuns: 80 });
}, 60_000);

test('nothing in the mail is what a user wrote, but the code and the link', async () => {
  const { mails, ports } = mailbox(TABLE);
  const who = person('ann', { locale: '<b>', name: '{link}', given_name: '{####}' });
  await new SignIn('emailCode', configs.emailCode, ports, who).begin();
  expect(mails[0]!.html).not.toMatch(/ann|<b>|\{/);
});
