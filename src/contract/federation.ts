import type { Content, Trust } from './steps';

/** Whose sign-ins a step is about; without names, those of every provider. */
export interface ProviderNames {
  readonly providers?: readonly string[];
}

export interface FederatedDomainsConfig extends ProviderNames {
  readonly domains: Content<readonly string[]>;
  readonly includeSubdomains: boolean;
  /** Under which name the provider tells the address. */
  readonly attribute: string;
  /** Whoever comes through a provider that is not named is believed what that provider says it verified. */
  readonly trust: readonly Trust[];
}

export interface AttributeNamesConfig extends ProviderNames {
  readonly attributes: readonly string[];
}

export interface NormalizeAttributesConfig extends ProviderNames {
  readonly attributes: readonly string[];
  readonly lowerCase: boolean;
  /** Characters that stay. */
  readonly maxLength: number;
}

export interface RenameAttributeConfig extends ProviderNames {
  readonly from: string;
  readonly to: string;
}

export interface OverrideAttributeConfig extends ProviderNames {
  readonly name: string;
  readonly value: string;
}

/** By what a provider knows a person, by kind of provider: Cognito makes the user name of it. */
export const SUBJECTS: readonly string[] = ['sub', 'id', 'user_id'];
