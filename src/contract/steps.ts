/**
 * What `src` says and `lambda` hears: one union of steps per trigger. The table of a trigger's Lambda must cover its
 * union completely, so a step that only one side knows does not compile.
 */

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
  readonly acceptUnverifiedFederatedEmail: boolean;
}

export interface AddToGroupConfig {
  readonly groupName: string;
}

export type ClaimSource = { readonly literal: string } | { readonly attribute: string };
export type TokenUse = 'id' | 'access';

export interface ClaimConfig {
  readonly name: string;
  readonly value: ClaimSource;
  readonly tokens: readonly TokenUse[];
}

export interface InvokeConfig {
  readonly functionArn: string;
}

type InvokeStep = Step<'invoke', InvokeConfig>;

export interface TriggerSteps {
  readonly PreSignUp: Step<'allowEmailDomains', AllowEmailDomainsConfig> | InvokeStep;
  readonly PostConfirmation: Step<'addToGroup', AddToGroupConfig> | InvokeStep;
  readonly PreTokenGeneration: Step<'claim', ClaimConfig> | InvokeStep;
}

export type TriggerName = keyof TriggerSteps;
export type AnyStep = TriggerSteps[TriggerName];

/** The step of one name, out of a trigger's union. */
export type StepNamed<Steps extends Step, Name extends Steps['step']> = Extract<Steps, { step: Name }>;
