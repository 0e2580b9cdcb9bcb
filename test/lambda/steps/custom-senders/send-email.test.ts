import fc from 'fast-check';
import { about, EMAIL, senderPorts } from './sending';
import { sendEmail } from '../../../../lambda/steps/custom-senders/send-email';
import type { SendEmailConfig } from '../../../../src/contract/senders';
import { KEY } from '../../sender-codes';

type Event = Parameters<typeof sendEmail>[0];

/** What Amazon SES was given. */
async function mailFor(event: object, config: SendEmailConfig = EMAIL, text?: string) {
  const { ports, calls } = senderPorts(text);
  await sendEmail(event as Event, config, ports);
  const mails = calls.filter(([name]) => name === 'sendEmail').map(([, mail]) => mail as Record<string, any>);
  expect(mails).toHaveLength(1);
  return mails[0]!;
}

test('sends the code to the address of the user, and asks for it with the key of the pool', async () => {
  const { ports, calls } = senderPorts();
  await sendEmail(about('CustomEmailSender_SignUp') as never, EMAIL, ports);
  expect(calls.map(([name]) => name)).toEqual(['putOnce', 'decryptWith', 'sendEmail', 'changeRow']);
  expect(calls[1]).toEqual(['decryptWith', KEY, 'AYADeEncryptedCode==']);
  expect(calls[2]![1]).toEqual({
    from: 'no-reply@example.com',
    to: 'ann@example.com',
    subject: 'Your code',
    html: '<p>123456 0a1b2c3d-1111-2222-3333-444455556666</p>',
  });
});

test('says from where, to whom to answer, and what SES shall watch', async () => {
  const more = { replyTo: 'help@example.com', region: 'us-east-1', configurationSet: 'mail' };
  expect(await mailFor(about('CustomEmailSender_SignUp'), { ...EMAIL, ...more })).toMatchObject(more);
});

test.each([
  ['de', 'Ihr Code'],
  ['de-AT', 'Ihr Code'],
  ['de_CH', 'Ihr Code'],
  ['it', 'Your code'],
  ['', 'Your code'],
  [undefined, 'Your code'],
  ['constructor', 'Your code'],
  ['__proto__', 'Your code'],
  [7, 'Your code'],
])('the locale %j gets the subject %s', async (locale, subject) => {
  expect(await mailFor(about('CustomEmailSender_SignUp', { locale }))).toMatchObject({ subject });
});

test('an invitation has the name with which the user signs in', async () => {
  const config = { ...EMAIL, nameAttribute: 'email' };
  const { html } = await mailFor(about('CustomEmailSender_AdminCreateUser'), config, 'a{username}B1!');
  expect(html).toBe('<p>ann@example.com: a{username}B1! a{username}B1!</p>');
});

test('an invitation has the user name where the attribute is not there', async () => {
  const { html } = await mailFor(about('CustomEmailSender_AdminCreateUser'), { ...EMAIL, nameAttribute: 'phone' });
  expect(html).toContain('0a1b2c3d-1111-2222-3333-444455556666: ');
});

test.each([
  ['&lt;Pass&gt;&amp;1', '&lt;Pass&gt;&amp;1'],
  ['&quot;&#39;1', '&quot;&#39;1'],
  ['&amp;lt;1', '&amp;lt;1'],
])('the temporary password %s, which Cognito escaped, is one in HTML', async (text, inHtml) => {
  const { html } = await mailFor(about('CustomEmailSender_AdminCreateUser'), EMAIL, text);
  expect(html).toContain(`: ${inHtml} ${inHtml}</p>`);
});

test('a template of SES gets the values, escaped and as they are', async () => {
  const mail = await mailFor(about('CustomEmailSender_SignUp', { locale: 'fr' }), EMAIL, '&lt;1&amp;2');
  expect(mail).toEqual({
    from: 'no-reply@example.com',
    to: 'ann@example.com',
    template: {
      name: 'welcome-fr',
      values: {
        code: '&lt;1&amp;2',
        codeText: '<1&2',
        username: '0a1b2c3d-1111-2222-3333-444455556666',
        usernameText: '0a1b2c3d-1111-2222-3333-444455556666',
        locale: 'fr',
      },
    },
  });
});

test('a template for everybody also serves users without a locale', async () => {
  const messages = { inline: { CustomEmailSender_SignUp: { '': { sesTemplate: 'welcome' } } } };
  const mail = await mailFor(about('CustomEmailSender_SignUp'), { ...EMAIL, messages });
  expect(mail.template.values.locale).toBe('');
});

test('nothing that a user wrote becomes HTML', async () => {
  const config = { ...EMAIL, nameAttribute: 'email' };
  await fc.assert(
    fc.asyncProperty(fc.string(), fc.string(), async (email, password) => {
      const user = about('CustomEmailSender_AdminCreateUser', { email: `${email}@example.com` });
      const { html } = await mailFor(user, config, password);
      expect(html.slice(3, -4)).not.toMatch(/[<>"']/);
    }),
  );
});

describe('fails, so that Lambda tries again,', () => {
  test.each([
    ['without an address', about('CustomEmailSender_SignUp', { email: undefined }), 'the user has no e-mail address'],
    ['with an empty one', about('CustomEmailSender_SignUp', { email: '' }), 'the user has no e-mail address'],
    ['without attributes', { triggerSource: 'x', request: {} }, 'the user has no e-mail address'],
    ['without a code', about('CustomEmailSender_SignUp', {}, { code: null }), 'the event has no code'],
  ])('%s', async (_, event, sentence) => {
    const { ports, calls } = senderPorts();
    await expect(sendEmail(event as Event, EMAIL, ports)).rejects.toThrow(sentence);
    expect(calls.map(([name]) => name)).not.toContain('sendEmail');
  });

  test.each([{ 'userpool-id': 'eu-west-1_Other0001' }, {}])('for a code of another pool: %j', async (context) => {
    const { ports, calls } = senderPorts('123456', context as Record<string, string>);
    const sending = sendEmail(about('CustomEmailSender_SignUp') as never, EMAIL, ports);
    await expect(sending).rejects.toThrow('the code is of another user pool');
    expect(calls.map(([name]) => name)).not.toContain('sendEmail');
  });
});
