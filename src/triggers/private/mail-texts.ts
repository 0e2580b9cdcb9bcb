import { IConstruct } from 'constructs';
import { MailTexts } from '../../contract/custom-auth';
import { AuthConfigError } from '../../private/errors';
import { requireLiteral } from '../../private/tokens';
import { SignInMessage } from '../sign-in-mail-options';

const LONGEST = { subject: 140, html: 20_000, text: 20_000 };
const LOCALE = /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/;
/** What looks like something to fill in, and not like a rule of CSS. */
const GAP = /\{(?:[\w#]+)\}/g;
const MINUTES = '{minutes}';

/** What stands for the secret in a text: `{####}` or `{link}`. */
export type SecretGap = '{####}' | '{link}';

/** By what a mail carries. */
const ENGLISH: Readonly<Record<string, MailTexts>> = {
  '{####}': {
    subject: 'Your sign-in code',
    html: '<p>Your code for signing in is <strong>{####}</strong>. It works for {minutes} minutes, once.</p><p>Did you not ask for it? Then somebody has typed your address, and gets no further without the code. Tell it to nobody.</p>',
    text: 'Your code for signing in is {####}. It works for {minutes} minutes, once.\n\nDid you not ask for it? Then somebody has typed your address, and gets no further without the code. Tell it to nobody.\n',
  },
  '{link}': {
    subject: 'Your sign-in link',
    html: '<p><a href="{link}">Sign in</a></p><p>The link works for {minutes} minutes, once.</p><p>Did you not ask for it? Then somebody has typed your address, and gets no further without the link. Pass it on to nobody.</p>',
    text: 'Sign in: {link}\n\nThe link works for {minutes} minutes, once.\n\nDid you not ask for it? Then somebody has typed your address, and gets no further without the link. Pass it on to nobody.\n',
  },
  '{link} {####}': {
    subject: 'Your sign-in link',
    html: '<p><a href="{link}">Sign in</a></p><p>Or type this code where you asked for it: <strong>{####}</strong></p><p>One of them works, within {minutes} minutes, once.</p><p>Did you not ask for it? Then somebody has typed your address, and gets no further without this mail. Pass the link on to nobody, and tell nobody the code.</p>',
    text: 'Sign in: {link}\n\nOr type this code where you asked for it: {####}\n\nOne of them works, within {minutes} minutes, once.\n\nDid you not ask for it? Then somebody has typed your address, and gets no further without this mail. Pass the link on to nobody, and tell nobody the code.\n',
  },
};

/** The texts by locale in lower case, English where nothing is said for everybody. */
export function mailTexts(where: IConstruct, handler: string, gaps: readonly SecretGap[], messages: readonly SignInMessage[] = []): Record<string, MailTexts> {
  const texts: Record<string, MailTexts> = {};
  messages.forEach((message, index) => {
    const what = `messages[${index}] of ${handler}`;
    const locale = readLocale(where, what, message.locale);
    if (locale in texts) {
      throw new AuthConfigError(where, `${what} is for ${locale || 'every locale'}, for which there is one already. Leave one out.`);
    }
    texts[locale] = readTexts(where, what, gaps, message);
  });
  const all = { '': ENGLISH[gaps.join(' ')]!, ...texts };
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
} // prettier-ignore

function readLocale(where: IConstruct, what: string, text?: string): string {
  if (text === undefined) return '';
  const locale = requireLiteral(where, `locale in ${what}`, text).toLowerCase();
  if (LOCALE.test(locale)) return locale;
  throw new AuthConfigError(where, `${what} has the locale '${text}'. Pass a language tag such as de or de-AT.`);
}

function readTexts(where: IConstruct, what: string, own: readonly SecretGap[], message: SignInMessage): MailTexts {
  for (const name of ['subject', 'html', 'text'] as const) {
    const text = requireLiteral(where, `${name} in ${what}`, message[name]);
    const fault = faultOf(name, text, own);
    if (fault) throw new AuthConfigError(where, `${what} has ${fault}`);
  }
  const { subject, html, text } = message;
  return { subject, html, text };
}

function faultOf(name: keyof MailTexts, text: string, own: readonly string[]): string | undefined {
  const { length } = [...text];
  const gaps: string[] = text.match(GAP) ?? [];
  const stranger = gaps.find((one) => !own.includes(one) && one !== MINUTES);
  const told = own.find((one) => gaps.includes(one));
  const lacking = own.find((one) => !gaps.includes(one));
  if (text.trim() === '' || length > LONGEST[name]) return `a ${name} of ${length} characters. Write 1 to ${LONGEST[name]}.`;
  if (stranger) return `${stranger} in ${name}, for which nothing is there. Use ${[...own, MINUTES].join(' and ')}.`;
  if (name === 'subject' && told) return `${told} in subject, which is shown on locked screens. Leave it to the text.`;
  if (name === 'subject' && /[\r\n]/.test(text)) return 'a subject of several lines. Write one.';
  if (name !== 'subject' && lacking) return `${name} without ${lacking}, so that nobody could sign in with it. Put it where it goes.`;
  if (/http:\/\//i.test(text)) return `a link by http in ${name}, which anybody on the way can change. Use https.`;
  return undefined;
} // prettier-ignore
