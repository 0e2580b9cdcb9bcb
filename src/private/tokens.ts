import { Token, Tokenization } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from './errors';

/** Stands for a token while a text is taken apart; no address holds it. */
const GAP = '\0';

/**
 * A text with a harmless label in place of each token, so that the rules for plain text judge what is literal in it; nothing
 * where it begins with a token, which could say anything.
 *
 * @param text as people wrote it, or resolved, where a token has become an intrinsic function
 * @param label what a token may well stand for
 */
export function literalPart(text: unknown, label = 'xx'): string | undefined {
  if (isPlain(text)) return text;
  const parts = withGaps(text);
  if (parts.startsWith(GAP)) return undefined;
  // what stands for the port of an address is a number
  return parts.replace(/:\0(?=[/?#]|$)/g, ':443').replaceAll(GAP, label);
}

/** The text for a sentence, the same in every run: the numbers of tokens are not. */
export function shownText(text: unknown): string {
  return isPlain(text) ? text : withGaps(text).replaceAll(GAP, '${…}');
}

function isPlain(text: unknown): text is string {
  return typeof text === 'string' && !Token.isUnresolved(text);
}

function withGaps(text: unknown): string {
  if (typeof text === 'string') return gapsForTokens(text).replace(/\0+/g, GAP);
  const [name, content] = Object.entries(text ?? {})[0] ?? [];
  if (name === 'Fn::Join' && Array.isArray(content?.[1])) {
    const [separator, parts]: [string, unknown[]] = content;
    return parts.map(withGaps).join(separator).replace(/\0+/g, GAP);
  }
  if (name === 'Fn::Sub') return `${[content].flat()[0]}`.replace(/\$\{[^!}][^}]*\}/g, GAP).replace(/\$\{!/g, '${');
  return GAP;
}

function gapsForTokens(text: string): string {
  if (isPlain(text)) return text;
  const join = (left: unknown, right: unknown) => `${left ?? ''}${right ?? ''}`;
  return Tokenization.reverseString(text)
    .mapTokens({ mapToken: () => GAP })
    .join({ join });
}

/** Law 2: what a trigger carries is known at synth; a token could lead back to the pool and close a cycle. */
export function requireLiteral(where: IConstruct, what: string, value: string): string {
  if (Token.isUnresolved(value)) {
    throw new AuthConfigError(
      where,
      `${what} is a token, which a trigger cannot carry: it could lead back to the user pool. Pass a plain string.`,
    );
  }
  return value;
}
