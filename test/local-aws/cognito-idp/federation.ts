import { randomUUID } from 'node:crypto';
import { Answer, demand, notImitated, World } from '../kernel';
import { asRecord, checkAttributes } from './attributes';
import type { Visit } from './managed-login';
import { samlRequest } from './saml';
import { complete } from './sign-in';
import { epoch, Federation, newUser, User } from './store';
import { notFound, runTrigger } from './triggers';
import { backToApp, redirect } from '../../support/oauth-server';
import { discover, redeem } from '../../support/oidc-relying-party';

/** Where the provider's issuer is reached, or its stand-in. */
function issuerOf({ standIns }: World, { ProviderType, ProviderDetails }: any): string {
  const known = ProviderType === 'Google' ? 'https://accounts.google.com' : ProviderDetails.oidc_issuer;
  const issuer: string = known ?? notImitated(`sign-in with ${ProviderType}`);
  return standIns[issuer] ?? issuer;
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-oidc-flow.html — a relying party with code, secret, state; the ID token's signature, issuer, audience and expiry
export async function startFederation(visit: Visit, federation: Federation): Promise<Answer> {
  const { pool, origin } = visit;
  const { provider } = federation;
  const state = randomUUID();
  pool.federations.set(state, federation);
  if (provider.ProviderType === 'SAML') return redirect(await samlRequest(visit, federation, state), {});
  const { client_id, authorize_scopes: scope } = provider.ProviderDetails;
  const { authorization_endpoint } = await discover(issuerOf(pool.world, provider));
  const request = { client_id, redirect_uri: `${origin}/oauth2/idpresponse`, response_type: 'code', scope, state };
  return redirect(authorization_endpoint, request);
}

type Said = (visit: Visit, federation: Federation) => Promise<object>;
/** The page to which a provider sends the browser back, and what the provider says of the person. */
const returning = (stateName: string, say: Said) => async (visit: Visit) => {
  const { pool, input } = visit;
  const federation = pool.federations.get(input[stateName]);
  pool.federations.delete(input[stateName]);
  demand(federation, 'invalid_request', 'The state is unknown or has been used');
  const { client, authorization } = federation;
  // From here on the app is told what goes wrong.
  Object.assign(input, { client_id: client.id, redirect_uri: authorization.redirectUri, state: authorization.state });
  const user = await federatedUser(federation, await say(visit, federation));
  return backToApp(authorization, await complete({ client, user, authorization }));
};

export const idpResponse = returning('state', ({ pool, input, origin }, { provider }) => {
  const { error, error_description, code } = input;
  demand(!error, error, error_description ?? error);
  const { client_id, client_secret, attributes_request_method: method = 'GET' } = provider.ProviderDetails;
  const exchange = { client_id, client_secret, code, redirect_uri: `${origin}/oauth2/idpresponse` };
  return redeem({ ...exchange, issuer: issuerOf(pool.world, provider), method, now: epoch(pool.now()) });
});
export const samlResponse = returning('RelayState', async ({ input }, { party }) => {
  demand(party, 'invalid_request', 'The sign-in waits for no SAML response');
  return { samlResponse: await party.claims(input.SAMLResponse ?? '') };
});

const textOf = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));
const mapValues = (values: object, change: (value: any) => unknown): any =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-inbound-federation.html — before the mapping, at every sign-in: what it returns takes the place of all attributes, {} keeps them
// @assumed the values are texts, the user name is the subject, and a subject that the function drops stays
async function inboundClaims({ client, provider }: Federation, attributes: any): Promise<any> {
  const { ProviderName: providerName, ProviderType: providerType } = provider;
  const { tokenResponse, ...parts } = attributes;
  const { sub } = attributes.idToken ?? attributes.samlResponse;
  const given = mapValues(attributes, (claims) => mapValues(claims, textOf));
  const about = { pool: client.pool, client, user: { username: sub } };
  const request = { userAttributes: undefined, providerName, providerType, attributes: given };
  const answer = await runTrigger('InboundFederation_ExternalProvider', about, request);
  const chosen = answer?.userAttributesToMap ?? {};
  return Object.keys(chosen).length > 0 ? { sub, ...chosen } : Object.assign({}, ...Object.values(parts), { sub });
}

// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html — mapped attributes at each sign-in, user name Provider_subject, the identities attribute, a group of the provider
// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-sign-up.html — PreSignUp_ExternalProvider at the first sign-in
// @aws https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html — a linked identity signs its user in, whose mapped attributes it overwrites
// @assumed PreAuthentication from the second sign-in on; a trigger that links the identity fails this sign-in, and the next one succeeds
/** The user whom the provider vouches for, by what it said: `idToken` and `userInfo`, or `samlResponse`. */
async function federatedUser(federation: Federation, attributes: any): Promise<User> {
  const { client, provider } = federation;
  const { pool } = client;
  const { ProviderName: providerName, ProviderType: providerType, AttributeMapping = {} } = provider;
  const claims = await inboundClaims(federation, attributes);
  const pairs = Object.entries<string>(AttributeMapping).filter(([, claim]) => claims[claim] !== undefined);
  const mapped = asRecord(pairs.map(([Name, claim]) => ({ Name, Value: String(claims[claim]) })));
  const { username: userId = claims.sub, email_verified = 'false', ...others } = mapped;
  const name = `${providerName}_${userId}`;
  const linked = pool.links.get(name);
  const known = linked ?? pool.find(name);
  checkAttributes(pool, others, known, client);
  const dateCreated = (known?.created ?? pool.world.now()).getTime();
  const identity = { userId, providerName, providerType, issuer: null, primary: !linked, dateCreated };
  const user = known ?? newUser(name, randomUUID(), {}, pool.world.now());
  const before = JSON.parse(user.attributes.identities ?? '[]').filter((one: any) => one.userId !== userId);
  const identities = JSON.stringify([...before, identity]);
  Object.assign(user.attributes, others, { email_verified, identities });
  const about = { pool, user, client };
  if (known) {
    const request = { validationData: null, userNotFound: notFound(about) };
    await runTrigger('PreAuthentication_Authentication', about, request);
    return known;
  }
  await runTrigger('PreSignUp_ExternalProvider', about, { validationData: null });
  demand(!pool.links.has(name), 'invalid_request', `Already found an entry for username ${name}`);
  const GroupName = `${pool.id}_${providerName}`;
  pool.groups.set(GroupName, { GroupName });
  user.groups.add(GroupName);
  user.status = 'EXTERNAL_PROVIDER';
  pool.users.add(user);
  await runTrigger('PostConfirmation_ConfirmSignUp', about, {});
  return user;
}
