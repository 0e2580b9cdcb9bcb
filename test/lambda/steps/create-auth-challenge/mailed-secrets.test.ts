import { emailCode } from '../../../../lambda/steps/create-auth-challenge/email-code';
import { magicLink } from '../../../../lambda/steps/create-auth-challenge/magic-link';
import type { MailedSecretConfig } from '../../../../src/contract/custom-auth';
import { eventOf } from '../../events';
import { fakePorts } from '../../ports/fake-ports';
import { memoryTable } from '../../ports/memory-table';

const PAGES = ['https://app.example.com/sign-in', 'https://beta.example.com/?next=%2F'];
const texts = { subject: 'Hi', html: '', text: '{####}|{link}' };
const CONFIG: MailedSecretConfig = {
  table: 'Secrets',
  validSeconds: 300,
  coolDownSeconds: 60,
  answerAfterMs: 0,
  from: 'a@example.com',
  texts: { inline: { '': texts } },
};
const ANN = { email: 'ann@example.com', email_verified: 'true', 'cognito:user_status': 'CONFIRMED' };
const WRONG = { challengeName: 'CUSTOM_CHALLENGE', challengeResult: false };

/** What a step makes of the question after some others, the mail that it sends, and what it keeps. */
async function ask(step: (event: any, config: any, ports: any) => Promise<void>, own: object, request: object) {
  const { dynamodb, rows } = memoryTable();
  const { ports, calls } = fakePorts({ dynamodb });
  const event = eventOf('CreateAuthChallenge_Authentication');
  event.userName = 'ann b';
  event.request = { ...event.request, userNotFound: false, userAttributes: ANN, ...request };
  const refusal = await step(event, { ...CONFIG, ...own }, ports).then(
    () => undefined,
    ({ message }: Error) => message,
  );
  const sent = calls.filter(([name]) => name === 'sendEmail').map(([, letter]) => (letter as { text: string }).text);
  const [code, link] = sent[0]?.split('|') ?? [];
  const kept = [...rows.values()].flatMap((row) => Object.keys(row).filter((name) => name.endsWith('Hash')));
  return { response: event.response, refusal, code, link, kept };
}

const id = expect.stringMatching(/^[0-9a-f-]{36}$/) as unknown;
const shown = (about: string, more: object = {}) => ({
  challengeMetadata: about,
  publicChallengeParameters: { challenge: about, ...more },
  privateChallengeParameters: { about, id },
});

describe('a code by e-mail', () => {
  const digits = { digits: 8 };

  test.each([{}, { session: [] }, { session: null }])('is mailed with the first question: %j', async (request) => {
    const { response, code, kept } = await ask(emailCode, digits, request);
    expect(response).toEqual(shown('EMAIL_CODE', { digits: '8' }));
    expect(code).toMatch(/^\d{8}$/);
    expect(kept).toEqual(['codeHash']);
  });

  test('is asked for again, and not mailed again, after a wrong answer', async () => {
    const { response, code, kept } = await ask(emailCode, digits, { session: [WRONG] });
    expect(response).toEqual(shown('EMAIL_CODE', { digits: '8' }));
    expect([code, kept]).toEqual([undefined, []]);
  });
});

describe('a link by e-mail', () => {
  const pages = { redirectUris: PAGES };
  const wanted = { session: [WRONG], clientMetadata: { sendLink: 'true' } };

  test.each([{}, { session: null }, { session: [], clientMetadata: { sendLink: 'true' } }])(
    'is not mailed with the first question: %j',
    async (request) => {
      const { response, link, kept } = await ask(magicLink, { ...pages, digits: 8 }, request);
      expect(response).toEqual(shown('MAGIC_LINK_START'));
      expect([link, kept]).toEqual([undefined, []]);
    },
  );

  test('is mailed to who wants one', async () => {
    const { response, code, link, kept } = await ask(magicLink, pages, wanted);
    expect(response).toEqual(shown('MAGIC_LINK'));
    expect(link).toMatch(/^https:\/\/app\.example\.com\/sign-in#user=ann\+b&token=[\w-]{43}$/);
    expect(code).toBe('');
    expect(kept).toEqual(['tokenHash']);
  });

  test('has a code beside it where that is configured', async () => {
    const { response, code, link, kept } = await ask(magicLink, { ...pages, digits: 6 }, wanted);
    expect(response).toEqual(shown('MAGIC_LINK', { digits: '6' }));
    expect(code).toMatch(/^\d{6}$/);
    expect(link).toContain('&token=');
    expect(kept).toEqual(['tokenHash', 'codeHash']);
  });

  test.each([
    [PAGES[1], PAGES[1]],
    [PAGES[0], PAGES[0]],
    [`${PAGES[1]}x`, PAGES[0]],
    ['https://evil.test/', PAGES[0]],
    [7, PAGES[0]],
  ])('that shall lead to %p leads to %s', async (redirectUri, page) => {
    const clientMetadata = { sendLink: 'true', redirectUri };
    const { link } = await ask(magicLink, pages, { ...wanted, clientMetadata });
    expect(link!.split('#')[0]).toBe(page);
  });

  test.each([undefined, null, {}, { sendLink: 'false' }, { sendLink: true }])(
    'that was not valid is not followed by another one: %j',
    async (clientMetadata) => {
      const { refusal, kept } = await ask(magicLink, pages, { ...wanted, clientMetadata });
      expect(refusal).toBe('This link is not valid any more. Please ask for a new one');
      expect(kept).toEqual([]);
    },
  );

  test('is not mailed again after a wrong code', async () => {
    const { response, link, kept } = await ask(magicLink, { ...pages, digits: 6 }, { ...wanted, session: [WRONG, WRONG] });
    expect(response).toEqual(shown('MAGIC_LINK', { digits: '6' }));
    expect([link, kept]).toEqual([undefined, []]);
  });
}); // prettier-ignore
