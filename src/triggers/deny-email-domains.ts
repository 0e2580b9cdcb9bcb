import * as defaults from '../defaults';
import { domainList } from './private/email-domains';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreSignUp.denyEmailDomains`.
 */
export interface DenyEmailDomainsOptions {
  /**
   * Domains whose addresses may not sign up, such as a maintained list of disposable ones that you read from a file;
   * international names in their `xn--` form. A list of any length: a long one travels as a file beside the function's code.
   */
  readonly domains: string[];

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

export function denyEmailDomains(options: DenyEmailDomainsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where, pool }: TriggerScope, options: DenyEmailDomainsOptions): TriggerStep {
  const { content: domains, files } = domainList(where, options.domains, {
    handler: 'PreSignUp.denyEmailDomains',
    fileName: 'deny-email-domains.json',
    whenEmpty: 'it would refuse nobody',
  });
  const { email, phone, username } = pool.signInAliases;
  const administrators = options.includeAdminCreatedUsers ? ['PreSignUp_AdminCreateUser'] : [];
  return {
    trigger: 'PreSignUp',
    phase: 'GUARD',
    wire: {
      step: 'denyEmailDomains',
      key: 'domains',
      sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider', ...administrators],
      config: {
        domains,
        includeSubdomains: options.includeSubdomains ?? defaults.DENY_SUBDOMAINS,
        requiresAddress: Boolean(email && !phone && !username),
      },
    },
    ports: [],
    poolActions: [],
    files,
  };
}
