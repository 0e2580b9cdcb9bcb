import { Claims } from '../cognito-idp/jwt';
import { refuse } from '../cognito-idp/store';

export interface IdentityPool {
  readonly id: string;
  readonly props: any;
  /** From the role attachment. */
  roles: Readonly<Record<string, string>>;
  mappings: readonly any[];
}
export type Login = { readonly provider: string; readonly claims: Claims };

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html — role from the token, CustomRoleArn among cognito:roles, else as AmbiguousRoleResolution says
// @missing role mapping by rules
export function selectRole({ roles, mappings }: IdentityPool, login: Login | undefined, custom?: string): string {
  const check = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';
  const attached = (kind: string) => roles[kind] ?? refuse('InvalidIdentityPoolConfiguration', check);
  if (!login) return attached('unauthenticated');
  const { provider, claims } = login;
  const mapping = mappings.find(({ IdentityProvider }) => IdentityProvider === `${provider}:${claims.aud}`);
  const choices: string[] = (mapping && claims['cognito:roles']) ?? [];
  if (custom && !choices.includes(custom)) refuse('NotAuthorized', 'Custom role is not among the roles of the token');
  if (!mapping) return attached('authenticated');
  const role = custom ?? claims['cognito:preferred_role'] ?? (choices.length === 1 ? choices[0] : undefined);
  const denied = !role && mapping.AmbiguousRoleResolution === 'Deny';
  return denied ? refuse('NotAuthorized', 'Access denied: no role can be chosen') : (role ?? attached('authenticated'));
}
