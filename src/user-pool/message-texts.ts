import { Token } from 'aws-cdk-lib';
import { MESSAGE_LANGUAGES, PoolTexts } from './private/message-languages';
import { AuthConfigError } from '../private/errors';
import { requireArguments } from '../private/options';

const LONGEST_NAME = 40;

/**
 * Options of the factories of `MessageTexts`.
 */
export interface MessageTextsOptions {
  /**
   * Name of the app, at most 40 characters: subjects and SMS begin with it, so that people know who writes.
   *
   * @default - texts without a name
   */
  readonly appName?: string;
}

/**
 * Ready texts for all that Cognito writes to people itself: verification, invitation, second factor. What
 * `userVerification`, `userInvitation` and `mfaMessage` say goes before them.
 *
 * The code of `emailOtp` as first factor comes in Cognito's own words, in English, unless e-mail is a second factor as well:
 * Cognito keeps its text there only. It is warned about.
 *
 * Cognito keeps one text per message, and so one language per pool. A language per user takes a `CustomMessage` trigger,
 * which sees the attribute `locale`.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
 */
export class MessageTexts {
  /**
   * In English.
   *
   * @param options name of the app
   */
  public static english(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.en, options);
  }

  /**
   * In German.
   *
   * @param options name of the app
   */
  public static german(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.de, options);
  }

  /**
   * In French.
   *
   * @param options name of the app
   */
  public static french(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.fr, options);
  }

  /**
   * In Spanish.
   *
   * @param options name of the app
   */
  public static spanish(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.es, options);
  }

  /**
   * In Italian.
   *
   * @param options name of the app
   */
  public static italian(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.it, options);
  }

  /**
   * In Portuguese.
   *
   * @param options name of the app
   */
  public static portuguese(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.pt, options);
  }

  /**
   * In Dutch.
   *
   * @param options name of the app
   */
  public static dutch(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.nl, options);
  }

  /**
   * In Polish.
   *
   * @param options name of the app
   */
  public static polish(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.pl, options);
  }

  /**
   * In Japanese.
   *
   * @param options name of the app
   */
  public static japanese(options: MessageTextsOptions = {}): MessageTexts {
    return new MessageTexts(MESSAGE_LANGUAGES.ja, options);
  }

  private constructor(
    private readonly texts: PoolTexts,
    private readonly options: MessageTextsOptions,
  ) {
    // what all languages take
    requireArguments('MessageTexts', 'MessageTexts.english', [options]);
    const { appName } = options;
    if (appName === undefined || Token.isUnresolved(appName)) return;
    if (appName.length > 0 && appName.length <= LONGEST_NAME) return;
    throw new AuthConfigError(
      'MessageTexts',
      `appName has ${appName.length} characters. Choose 1 to ${LONGEST_NAME}, so that an SMS has room for its code.`,
    );
  }

  /** @internal */
  public _bind(): PoolTexts {
    const { appName } = this.options;
    if (appName === undefined) return this.texts;
    const named = Object.entries(this.texts).map(([kind, text]) => [
      kind,
      kind.endsWith('Body') ? text : `${appName}: ${text}`,
    ]);
    return Object.fromEntries(named) as unknown as PoolTexts;
  }
}
