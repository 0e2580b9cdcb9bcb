import { denyRule, guardedSignUps } from './private/email-domain-rules';
import { domainList } from './private/email-domains';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * How addresses are held against a list of domains that may not sign up.
 */
export interface DenyEmailDomainsRuleOptions {
  /**
   * Whether addresses of sub-domains are refused too: whoever owns a domain can make any number of them.
   *
   * @default true
   */
  readonly includeSubdomains?: boolean;

  /**
   * Whether the rule also holds for users whom an administrator creates.
   *
   * @default false
   */
  readonly includeAdminCreatedUsers?: boolean;
}

/**
 * Options of `PreSignUp.denyEmailDomains`.
 */
export interface DenyEmailDomainsOptions extends DenyEmailDomainsRuleOptions {
  /**
   * Domains whose addresses may not sign up, such as a maintained list of disposable ones that you read from a file;
   * international names in their `xn--` form. A list of any length: a long one travels as a file beside the function's code.
   */
  readonly domains: string[];
}

export function denyEmailDomains(options: DenyEmailDomainsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: DenyEmailDomainsOptions): TriggerStep {
  const { content: domains, files } = domainList(where, options.domains, {
    handler: 'PreSignUp.denyEmailDomains',
    fileName: 'deny-email-domains.json',
    whenEmpty: 'it would refuse nobody',
  });
  return {
    trigger: 'PreSignUp',
    phase: 'GUARD',
    wire: {
      step: 'denyEmailDomains',
      key: 'domains',
      sources: guardedSignUps(options.includeAdminCreatedUsers),
      config: { domains, ...denyRule(pool, options) },
    },
    ports: [],
    poolActions: [],
    files,
  };
}
