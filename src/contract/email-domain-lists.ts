import type { AllowEmailDomainsConfig, DenyEmailDomainsConfig } from './steps';

/** Where a list of e-mail domains is kept. */
export type DomainListSource =
  { readonly parameter: string } | { readonly bucket: string; readonly key: string; readonly version?: string };

interface ListConfig {
  readonly list: DomainListSource;
  /** How long a list that was read is used. */
  readonly cacheSeconds: number;
}

/** One of the two rules about e-mail domains, with a list that is read when somebody signs up. */
export type EmailDomainsInConfig = ListConfig &
  (
    | ({ readonly rule: 'allow' } & Omit<AllowEmailDomainsConfig, 'domains'>)
    | ({ readonly rule: 'deny' } & Omit<DenyEmailDomainsConfig, 'domains'>)
  );
