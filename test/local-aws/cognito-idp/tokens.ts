import { randomBytes, randomUUID } from 'node:crypto';
import { Operation, Operations } from '../kernel';
import { mfaOf } from './administration';
import { asList, asRecord, checkAttributes, checkTaken, readable } from './attributes';
import { redeemCode, sendCode } from './messages';
import { Claims, Client, demand, epoch, Pool, refuse, User, UserPools } from './store';
import { About, runTrigger, triggerOf } from './triggers';
import type { Authorization } from '../../support/oauth-server';

const USER_SCOPE = 'aws.cognito.signin.user.admin';
const SECONDS: Record<string, number> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
/** Claims that the trigger can neither set nor suppress. */
const RESERVED =
  /^(acr|amr|at_hash|auth_time|azp|exp|iat|iss|jti|nbf|nonce|origin_jti|sub|token_use|aud|client_id|event_id|identities|username|scope|version|device_key|(cognito|aws|dev):.*)$/;

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html — token validity in units, one hour, refresh 30 days; a session of sign-in three minutes
export function validity(props: any, token: 'IdToken' | 'AccessToken' | 'RefreshToken'): number {
  const [value, unit] = token === 'RefreshToken' ? [30, 'days'] : [1, 'hours'];
  return (props[`${token}Validity`] || value) * SECONDS[props.TokenValidityUnits?.[token] ?? unit];
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html — the lowest precedence gives the preferred role; a tie between roles gives none
function groupConfiguration(pool: Pool, user: User) {
  const rank = ({ Precedence = 1e9 }) => Precedence;
  const groups = [...user.groups].map((name) => pool.groups.get(name)).filter(Boolean);
  groups.sort((a, b) => rank(a) - rank(b));
  // @assumed groups without a role do not take part in the choice of the preferred role
  const withRole = groups.filter(({ RoleArn }) => RoleArn);
  const first = new Set(withRole.filter((group) => rank(group) === rank(withRole[0])).map(({ RoleArn }) => RoleArn));
  return {
    groupsToOverride: groups.map(({ GroupName }) => GroupName),
    iamRolesToOverride: [...new Set(withRole.map(({ RoleArn }) => RoleArn))],
    preferredRole: first.size === 1 ? [...first][0] : undefined,
  };
}

/** One sign-in and all that grows from it: revoking it ends every token of the family. */
export interface Grant extends ReturnType<typeof newGrant> {}
export function newGrant(client: Client, user: User, authorization?: Authorization) {
  const { pool, props } = client;
  const expires = pool.now() + validity(props, 'RefreshToken') * 1000;
  const start = { originJti: randomUUID(), authTime: epoch(pool.now()), expires };
  /** Each with the moment until which it lives. */
  const refreshTokens = new Map<string, number>();
  return { pool, client, user, authorization, ...start, refreshTokens, revoked: false };
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html — a rotated token lives as long as the first one would have
export function newRefreshToken(grant: Grant): string {
  const token = Array.from({ length: 5 }, () => randomBytes(48).toString('base64url')).join('.');
  grant.refreshTokens.set(token, grant.expires);
  return token;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html — what the response adds, overrides, suppresses; V1_0 knows the ID token only, V3_0 alone machines
// @assumed V1_0 takes strings only; an absent groupOverrideDetails keeps the groups, null or {} removes them
/** What the PreTokenGeneration trigger wants changed. */
async function askForChanges(kind: string, about: About, groups: object, scopes: string[], clientMetadata?: object) {
  const none = groups as ReturnType<typeof groupConfiguration>;
  const basic = triggerOf(about.pool, 'PreTokenGeneration').version === '1';
  const details = basic ? 'claimsOverrideDetails' : 'claimsAndScopeOverrideDetails';
  const request = { groupConfiguration: groups, ...(!basic && { scopes }), clientMetadata };
  const response = await runTrigger(`TokenGeneration_${kind}`, about, request);
  const written = response?.[details] ?? {};
  const id = (basic ? written : written.idTokenGeneration) ?? {};
  const strings = Object.values(id.claimsToAddOrOverride ?? {}).every((value) => typeof value === 'string');
  demand(!basic || strings, 'InvalidLambdaResponse', 'Unrecognizable lambda output');
  const access = (basic ? undefined : written.accessTokenGeneration) ?? {};
  const all = [...scopes, ...(access.scopesToAdd ?? [])];
  const scope = all.filter((one) => !access.scopesToSuppress?.includes(one)).join(' ');
  const { groupOverrideDetails = none } = written;
  return { id, access, scope, groups: (groupOverrideDetails ?? {}) as Partial<typeof none> };
}

/** The access token of a machine. */
export async function issueMachineToken(client: Client, scopes: string[], clientMetadata?: object) {
  const { pool, props, id } = client;
  const [now, ExpiresIn] = [epoch(pool.now()), validity(props, 'AccessToken')];
  const isAsked = triggerOf(pool, 'PreTokenGeneration').version === '3';
  const about = { pool, client, user: { username: id } };
  const { access = {}, scope = scopes.join(' ') } =
    (isAsked && (await askForChanges('ClientCredentials', about, {}, scopes, clientMetadata))) || {};
  const issued = { auth_time: now, iat: now, exp: now + ExpiresIn, jti: randomUUID(), version: 2 };
  const own = { sub: id, client_id: id, token_use: 'access', scope, iss: `https://${pool.providerName}` };
  return { AccessToken: pool.key.sign(change({ ...own, ...issued }, access)), ExpiresIn };
}

/** ID and access token of a grant, after the PreTokenGeneration trigger. */
export async function issueTokens(grant: Grant, kind: string, clientMetadata?: object) {
  const { client, user, pool, authorization } = grant;
  const asked = authorization?.scopes ?? [USER_SCOPE];
  const given = groupConfiguration(pool, user);
  const changes = await askForChanges(kind, { pool, user, client }, given, asked, clientMetadata);
  const { groupsToOverride: groups, iamRolesToOverride: roles, preferredRole } = changes.groups;
  const iat = epoch(pool.now());
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html — origin_jti comes with token revocation
  const origin_jti = client.props.EnableTokenRevocation === false ? undefined : grant.originJti;
  const common = (token: 'IdToken' | 'AccessToken'): Claims => ({
    ...{ sub: user.sub, 'cognito:groups': groups?.length ? groups : undefined, iss: `https://${pool.providerName}` },
    ...{ origin_jti, event_id: randomUUID(), jti: randomUUID(), auth_time: grant.authTime, iat },
    exp: iat + validity(client.props, token),
  });
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-id-token.html — claims of the ID token
  const id: Claims = {
    ...visible(readable(client, user), asked),
    ...common('IdToken'),
    ...{ 'cognito:roles': roles?.length ? roles : undefined, 'cognito:preferred_role': preferredRole },
    ...{ 'cognito:username': user.username, aud: client.id, token_use: 'id', nonce: authorization?.nonce },
    identities: user.attributes.identities && JSON.parse(user.attributes.identities),
  };
  for (const flag of ['email_verified', 'phone_number_verified']) if (flag in id) id[flag] = id[flag] === 'true';
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html — claims of the access token
  const own = { client_id: client.id, token_use: 'access', username: user.username, scope: changes.scope };
  const sign = (claims: Claims, wanted: object) => {
    pool.issued.set(claims.jti, grant);
    return pool.key.sign(change(claims, wanted));
  };
  const [IdToken, AccessToken] = [sign(id, changes.id), sign({ ...common('AccessToken'), ...own }, changes.access)];
  const tokens = !authorization || asked.includes('openid') ? { IdToken, AccessToken } : { AccessToken };
  return { ...tokens, ExpiresIn: validity(client.props, 'AccessToken'), TokenType: 'Bearer' };
}

function change(claims: Claims, { claimsToAddOrOverride, claimsToSuppress }: any): Claims {
  const added = Object.entries(claimsToAddOrOverride ?? {});
  const removed = (claimsToSuppress ?? []).map((name: string) => [name, undefined]);
  return { ...claims, ...Object.fromEntries([...added, ...removed].filter(([name]) => !RESERVED.test(name))) };
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html — openid alone and profile show every readable attribute; email and phone show theirs
export function visible(attributes: Record<string, string>, scopes: readonly string[]): Record<string, string> {
  const shows = (name: string) => name === 'sub' || scopes.some((scope) => name.startsWith(scope));
  const isAll = scopes.includes('profile') || !scopes.some((scope) => scope === 'email' || scope === 'phone');
  return isAll ? attributes : Object.fromEntries(Object.entries(attributes).filter(([name]) => shows(name)));
}

/** The sign-in behind an access token; refuses what is forged, expired or revoked. */
export function sessionOf(pools: UserPools, token: string, scope = USER_SCOPE): Grant {
  const { claims, grant } = pools.verified(token) ?? refuse('NotAuthorized', 'Invalid Access Token');
  demand(claims.token_use === 'access', 'NotAuthorized', 'Invalid Access Token');
  demand(claims.exp > epoch(pools.now()), 'NotAuthorized', 'Access Token has expired');
  demand(!grant?.revoked, 'NotAuthorized', 'Access Token has been revoked');
  const isScoped = grant && claims.scope.split(' ').includes(scope);
  demand(isScoped, 'NotAuthorized', 'Access Token does not have required scopes');
  return grant;
}

/** An operation that the holder of an access token performs. */
export function personal(pools: UserPools, run: (session: Grant, input: any) => ReturnType<Operation>): Operation {
  return (input) => run(sessionOf(pools, input.AccessToken), input);
}

function grantOf(client: Client, token: string) {
  const grant = [...client.pool.grants].find(({ refreshTokens }) => refreshTokens.has(token));
  demand(grant?.client === client, 'NotAuthorized', 'Invalid Refresh Token');
  return grant!;
}

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RefreshTokenRotationType.html — rotation and its grace period; a client with it excludes REFRESH_TOKEN_AUTH
export async function refresh(client: Client, token: string, clientMetadata?: object) {
  const grant = grantOf(client, token);
  const dies = grant.refreshTokens.get(token)!;
  demand(!grant.revoked, 'NotAuthorized', 'Refresh Token has been revoked');
  const now = client.pool.now();
  demand(grant.expires > now, 'NotAuthorized', 'Refresh Token has expired');
  demand(dies > now, 'RefreshTokenReuse', 'Refresh token was invalidated by rotation');
  const tokens = await issueTokens(grant, 'RefreshTokens', clientMetadata);
  const { Feature, RetryGracePeriodSeconds = 0 } = client.props.RefreshTokenRotation ?? {};
  if (Feature !== 'ENABLED') return tokens;
  // @assumed the grace period starts with the first use and the next one does not prolong it
  grant.refreshTokens.set(token, Math.min(dies, now + RetryGracePeriodSeconds * 1000));
  return { ...tokens, RefreshToken: newRefreshToken(grant) };
}

// @aws https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_RevokeToken.html — only refresh tokens of this client, only where it enables revocation
export function revoke(client: Client, token: string): void {
  const isEnabled = client.props.EnableTokenRevocation !== false;
  demand(isEnabled, 'UnsupportedOperation', 'Token revocation is not enabled for this client.');
  demand(!client.pool.key.verify(token), 'UnsupportedTokenType', 'Only refresh tokens can be revoked.');
  grantOf(client, token).revoked = true;
}

/** What the holder of a token may do. */
export const sessionOperations = (pools: UserPools): Operations => ({
  GetTokensFromRefreshToken: async (input) => ({
    AuthenticationResult: await refresh(pools.clientOf(input), input.RefreshToken, input.ClientMetadata),
  }),
  RevokeToken: (input) => revoke(pools.clientOf(input), input.Token),
  GlobalSignOut: personal(pools, ({ pool, user }) => pool.endSessions(user)),
  GetUser: personal(pools, ({ client, user }) => {
    return { Username: user.username, UserAttributes: asList(readable(client, user)), ...mfaOf(user) };
  }),
  UpdateUserAttributes: personal(pools, async ({ pool, client, user }, { UserAttributes, ClientMetadata }) => {
    const changes = asRecord(UserAttributes);
    checkAttributes(pool, changes, user, client);
    checkTaken(pool, changes, user);
    const { email = user.attributes.email, ...others } = changes;
    Object.assign(user.attributes, others);
    if (email === user.attributes.email) return {};
    // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-email-phone-verification.html — where the pool demands it, the old address stays until the new one is verified
    const { AutoVerifiedAttributes, UserAttributeUpdateSettings: settings } = pool.props;
    const keeps = settings?.AttributesRequireVerificationBeforeUpdate?.includes('email');
    if (!keeps) Object.assign(user.attributes, { email, email_verified: 'false' });
    if (!keeps && !AutoVerifiedAttributes?.includes('email')) return {};
    const more = { destination: email, clientMetadata: ClientMetadata };
    const sent = await sendCode('UpdateUserAttribute', { pool, user, client }, 'email', 'email', more);
    return { CodeDeliveryDetailsList: [sent] };
  }),
  VerifyUserAttribute: personal(pools, ({ pool, user }, { AttributeName, Code }) => {
    const { value } = redeemCode(pool, user, AttributeName, Code);
    checkTaken(pool, { [AttributeName]: value! }, user);
    Object.assign(user.attributes, { [AttributeName]: value!, [`${AttributeName}_verified`]: 'true' });
  }),
});
