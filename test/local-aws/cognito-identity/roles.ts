import { Claims } from '../cognito-idp/jwt';
import { demand, notImitated } from '../cognito-idp/store';
import { Tags } from '../kernel';

export interface IdentityPool {
  readonly id: string;
  readonly props: any;
  /** From the role attachment. */
  roles: Readonly<Record<string, string>>;
  mappings: readonly any[];
  /** Claims by the name of the session tag, by provider. */
  readonly tags: Map<string, Readonly<Record<string, string>>>;
}
export type Login = { readonly provider: string; readonly claims: Claims };

export const INVALID = 'InvalidIdentityPoolConfiguration';
export const CHECK_ROLES = 'Invalid identity pool configuration. Check assigned IAM roles for this pool.';

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html — role from the token or from the first rule that fits, CustomRoleArn among these, else as AmbiguousRoleResolution says
export function selectRole({ roles, mappings }: IdentityPool, login: Login | undefined, custom?: string): string {
  const attached = roles[login ? 'authenticated' : 'unauthenticated'];
  const mapping = mappings.find((one) => login && one.IdentityProvider === `${login.provider}:${login.claims.aud}`);
  const rules: any[] = mapping?.RulesConfiguration?.Rules ?? [];
  const fitting = rules.filter(({ Claim, Value }) => login?.claims[Claim] === Value).map(({ RoleARN }) => RoleARN);
  const byToken = mapping?.Type === 'Token';
  const choices: string[] = byToken ? (login?.claims['cognito:roles'] ?? []) : fitting;
  demand(!custom || choices.includes(custom), 'NotAuthorized', 'Custom role is not among the roles of the token');
  const single = choices.length === 1 ? choices[0] : undefined;
  const preferred = byToken ? (login?.claims['cognito:preferred_role'] ?? single) : fitting[0];
  const role = custom ?? preferred;
  demand(role || mapping?.AmbiguousRoleResolution !== 'Deny', 'NotAuthorized', 'Access denied: no role can be chosen');
  demand(role ?? attached, INVALID, CHECK_ROLES);
  return role ?? attached;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html — claims of the token become tags of the session; a claim that the token lacks becomes none
export function sessionTags({ tags }: IdentityPool, login: Login | undefined): Tags {
  const wanted = Object.entries((login && tags.get(login.provider)) ?? {});
  const found = wanted.map(([tag, claim]) => [tag, login!.claims[claim]]).filter(([, value]) => value !== undefined);
  if (found.some(([, value]) => Array.isArray(value))) notImitated('a session tag from a list');
  return Object.fromEntries(found.map(([tag, value]) => [tag, String(value)]));
}
