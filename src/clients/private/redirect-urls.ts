import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ADVICE } from '../../private/advice';
import { AuthConfigError } from '../../private/errors';
import { literalPart, shownText } from '../../private/tokens';

export const MOST_URLS = 100;
const LONGEST_URL = 1024;
const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];
/** Schemes that a browser or the system interprets itself: a redirect there would hand the code to somebody else. */
const SYSTEM_SCHEMES =
  /^(about|blob|chrome|content|data|file|filesystem|ftp|intent|itms|itms-apps|jar|javascript|mailto|market|sms|smsto|tel|vbscript|view-source|wss?):$/;

/** A host for http and https; an app's own scheme may do without (`com.example.notes:/callback`, RFC 8252). */
const ABSOLUTE_URL = /^(?:https?:\/\/[^/]|(?!https?:)[a-z][a-z0-9+.-]*:\/)/i;

export type UrlFault = (url: URL, text: string) => string | undefined;

/** Without any, there is no client of the code grant. */
export function requireCallbacks(where: string, options: { readonly callbackUrls: string[] }): void {
  requireEntries(where, 'callbackUrls', options.callbackUrls);
}

export function requireEntries(where: string, name: 'callbackUrls' | 'hostNames', list: readonly string[]): void {
  if (list.length === 0) throw new AuthConfigError(where, `${name} is empty. ${ADVICE[name]}`);
}

/** URLs that Cognito would refuse, or that could give a code to a stranger, also where an escape hatch put them. */
export function urlFindings(client: cognito.CfnUserPoolClient, schemeFault: UrlFault = webUrlFault): string[] {
  const { callbackUrLs, logoutUrLs, defaultRedirectUri } = client;
  const lists = { callbackUrls: callbackUrLs, logoutUrls: logoutUrLs, defaultRedirectUri: [defaultRedirectUri] };
  return Object.entries(lists).flatMap(([list, urls]) => {
    // a list may be late, or known at deployment only; so may each of its entries
    const resolved: unknown = Stack.of(client).resolve(urls);
    return Array.isArray(resolved) ? listFaults(list, resolved, schemeFault) : [];
  });
}

function listFaults(list: string, urls: readonly unknown[], schemeFault: UrlFault): string[] {
  const tooMany = `${list} has ${urls.length} URLs. Cognito allows ${MOST_URLS}: use fewer, or a second client.`;
  return [
    ...(urls.length > MOST_URLS ? [tooMany] : []),
    ...urls.flatMap((url) => {
      const fault = urlFault(url, schemeFault);
      return fault ? [`${list} has '${shownText(url)}', ${fault}.`] : [];
    }),
  ];
}

/** What is wrong with the text as a redirect URL, and what to do; where it has tokens, with what is literal in it. */
export function urlFault(written: unknown, schemeFault: UrlFault): string | undefined {
  const text = literalPart(written);
  if (text === undefined) return undefined;
  const url = parse(text);
  if (!url) return 'which is not a URL. Pass an absolute URL such as https://app.example.com/callback';
  if (text.length > LONGEST_URL) {
    return `which has ${text.length} characters. Cognito allows ${LONGEST_URL}: shorten it`;
  }
  if (text.includes('*')) return 'which has a wildcard. Cognito compares the whole URL: list each one';
  if (text.includes('#')) return 'which has a fragment. OAuth forbids fragments in redirect URLs: leave it out';
  if (authorityOf(text).includes('@')) return 'which has user info. Leave out what stands before the @';
  return schemeFault(url, text);
}

function parse(text: string): URL | undefined {
  // URL() trims and repairs; what it had to repair is not what Cognito would compare
  if (/[\s\\]|[^\x21-\x7e]/.test(text) || !ABSOLUTE_URL.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

export function webUrlFault(url: URL, text: string): string | undefined {
  if (url.protocol === 'https:') return undefined;
  if (url.protocol === 'http:') return loopbackFault(text);
  return `whose scheme is ${url.protocol.slice(0, -1)}. Use https (schemes of apps are for AppClient.mobile)`;
}

export function appUrlFault(url: URL, text: string): string | undefined {
  if (url.protocol === 'http:') return loopbackFault(text);
  if (SYSTEM_SCHEMES.test(url.protocol)) return "whose scheme belongs to the system. Use https or the app's own scheme";
  return undefined;
}

/** By its text, as Cognito compares it: URL() would read 127.1 and 2130706433 as the loopback address, too. */
function loopbackFault(text: string): string | undefined {
  const host = authorityOf(text).replace(/:\d*$/, '').toLowerCase();
  return LOOPBACK_HOSTS.includes(host) ? undefined : 'which is http beyond localhost. Use https';
}

function authorityOf(text: string): string {
  return /^[^/]*\/\/([^/?#]*)/.exec(text)?.[1] ?? '';
}
