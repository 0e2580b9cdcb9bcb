import type { RequireGroupForClientsConfig } from './client-gates';
import type {
  CaptchaChallengeConfig,
  CaptchaConfig,
  EmailCodeConfig,
  MagicLinkConfig,
  OneTimeSecretConfig,
  SequenceConfig,
} from './custom-auth';
import type { EmailDomainsInConfig } from './email-domain-lists';
import type {
  AttributeNamesConfig,
  FederatedDomainsConfig,
  NormalizeAttributesConfig,
  RenameAttributeConfig,
  OverrideAttributeConfig,
} from './federation';
import type { FromUserPoolConfig } from './migration';
import type {
  ClaimsFromRowConfig,
  ForgetAttemptsConfig,
  LastSignInConfig,
  LockoutConfig,
  ProfileRowConfig,
  SignInLogConfig,
  SuspendedUsersConfig,
} from './rows';
import type { HandOverConfig, InvokeSenderConfig, SendEmailConfig, SendSmsConfig } from './senders';
import type { EventConfig, PublishToConfig, SendToConfig } from './user-events';

/**
 * What `src` says and `lambda` hears: one union of steps per trigger. The table of a trigger's Lambda must cover its
 * union completely, so a step that only one side knows does not compile.
 */

/** A guard that names this source also stands in ways that Cognito may add some day. */
export const EVERY_SOURCE = '*';

/** One step of a chain, as it travels in the function's environment. */
export interface Step<Name extends string = string, Config = unknown> {
  readonly step: Name;
  /** Tells two steps of the same kind apart: (step, key) is unique in a chain. */
  readonly key: string;
  /** Trigger sources that this step answers to; it is skipped for all others. */
  readonly sources: readonly string[];
  readonly config: Config;
}

/** A long literal: in the variable when it is short, else a file beside the function's code. */
export type Content<T> = { readonly inline: T } | { readonly file: string };

export interface AllowEmailDomainsConfig {
  readonly domains: Content<readonly string[]>;
  readonly includeSubdomains: boolean;
  readonly allowPlusAddressing: boolean;
  /** Whoever comes through a provider that is not named is believed what that provider says it verified. */
  readonly trust: readonly Trust[];
}

export interface DenyEmailDomainsConfig {
  readonly domains: Content<readonly string[]>;
  readonly includeSubdomains: boolean;
  /** Whether nobody may come without an address, because it is what people sign in with. */
  readonly requiresAddress: boolean;
}

export interface AutoConfirmConfig {
  readonly domains: Content<readonly string[]>;
  readonly includeSubdomains: boolean;
}

export interface InvitationCodeConfig {
  /** SHA-256 of each code, in lower-case hexadecimal digits. */
  readonly hashes: Content<readonly string[]>;
  /** Under which name the client sends the code. */
  readonly parameter: string;
}

/** Whose word about an e-mail address is believed: of a provider that verifies it, or that owns these domains. */
export interface Trust {
  readonly provider: string;
  readonly domains?: readonly string[];
}

export interface LinkAccountsConfig {
  readonly trust: readonly Trust[];
}

export type SignInAgainConfig = Readonly<Record<string, never>>;

export type BlockDuplicatesConfig = Readonly<Record<string, never>>;

export interface AddToGroupConfig {
  readonly groupName: string;
}

export type ClaimSource = { readonly literal: string } | { readonly attribute: string } | { readonly memberOf: string };
export type TokenUse = 'id' | 'access';

export interface ClaimConfig {
  readonly name: string;
  readonly value: ClaimSource;
  readonly tokens: readonly TokenUse[];
}

export interface PermissionsConfig {
  readonly name: string;
  /** What members of each group may do. */
  readonly byGroup: Content<Readonly<Record<string, readonly string[]>>>;
  readonly tokens: readonly TokenUse[];
}

export interface AddScopesConfig {
  readonly scopes: readonly string[];
  /** Who gets them: members of one of these groups, or everybody. */
  readonly groups?: readonly string[];
}

export interface SuppressScopesConfig {
  readonly scopes: readonly string[];
  /** Who keeps them: members of one of these groups. */
  readonly exceptGroups: readonly string[];
}

export interface SuppressClaimsConfig {
  readonly claims: readonly string[];
  readonly tokens: readonly TokenUse[];
}

export interface GroupsConfig {
  readonly groups: readonly string[];
}

export interface RequireGroupConfig extends GroupsConfig {
  /** What people read who are in none of the groups. */
  readonly message?: string;
}

