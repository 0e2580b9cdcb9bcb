import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { MAGIC_LINK, MAGIC_LINK_START } from '../contract/custom-auth';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { MAGIC_LINK_SESSIONS, sequenceStep } from './private/challenge-sequences';
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
  const secret = { handler: HANDLER, gap: '{link}', validity, validMinutes: [5, 15] } as const;
  const { config, issue, verify } = mailedSecret(scope, secret, options);
  const sources = ['CreateAuthChallenge_Authentication'];
  return [
    sequenceStep(KEY, MAGIC_LINK_SESSIONS),
    {
      trigger: 'CreateAuthChallenge',
      phase: 'GUARD',
      exclusive: true,
      wire: { step: KEY, key: KEY, sources, config: { ...config, redirectUris } },
      ...issue,
    },
    verify({ about: [MAGIC_LINK_START, MAGIC_LINK], form: TOKEN }, KEY),
  ];
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
