/* Configurations of the steps that send what Cognito would have sent. */
import type { Content } from './steps';

/** Under which name Cognito binds a code to its pool when it encrypts it. */
export const POOL_IN_CONTEXT = 'userpool-id';

/** The key attribute of the table of messages, and the attribute by which it forgets. */
export const MESSAGES_KEY = 'id';
export const MESSAGES_EXPIRY = 'expires';

/** What is common to all steps that read a code and send it. */
export interface SendingConfig {
  /** The key with which Cognito encrypts codes. */
  readonly keyArn: string;
  /** Where it is kept which messages were sent. */
  readonly table: string;
  /** For how long a message is left to the attempt that has begun to send it. */
  readonly leaseSeconds: number;
  /** For how long a message is known to have been sent. */
  readonly keptSeconds: number;
  /** The attribute with which people sign in, where it is not their user name. */
  readonly nameAttribute?: string;
}

/** An e-mail: texts, or a template of Amazon SES. */
export type EmailMessage = { readonly subject: string; readonly html: string } | { readonly sesTemplate: string };

/** By trigger source and by locale in lower case; '' stands for all locales that have no other. */
export type Messages<Message> = Content<Readonly<Record<string, Readonly<Record<string, Message>>>>>;

export interface SendEmailConfig extends SendingConfig {
  readonly from: string;
  readonly replyTo?: string;
  /** The Region of Amazon SES, where it is not the function's own. */
  readonly region?: string;
  readonly configurationSet?: string;
  readonly messages: Messages<EmailMessage>;
}

/** How numbers begin, without the plus; the longest beginning that either list knows decides. */
export interface NumberRanges {
  readonly allowed: readonly string[];
  readonly refused: readonly string[];
}

export interface SendSmsConfig extends SendingConfig {
  /** The Region of Amazon SNS, where it is not the function's own. */
  readonly region?: string;
  readonly senderId?: string;
  readonly originationNumber?: string;
  readonly maxPrice?: string;
  readonly numbers: Content<NumberRanges>;
  readonly messages: Messages<string>;
}

/** What the events of `eventBridge` are called; documented, so never changed. */
export const HAND_OVER_SOURCE = 'cdk-cognito-auth';
export const HAND_OVER_TYPE = 'User Message';
export const HAND_OVER_VERSION = '1';

export interface HandOverConfig {
  /** The default bus of the account when absent. */
  readonly busArn?: string;
  /** Attributes of the user that travel; all others stay here. */
  readonly attributes: readonly string[];
}

/** What another function gets: Cognito's event, and time of its own. */
export interface InvokeSenderConfig {
  readonly functionArn: string;
}
