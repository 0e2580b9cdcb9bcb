/** One reading of an e-mail address for both sides, so that synth and run time cannot disagree about a domain. */

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
const DOMAIN = new RegExp(`^(?=.{1,253}$)(?:${LABEL}\\.)+(?!\\d+$)${LABEL}$`);
/** The unquoted local part of RFC 5321, in ASCII: quoted local parts and comments are how filters get fooled. */
const LOCAL_PART = /^(?=.{1,64}$)(?!\.)(?:\.?[\w!#$%&'*+/=?^`{|}~-])+$/;

export interface EmailAddress {
  readonly localPart: string;
  readonly domain: string;
}

/** Whether the text is a lower-case DNS domain name (international names in their `xn--` form). */
export function isDomain(text: string): boolean {
  return DOMAIN.test(text);
}

/** Whether a domain is in a list or, where that is asked for, below one that is. */
export function isListed(domain: string, list: readonly string[], includeSubdomains: boolean): boolean {
  const names = [domain];
  for (let dot = domain.indexOf('.'); includeSubdomains && dot !== -1; dot = domain.indexOf('.', dot + 1)) {
    names.push(domain.slice(dot + 1));
  }
  return list.some((listed) => names.includes(listed));
}

/** Reads an address case-insensitively; `undefined` for all that is not plainly one address at one DNS domain. */
export function parseEmail(text: string): EmailAddress | undefined {
  // Unicode maps some characters to ASCII when lower-cased (U+212A to k), so look-alikes are refused before that
  if (!/^[\x21-\x7e]+$/.test(text)) return undefined;
  const [localPart, domain, more] = text.toLowerCase().split('@');
  // Stryker disable next-line all: for the compiler; text without @ has no domain, which is no domain name either
  if (localPart === undefined || domain === undefined) return undefined;
  if (more !== undefined) return undefined;
  return LOCAL_PART.test(localPart) && isDomain(domain) ? { localPart, domain } : undefined;
}
