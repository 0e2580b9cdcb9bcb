import { createPublicKey, randomUUID } from 'node:crypto';
import { Answer, demand, notImitated, World } from '../kernel';
import { asRecord, checkAttributes } from './attributes';
import { backToApp, redirect, Visit } from './managed-login';
import { complete } from './sign-in';
import { epoch, Federation, newUser, User } from './store';
import { runTrigger } from './triggers';
import { claimsSignedBy } from '../../support/signing-key';

async function fetchJson(url: string, init?: RequestInit): Promise<any> {
  const reply = await fetch(url, init);
  demand(reply.ok, 'invalid_request', `Exception processing response: ${reply.status} from ${url}`);
  return reply.json();
}

/** The endpoints that the provider's own discovery document names, or those of its stand-in. */
async function endpointsOf({ standIns }: World, { ProviderType, ProviderDetails }: any): Promise<any> {
  const known = ProviderType === 'Google' ? 'https://accounts.google.com' : ProviderDetails.oidc_issuer;
  const issuer: string = known ?? notImitated(`sign-in with ${ProviderType}`);
  return fetchJson(`${standIns[issuer] ?? issuer}/.well-known/openid-configuration`);
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-flow.html — a relying party with code, secret, state; the ID token's signature, issuer, audience and expiry
export async function startFederation({ pool, origin }: Visit, federation: Federation): Promise<Answer> {
  const { provider } = federation;
  const { client_id, authorize_scopes: scope } = provider.ProviderDetails;
  const { authorization_endpoint } = await endpointsOf(pool.world, provider);
  const state = randomUUID();
  pool.federations.set(state, federation);
  const request = { client_id, redirect_uri: `${origin}/oauth2/idpresponse`, response_type: 'code', scope, state };
  return redirect(authorization_endpoint, request);
}

export async function idpResponse(visit: Visit): Promise<Answer> {
  const { pool, input, origin } = visit;
  const { error, error_description, code, state } = input;
  const federation = pool.federations.get(state);
  pool.federations.delete(state);
  demand(federation, 'invalid_request', 'The state is unknown or has been used');
  const { client, authorization, provider } = federation;
  // From here on the app is told what goes wrong.
  Object.assign(input, { client_id: client.id, redirect_uri: authorization.redirectUri, state: authorization.state });
  demand(!error, error, error_description ?? error);
  const { client_id, client_secret, attributes_request_method: method = 'GET' } = provider.ProviderDetails;
  const { issuer, token_endpoint, userinfo_endpoint, jwks_uri } = await endpointsOf(pool.world, provider);
  const exchange = { grant_type: 'authorization_code', code, redirect_uri: `${origin}/oauth2/idpresponse` };
  const body = new URLSearchParams({ ...exchange, client_id, client_secret });
  const { id_token, access_token } = await fetchJson(token_endpoint, { method: 'POST', body });
  const { keys } = await fetchJson(jwks_uri);
  const found = keys.map((key: any) => claimsSignedBy(createPublicKey({ key, format: 'jwk' }), id_token)).find(Boolean);
  const isLive = found && found.exp > epoch(pool.now());
  const isForUs = found?.iss === issuer && [found.aud].flat().includes(client_id);
  demand(isLive && isForUs, 'invalid_request', 'Invalid ID token');
  const headers = { authorization: `Bearer ${access_token}` };
  const profile = userinfo_endpoint ? await fetchJson(userinfo_endpoint, { method, headers }) : {};
  const user = await federatedUser(visit, federation, { ...found, ...profile, sub: found.sub });
  return backToApp(authorization, await complete({ client, user, authorization }));
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html — mapped attributes at each sign-in, user name Provider_subject, the identities attribute, a group of the provider
// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html — PreSignUp_ExternalProvider at the first sign-in
async function federatedUser({ pool }: Visit, { client, provider }: Federation, claims: any): Promise<User> {
  const { ProviderName: providerName, ProviderType: providerType, AttributeMapping = {} } = provider;
  const pairs = Object.entries<string>(AttributeMapping).filter(([, claim]) => claims[claim] !== undefined);
  const mapped = asRecord(pairs.map(([Name, claim]) => ({ Name, Value: String(claims[claim]) })));
  const { username: userId = claims.sub, email_verified = 'false', ...attributes } = mapped;
  const name = `${providerName}_${userId}`;
  const known = pool.find(name);
  checkAttributes(pool, attributes, known, client);
  const dateCreated = (known?.created ?? pool.world.now()).getTime();
  const identity = { userId, providerName, providerType, issuer: null, primary: true, dateCreated };
  const user = known ?? newUser(name, randomUUID(), {}, pool.world.now());
  Object.assign(user.attributes, attributes, { email_verified, identities: JSON.stringify([identity]) });
  if (known) return known;
  const occasion = { pool, user, client };
  await runTrigger('PreSignUp', { ...occasion, source: 'ExternalProvider' }, { validationData: null });
  const GroupName = `${pool.id}_${providerName}`;
  pool.groups.set(GroupName, { GroupName });
  user.groups.add(GroupName);
  user.status = 'EXTERNAL_PROVIDER';
  pool.users.add(user);
  await runTrigger('PostConfirmation', { ...occasion, source: 'ConfirmSignUp' }, {});
  return user;
}
