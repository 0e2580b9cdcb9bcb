/* Custom authentication: what its three triggers tell each other through Cognito, and what `src` tells each of them. */
import type { Content } from './steps';

/** What a challenge is about, bound to it when it is made; Cognito keeps it in its session, where no client reaches it. */
export const EMAIL_CODE = 'EMAIL_CODE';
export const MAGIC_LINK_START = 'MAGIC_LINK_START';
export const MAGIC_LINK = 'MAGIC_LINK';
export const CAPTCHA = 'CAPTCHA';

/** What a client sends beside an answer to `MAGIC_LINK_START`: that it wants a link, and where the link shall lead. */
export const SEND_LINK = 'sendLink';
export const REDIRECT_URI = 'redirectUri';

/** The key attribute of the table, and the attribute by which the table forgets. */
export const SECRETS_KEY = 'id';
export const SECRETS_EXPIRY = 'expires';

/** One challenge of a session that is allowed. */
export interface AllowedChallenge {
  readonly name: 'SRP_A' | 'PASSWORD_VERIFIER' | 'CUSTOM_CHALLENGE';
  /** What a custom challenge must have been about. */
  readonly about?: string;
  readonly passed: boolean;
}

export interface SequenceConfig {
  /** Every session that ends in tokens; one that is not the beginning of any has failed. */
  readonly sessions: readonly (readonly AllowedChallenge[])[];
}

/** Where one-time secrets are kept, as hashes. */
export interface SecretsTable {
  readonly table: string;
}

/** What a mail says in one language: `{####}` is the code, `{link}` the link, `{minutes}` how long either works. */
export interface MailTexts {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** How a secret is issued and mailed. */
export interface MailedSecretConfig extends SecretsTable {
  readonly validSeconds: number;
  /** How long nobody gets another one. */
  readonly coolDownSeconds: number;
  /** How long every answer takes at least, whether a mail was sent or not. */
  readonly answerAfterMs: number;
  readonly from: string;
  /** The Region of Amazon SES, where it is not the function's own. */
  readonly region?: string;
  readonly configurationSet?: string;
  /** By locale in lower case; '' stands for all locales that have no other. */
  readonly texts: Content<Readonly<Record<string, MailTexts>>>;
}

export interface EmailCodeConfig extends MailedSecretConfig {
  readonly digits: number;
}

export interface MagicLinkConfig extends MailedSecretConfig {
  readonly redirectUris: readonly string[];
  /** Of the code that a mail has beside its link, where it has one. */
  readonly digits?: number;
}

/** What people are mailed: a code to type, the token of a link, or both in one mail. */
export type SecretKind = 'code' | 'token';

/** An answer that may be right. */
export interface SecretAnswer {
  readonly kind: SecretKind;
  /** What a challenge may be about. */
  readonly about: readonly string[];
  /** What an answer looks like; anything else is wrong without a look at the table. */
  readonly form: string;
  /** How many answers a secret takes, in all sessions together; a secret that nobody can guess takes any number. */
  readonly attempts?: number;
}

export interface OneTimeSecretConfig extends SecretsTable {
  readonly answers: readonly SecretAnswer[];
}

export interface CaptchaChallengeConfig {
  readonly siteKey: string;
}

export interface CaptchaConfig {
  readonly verifyUrl: string;
  readonly secretArn: string;
  /** The field of the secret that holds the key, where it is a JSON object. */
  readonly secretField?: string;
  /** On which hosts a CAPTCHA may have been solved. */
  readonly hostnames: readonly string[];
  readonly minimumScore?: number;
}
