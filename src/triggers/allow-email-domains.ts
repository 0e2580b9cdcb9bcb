import { FederatedTrust } from './federated-trust';
import { allowRule, guardedSignUps } from './private/email-domain-rules';
import { domainList } from './private/email-domains';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * How addresses are held against a list of domains that may sign up.
 */
export interface AllowEmailDomainsRuleOptions {
  /**
   * Whether addresses of sub-domains (`team.example.com`) are allowed too.
   *
   * @default false
   */
  readonly includeSubdomains?: boolean;

  /**
   * Whether `name+anything@example.com` is allowed. With it one mailbox can open any number of accounts.
   *
   * @default false
   */
  readonly allowPlusAddressing?: boolean;

  /**
   * Which identity providers are believed about an address, and why: `FederatedTrust.domains` for one that makes no claim
   * `email_verified`, such as SAML and Entra ID, and owns the addresses of some domains. It is believed about these domains
   * alone, which changes nothing for other providers.
   *
   * @default - every provider is believed about the addresses that it says it verified, and about no others
   */
  readonly trust?: FederatedTrust[];

  /**
   * Whether the rule also holds for users whom an administrator creates.
   *
   * @default false
   */
  readonly includeAdminCreatedUsers?: boolean;
}

/**
 * Options of `PreSignUp.allowEmailDomains`.
 */
export interface AllowEmailDomainsOptions extends AllowEmailDomainsRuleOptions {
  /**
   * Domains whose addresses may sign up, such as `example.com`; international names in their `xn--` form. A list of any
   * length: a long one travels as a file beside the function's code.
   */
  readonly domains: string[];
}

const HANDLER = 'PreSignUp.allowEmailDomains';

export function allowEmailDomains(options: AllowEmailDomainsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: AllowEmailDomainsOptions): TriggerStep {
  const { content: domains, files } = domainList(where, options.domains, {
    handler: HANDLER,
    fileName: 'allow-email-domains.json',
    whenEmpty: 'nobody could sign up',
  });
  return {
    trigger: 'PreSignUp',
    phase: 'GUARD',
    wire: {
      step: 'allowEmailDomains',
      key: 'domains',
      sources: guardedSignUps(options.includeAdminCreatedUsers),
      config: { domains, ...allowRule(where, HANDLER, options) },
    },
    ports: [],
    poolActions: [],
    files,
  };
}
