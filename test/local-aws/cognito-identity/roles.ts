import { Claims } from '../cognito-idp/jwt';
import { demand } from '../cognito-idp/store';

export interface IdentityPool {
  readonly id: string;
  readonly props: any;
  /** From the role attachment. */
  roles: Readonly<Record<string, string>>;
  mappings: readonly any[];
}
export type Login = { readonly provider: string; readonly claims: Claims };

export const INVALID = 'InvalidIdentityPoolConfiguration';
export const CHECK_ROLES = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html — role from the token, CustomRoleArn among cognito:roles, else as AmbiguousRoleResolution says
export function selectRole({ roles, mappings }: IdentityPool, login: Login | undefined, custom?: string): string {
  const attached = roles[login ? 'authenticated' : 'unauthenticated'];
  const mapping = mappings.find((one) => login && one.IdentityProvider === `${login.provider}:${login.claims.aud}`);
  const choices: string[] = (mapping && login?.claims['cognito:roles']) ?? [];
  demand(!custom || choices.includes(custom), 'NotAuthorized', 'Custom role is not among the roles of the token');
  const preferred =
    mapping && (login?.claims['cognito:preferred_role'] ?? (choices.length === 1 ? choices[0] : undefined));
  const role = custom ?? preferred;
  demand(role || mapping?.AmbiguousRoleResolution !== 'Deny', 'NotAuthorized', 'Access denied: no role can be chosen');
  demand(role ?? attached, INVALID, CHECK_ROLES);
  return role ?? attached;
}