/** What Cognito sends, as far as it is said; the rest stays as it is. */
export interface MessageTexts {
  readonly emailSubject?: string;
  readonly emailMessage?: string;
  readonly smsMessage?: string;
}

export interface TemplatesConfig {
  /** By trigger source and by locale in lower case; '' stands for all locales that have no other. */
  readonly texts: Content<Readonly<Record<string, Readonly<Record<string, MessageTexts>>>>>;
}

export interface MaintenanceConfig {
  /** What people read instead of signing in. */
  readonly message: string;
}

export interface InvokeConfig {
  readonly functionArn: string;
}

type InvokeStep = Step<'invoke', InvokeConfig>;
type SenderStep = Step<'handOver', HandOverConfig> | Step<'invoke', InvokeSenderConfig>;

export interface TriggerSteps {
  readonly PreSignUp:
    | Step<'allowEmailDomains', AllowEmailDomainsConfig>
    | Step<'denyEmailDomains', DenyEmailDomainsConfig>
    | Step<'invitationCode', InvitationCodeConfig>
    | Step<'autoConfirm', AutoConfirmConfig>
    | Step<'blockDuplicates', BlockDuplicatesConfig>
    | Step<'emailDomainsIn', EmailDomainsInConfig>
    | Step<'toEventBridge', EventConfig>
    | Step<'linkAccounts', LinkAccountsConfig>
    | Step<'signInAgain', SignInAgainConfig>
    | InvokeStep;
  readonly CustomMessage: Step<'templates', TemplatesConfig> | InvokeStep;
  readonly PreAuthentication:
    | Step<'lockout', LockoutConfig>
    | Step<'maintenance', MaintenanceConfig>
    | Step<'suspendedUsers', SuspendedUsersConfig>
    | InvokeStep;
  readonly PostAuthentication:
    | Step<'toEventBridge', EventConfig>
    | Step<'forgetAttempts', ForgetAttemptsConfig>
    | Step<'lastSignIn', LastSignInConfig>
    | Step<'signInLog', SignInLogConfig>
    | InvokeStep;
  readonly PostConfirmation:
    | Step<'addToGroup', AddToGroupConfig>
    | Step<'toEventBridge', EventConfig>
    | Step<'publishTo', PublishToConfig>
    | Step<'sendTo', SendToConfig>
    | Step<'profileRow', ProfileRowConfig>
    | InvokeStep;
  readonly PreTokenGeneration:
    | Step<'addScopes', AddScopesConfig>
    | Step<'claim', ClaimConfig>
    | Step<'claimsFromRow', ClaimsFromRowConfig>
    | Step<'limitGroups', GroupsConfig>
    | Step<'permissions', PermissionsConfig>
    | Step<'requireGroup', RequireGroupConfig>
    | Step<'requireGroupForClients', RequireGroupForClientsConfig>
    | Step<'suppressClaims', SuppressClaimsConfig>
    | Step<'suppressScopes', SuppressScopesConfig>
    | Step<'suspendedUsers', SuspendedUsersConfig>
    | InvokeStep;
  readonly DefineAuthChallenge: Step<'sequence', SequenceConfig> | InvokeStep;
  readonly CreateAuthChallenge:
    | Step<'captcha', CaptchaChallengeConfig>
    | Step<'emailCode', EmailCodeConfig>
    | Step<'magicLink', MagicLinkConfig>
    | InvokeStep;
  readonly VerifyAuthChallengeResponse:
    Step<'captcha', CaptchaConfig> | Step<'oneTimeSecret', OneTimeSecretConfig> | InvokeStep;
  readonly UserMigration: Step<'fromUserPool', FromUserPoolConfig> | InvokeStep;
  readonly CustomEmailSender: Step<'sendEmail', SendEmailConfig> | SenderStep;
  readonly CustomSMSSender: Step<'sendSms', SendSmsConfig> | SenderStep;
  readonly InboundFederation:
    | Step<'allowFederatedDomains', FederatedDomainsConfig>
    | Step<'dropAttributes', AttributeNamesConfig>
    | Step<'keepAttributes', AttributeNamesConfig>
    | Step<'normalizeAttributes', NormalizeAttributesConfig>
    | Step<'renameAttribute', RenameAttributeConfig>
    | Step<'overrideAttribute', OverrideAttributeConfig>
    | InvokeStep;
}

export type TriggerName = keyof TriggerSteps;
export type AnyStep = TriggerSteps[TriggerName];

/** The step of one name, out of a trigger's union. */
export type StepNamed<Steps extends Step, Name extends Steps['step']> = Extract<Steps, { step: Name }>;
