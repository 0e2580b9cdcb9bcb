import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { literalPart, shownText } from '../../private/tokens';

/** The ports at which Cognito reaches providers. */
const PORTS = ['', '80', '443'];

/**
 * Refuses an address of a provider at which Cognito would not look, or over which anybody on the way could speak for it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-idp.html
 */
export function requireHttpsUrl(where: IConstruct, option: string, text: string): string {
  const literal = literalPart(text);
  if (literal === undefined) return text;
  const url = parse(literal);
  const fault = url ? urlFault(url) : 'which is not a URL. Pass one that begins with https://';
  if (fault) throw new AuthConfigError(where, `${option} is '${shownText(text)}', ${fault}.`);
  return text;
}

/** The name of an issuer, to which Cognito adds the path of the discovery document. */
export function requireIssuer(where: IConstruct, option: string, text: string): string {
  requireHttpsUrl(where, option, text);
  if (/[/?]$|\?/.test(literalPart(text) ?? '')) {
    throw new AuthConfigError(
      where,
      `${option} is '${shownText(text)}', and an issuer ends without a slash and has no query. Leave them out.`,
    );
  }
  return text;
}

/** A host without scheme and path, as administrators copy it from the console of a provider. */
export function requireHost(where: IConstruct, option: string, text: string): string {
  // what follows may have the dots
  const host = literalPart(text, 'x.xx');
  if (host === undefined) return text;
  if (!/^(?=.{4,253}$)([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z][a-z\d-]*[a-z\d]$/i.test(host)) {
    throw new AuthConfigError(
      where,
      `${option} is '${shownText(text)}', which is not the name of a host. Pass one such as login.example.com, without https:// and path.`,
    );
  }
  return Token.isUnresolved(text) ? text : text.toLowerCase();
}

function parse(text: string): URL | undefined {
  if (/[\s\\]/.test(text) || !/^[a-z]+:\/\/[^/]/i.test(text)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

function urlFault(url: URL): string | undefined {
  if (url.protocol !== 'https:') return `and whoever listens on the way could speak for the provider. Use https`;
  if (url.username || url.password) return 'which has user info. Leave out what stands before the @';
  if (url.hash) return 'which has a fragment. Leave it out';
  if (!PORTS.includes(url.port)) return `and Cognito reaches no port but 443 and 80. Leave the port out`;
  return undefined;
}
