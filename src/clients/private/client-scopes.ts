import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { ClientScope } from './client-settings';
import * as defaults from '../../defaults';

const MOST_SCOPES = 50;
const { OPENID, EMAIL, PHONE, PROFILE, COGNITO_ADMIN } = cognito.OAuthScope;
/** With any of these the CDK asks for openid as well. */
const ABOUT_PEOPLE = [OPENID, EMAIL, PHONE, PROFILE].map(({ scopeName }) => scopeName);
/** Scopes that Cognito knows by itself; they tell about users, or let a token act for one. */
const OF_COGNITO = [...ABOUT_PEOPLE, COGNITO_ADMIN.scopeName];

type Scopes = readonly cognito.OAuthScope[] | undefined;

/** Scopes of a client that people sign in with. */
export function judgeScopes({ faults }: ClientScope, scopes: Scopes): void {
  if (scopes?.length === 0) {
    faults.add('scopes is empty, and managed login needs one. Name at least one, or leave the option out.');
  }
}

/** The load balancer reads the user's claims from Cognito, which wants the scope openid of the token. */
export function judgeOpenId({ faults }: ClientScope, scopes: Scopes): void {
  if (!scopes || scopes.some(({ scopeName }) => ABOUT_PEOPLE.includes(scopeName))) return;
  faults.add('scopes lacks openid, with which the load balancer reads who signed in. Add it.');
}

/** The scopes of a client that nobody signs in with. Those about people are told here, and left out: they bring openid along. */
export function customScopes({ faults }: ClientScope, scopes: readonly cognito.OAuthScope[]): cognito.OAuthScope[] {
  if (scopes.length === 0) {
    faults.add(
      'scopes is empty, so that the machine could get no token. Name at least one scope of a resource server.',
    );
  }
  const isPersonal = ({ scopeName }: cognito.OAuthScope) => OF_COGNITO.includes(scopeName);
  for (const { scopeName } of scopes.filter(isPersonal)) {
    faults.add(
      `scopes has '${scopeName}', which is about a user, and no user signs in here. Name scopes of a resource server: OAuthScope.resourceServer(server, scope).`,
    );
  }
  return scopes.filter((scope) => !isPersonal(scope));
}

/** Whether tokens of managed login may change the user; those of the SDK always may. */
export function asksForAdmin(scopes: Scopes): boolean {
  return asksForAdminScope((scopes ?? defaults.OAUTH_SCOPES).map(({ scopeName }) => scopeName));
}

/** The same of a resource, where no scope at all means every scope. */
export function asksForAdminScope(names: readonly string[] | undefined): boolean {
  return names?.includes(COGNITO_ADMIN.scopeName) ?? true;
}

/** Scopes that tell about users, or act for one. */
export function personalScopesOf(names: readonly string[]): string[] {
  return names.filter((name) => OF_COGNITO.includes(name));
}

/** Names of the scopes that belong to a resource server. */
export function customScopesOf(names: readonly string[]): string[] {
  return names.filter((name) => !OF_COGNITO.includes(name));
}

/** More than Cognito takes. */
export function countFaults({ length }: readonly string[]): string[] {
  if (length <= MOST_SCOPES) return [];
  return [`scopes has ${length} entries. Cognito allows ${MOST_SCOPES} for a client: use fewer, or a second client.`];
}
