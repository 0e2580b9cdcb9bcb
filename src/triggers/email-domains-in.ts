import { Duration } from 'aws-cdk-lib';
import type { AllowEmailDomainsRuleOptions } from './allow-email-domains';
import type { DenyEmailDomainsRuleOptions } from './deny-email-domains';
import { EmailDomainList } from './email-domain-list';
import { EmailDomainsInConfig } from '../contract/email-domain-lists';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { madeBy, requireKind } from '../private/kinds';
import { allowRule, denyRule, guardedSignUps } from './private/email-domain-rules';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';
import { TriggerHandler } from './trigger-handler';
import { ADVICE } from '../private/advice';

/**
 * Options of `PreSignUp.allowEmailDomainsIn`.
 */
export interface AllowEmailDomainsInOptions extends AllowEmailDomainsRuleOptions {
  /**
   * How long a list that was read is used; a change of the list counts after that.
   *
   * @default Duration.minutes(5)
   */
  readonly cacheDuration?: Duration;
}

/**
 * Options of `PreSignUp.denyEmailDomainsIn`.
 */
export interface DenyEmailDomainsInOptions extends DenyEmailDomainsRuleOptions {
  /**
   * How long a list that was read is used; a change of the list counts after that.
   *
   * @default Duration.minutes(5)
   */
  readonly cacheDuration?: Duration;
}

const LIST = madeBy(EmailDomainList, ADVICE.EmailDomainList);
const ALLOW = 'PreSignUp.allowEmailDomainsIn';
const DENY = 'PreSignUp.denyEmailDomainsIn';

export function allowEmailDomainsIn(list: EmailDomainList, options: AllowEmailDomainsInOptions): TriggerHandler {
  return new BoundHandler((scope) => {
    const { guard, sources, kept } = bind(scope, ALLOW, list, options);
    const config = { rule: 'allow' as const, ...kept, ...allowRule(scope.where, ALLOW, options) };
    return { ...guard, wire: { step: 'emailDomainsIn', key: 'allow', sources, config } };
  });
}

export function denyEmailDomainsIn(list: EmailDomainList, options: DenyEmailDomainsInOptions): TriggerHandler {
  return new BoundHandler((scope) => {
    const { guard, sources, kept } = bind(scope, DENY, list, options);
    const config = { rule: 'deny' as const, ...kept, ...denyRule(scope.pool, options) };
    return { ...guard, wire: { step: 'emailDomainsIn', key: `deny ${list._kept.key}`, sources, config } };
  });
}

interface Bound {
  readonly guard: Omit<TriggerStep, 'wire'>;
  readonly sources: readonly string[];
  readonly kept: Pick<EmailDomainsInConfig, 'list' | 'cacheSeconds'>;
}

/** What both rules need for a list that is kept elsewhere. */
function bind(
  { where }: TriggerScope,
  handler: string,
  list: EmailDomainList,
  { cacheDuration, includeAdminCreatedUsers }: AllowEmailDomainsInOptions | DenyEmailDomainsInOptions,
): Bound {
  requireKind(where, `the list of ${handler}`, list, LIST);
  const { port, grantRead, source, fault } = list._kept;
  if (fault) throw new AuthConfigError(where, `the list of ${handler} ${fault}.`);
  return {
    guard: { trigger: 'PreSignUp', phase: 'GUARD', ports: [port], poolActions: [], grant: grantRead },
    sources: guardedSignUps(includeAdminCreatedUsers),
    kept: { list: source, cacheSeconds: (cacheDuration ?? defaults.EMAIL_DOMAIN_LIST_CACHE).toSeconds() },
  };
}
