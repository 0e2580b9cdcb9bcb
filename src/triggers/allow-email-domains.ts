import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { isDomain } from '../contract/email';
import { Content } from '../contract/steps';
import { AuthConfigError } from '../private/errors';
import { requireLiteral } from '../private/tokens';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `PreSignUp.allowEmailDomains`.
 */
export interface AllowEmailDomainsOptions {
  /**
   * Domains whose addresses may sign up, such as `example.com`; international names in their `xn--` form. A list of any
   * length: a long one travels as a file beside the function's code.
   */
  readonly domains: string[];

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
   * Whether an address that an identity provider does not vouch for is believed. Without the claim `email_verified`
   * anybody could write an address of an allowed domain into their account there. SAML providers send no such claim:
   * say `true` for one that owns the addresses it sends.
   *
   * @default false
   */
  readonly acceptUnverifiedFederatedEmail?: boolean;

  /**
   * Whether the rule also holds for users whom an administrator creates.
   *
   * @default false
   */
  readonly includeAdminCreatedUsers?: boolean;
}

/** Longer lists leave the environment variable to other steps and travel as a file. */
const LONGEST_INLINE_LIST = 500;
const FILE_NAME = 'allow-email-domains.json';

export function allowEmailDomains(options: AllowEmailDomainsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: AllowEmailDomainsOptions): TriggerStep {
  const list = readDomains(where, options.domains);
  const text = JSON.stringify(list);
  const isLong = text.length > LONGEST_INLINE_LIST;
  const domains: Content<readonly string[]> = isLong ? { file: FILE_NAME } : { inline: list };
  const administrators = options.includeAdminCreatedUsers ? ['PreSignUp_AdminCreateUser'] : [];
  return {
    trigger: 'PreSignUp',
    phase: 'GUARD',
    wire: {
      step: 'allowEmailDomains',
      key: 'domains',
      sources: ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider', ...administrators],
      config: {
        domains,
        includeSubdomains: options.includeSubdomains ?? false,
        allowPlusAddressing: options.allowPlusAddressing ?? false,
        acceptUnverifiedFederatedEmail: options.acceptUnverifiedFederatedEmail ?? false,
      },
    },
    ports: [],
    poolActions: [],
    files: isLong ? { [FILE_NAME]: text } : undefined,
  };
}

/** Sorted and without doubles, so that the same set gives the same template. */
function readDomains(where: IConstruct, domains: readonly string[]): string[] {
  if (domains.length === 0) {
    throw new AuthConfigError(
      where,
      'PreSignUp.allowEmailDomains has no domains, so nobody could sign up. Pass at least one.',
    );
  }
  if (Token.isUnresolved(domains)) {
    throw new AuthConfigError(
      where,
      'the list of PreSignUp.allowEmailDomains is a token, and the handler must know it at synth. Pass plain strings.',
    );
  }
  const read = domains.map((domain) => {
    const lower = requireLiteral(where, 'a domain of PreSignUp.allowEmailDomains', domain).toLowerCase();
    if (isDomain(lower)) return lower;
    throw new AuthConfigError(
      where,
      `PreSignUp.allowEmailDomains has '${domain}', which is not a domain. Pass a name such as example.com, without @ and wildcards.`,
    );
  });
  return [...new Set(read)].sort();
}
