import { IConstruct } from 'constructs';
import { readTrust } from './read-trust';
import { AllowEmailDomainsConfig, DenyEmailDomainsConfig } from '../../contract/steps';
import * as defaults from '../../defaults';
import { Pool } from '../../user-pool/pool';
import type { AllowEmailDomainsRuleOptions } from '../allow-email-domains';
import type { DenyEmailDomainsRuleOptions } from '../deny-email-domains';

/** Whose address is looked at. */
export function guardedSignUps(includeAdminCreatedUsers = false): string[] {
  const administrators = includeAdminCreatedUsers ? ['PreSignUp_AdminCreateUser'] : [];
  return ['PreSignUp_SignUp', 'PreSignUp_ExternalProvider', ...administrators];
}

/** The rule of a list of what is allowed, wherever the list is kept. */
export function allowRule(
  where: IConstruct,
  handler: string,
  options: AllowEmailDomainsRuleOptions,
): Omit<AllowEmailDomainsConfig, 'domains'> {
  return {
    includeSubdomains: options.includeSubdomains ?? false,
    allowPlusAddressing: options.allowPlusAddressing ?? false,
    trust: readTrust(where, handler, options.trust ?? []),
  };
}

/** The rule of a list of what is refused, wherever the list is kept. */
export function denyRule(pool: Pool, options: DenyEmailDomainsRuleOptions): Omit<DenyEmailDomainsConfig, 'domains'> {
  const { email, phone, username } = pool.signInAliases;
  return {
    includeSubdomains: options.includeSubdomains ?? defaults.DENY_SUBDOMAINS,
    requiresAddress: Boolean(email && !phone && !username),
  };
}
