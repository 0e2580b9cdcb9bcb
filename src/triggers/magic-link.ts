import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { MAGIC_LINK, MAGIC_LINK_START, SecretAnswer } from '../contract/custom-auth';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { magicLinkSessions, sequenceStep } from './private/challenge-sequences';
import { codeForm } from './private/code-digits';
import { mailedSecret } from './private/mailed-secret';
import { requireOnlyMethod } from './private/only-method';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { SignInMailOptions } from './sign-in-mail-options';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `CustomAuth.magicLink`.
 */
export interface MagicLinkOptions extends SignInMailOptions {
  /**
   * Pages of yours to which a link may lead: `https://…`, or `http://` on the loopback host for development; no wildcard, no
   * fragment. A client names one of them as `redirectUri` in `ClientMetadata`; whatever else it says, the first is taken.
   */
  readonly redirectUris: string[];

  /**
   * How long a link works, from 5 to 15 minutes.
   *
   * @default Duration.minutes(15)
   */
  readonly validity?: Duration;

  /**
   * A code beside the link, of so many digits, from 6 to 12: for people who read mail on another device than the one on which
   * they sign in. It is typed where the link was asked for, works as long as the link, and takes five answers in all; what
   * spends them leaves the link as it is. Texts of your own have `{####}` beside `{link}`.
   *
   * @default - no code: a code can be told to a stranger, and a link leads to your own pages
   */
  readonly codeDigits?: number;
}

const HANDLER = 'CustomAuth.magicLink';
const KEY = 'magicLink';
/** 32 random bytes. */
const TOKEN = '^[\\w-]{43}$';
const MOST_PAGES = 20;
const PAGE = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])(?=[:/?]|$))[\x21-\x7e]*$/i;

export function magicLink(options: MagicLinkOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind(scope: TriggerScope, options: MagicLinkOptions): TriggerStep[] {
  requireOnlyMethod(scope.where, HANDLER);
  const redirectUris = readPages(scope.where, options.redirectUris);
  const validity = options.validity ?? defaults.LINK_VALIDITY;
  const { codeDigits: digits } = options;
  const code = digits === undefined ? [] : [codeAnswer(scope.where, digits)];
  const gaps = code.length === 0 ? (['{link}'] as const) : (['{link}', '{####}'] as const);
  const secret = { handler: HANDLER, gaps, validity, validMinutes: [5, 15] } as const;
  const { config, issue, verify } = mailedSecret(scope, secret, options);
  const sources = ['CreateAuthChallenge_Authentication'];
  return [
    sequenceStep(KEY, magicLinkSessions(code.length === 0 ? 1 : defaults.CODE_ATTEMPTS_IN_SESSION)),
    {
      trigger: 'CreateAuthChallenge',
      phase: 'GUARD',
      exclusive: true,
      wire: { step: KEY, key: KEY, sources, config: { ...config, redirectUris, digits } },
      ...issue,
    },
    verify([{ kind: 'token', about: [MAGIC_LINK_START, MAGIC_LINK], form: TOKEN }, ...code], KEY),
  ];
}

/** Where no link was asked for, nobody waits for a code. */
function codeAnswer(where: IConstruct, digits: number): SecretAnswer {
  const form = codeForm(where, `codeDigits of ${HANDLER}`, digits);
  return { kind: 'code', about: [MAGIC_LINK], form, attempts: defaults.CODE_ATTEMPTS };
}

/** In their order: the first is what a client gets that names none. */
function readPages(where: IConstruct, pages: readonly string[]): string[] {
  if (pages.length === 0 || pages.length > MOST_PAGES) {
    throw new AuthConfigError(
      where,
      `${HANDLER} has ${pages.length} redirectUris. Pass 1 to ${MOST_PAGES} pages to which a link may lead.`,
    );
  }
  return pages.map((page) => {
    const text = requireLiteral(where, `a page in redirectUris of ${HANDLER}`, page);
    if (PAGE.test(text) && !/[*#\\@"<>]/.test(text) && URL.canParse(text)) return text;
    throw new AuthConfigError(
      where,
      `redirectUris of ${HANDLER} has '${text}', to which no token may go. Pass an https URL, or http on the loopback host, without wildcard, fragment and user info.`,
    );
  });
}
