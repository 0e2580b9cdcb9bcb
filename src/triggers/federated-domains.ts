import { createHash } from 'crypto';
import { IConstruct } from 'constructs';
import { FederatedTrust } from './federated-trust';
import { EVERY_SOURCE, Trust } from '../contract/steps';
import { AuthConfigError } from '../private/errors';
import { AuthIdentityProvider } from '../providers/auth-identity-provider';
import { domainList } from './private/email-domains';
import { attributeName } from './private/federated-names';
import { ownProviderNames } from './private/provider-names';
import { readTrust } from './private/read-trust';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';

/**
 * Options of `InboundFederation.allowEmailDomains`.
 */
export interface FederatedEmailDomainsOptions {
  /**
   * Domains whose addresses may sign in, such as `example.com`; international names in their `xn--` form.
   */
  readonly domains: string[];

  /**
   * Whether addresses of sub-domains (`team.example.com`) are allowed too.
   *
   * @default false
   */
  readonly includeSubdomains?: boolean;

  /**
   * Under which name the provider tells the address, such as
   * `http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress`. `email_verified` is about `email`, so that under
   * another name only the providers with `FederatedTrust.domains` are believed.
   *
   * @default 'email'
   */
  readonly attribute?: string;

  /**
   * Which identity providers are believed about an address, and why: `FederatedTrust.domains` for one that makes no claim
   * `email_verified`, such as SAML and Entra ID, and owns the addresses of some domains.
   *
   * @default - every provider is believed about the addresses that it says it verified, and about no others
   */
  readonly trust?: FederatedTrust[];

  /**
   * Whose people are asked for; those of other providers come in as before.
   *
   * @default - those of every provider
   */
  readonly providers?: AuthIdentityProvider[];
}

const HANDLER = 'InboundFederation.allowEmailDomains';

export function federatedEmailDomains(options: FederatedEmailDomainsOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: FederatedEmailDomainsOptions): TriggerStep {
  const providers = ownProviderNames(where, HANDLER, options.providers);
  const key = providers?.join() ?? 'every provider';
  const attribute = attributeName(where, HANDLER, options.attribute ?? 'email');
  const trust = readTrust(where, HANDLER, options.trust ?? []);
  requireBelief(where, attribute, trust);
  const { content: domains, files } = domainList(where, options.domains, {
    handler: HANDLER,
    // a file for each list
    fileName: `federated-domains-${createHash('sha256').update(key).digest('hex').slice(0, 8)}.json`,
    whenEmpty: 'nobody could sign in',
  });
  return {
    trigger: 'InboundFederation',
    phase: 'GUARD',
    wire: {
      step: 'allowFederatedDomains',
      key,
      sources: [EVERY_SOURCE],
      config: {
        domains,
        includeSubdomains: options.includeSubdomains ?? false,
        attribute,
        trust,
        providers,
      },
    },
    ports: [],
    poolActions: [],
    files,
  };
}

/** Of an address under another name than `email` no provider says that it is verified. */
function requireBelief(where: IConstruct, attribute: string, trust: readonly Trust[]): void {
  if (attribute === 'email' || (trust.length > 0 && trust.every(({ domains }) => domains))) return;
  throw new AuthConfigError(
    where,
    `${HANDLER} reads addresses from '${attribute}', and email_verified is about 'email', so that nobody is believed. Pass trust with FederatedTrust.domains() for each provider.`,
  );
}
