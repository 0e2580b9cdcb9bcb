import { createPublicKey } from 'node:crypto';
import { demand } from './aws-error';
import { claimsSignedBy } from './signing-key';

// The relying party of OpenID Connect 1.0 (authorization code): a protocol, whatever service speaks it

async function fetchJson(url: string, init?: RequestInit): Promise<any> {
  const reply = await fetch(url, init);
  demand(reply.ok, 'invalid_request', `Exception processing response: ${reply.status} from ${url}`);
  return reply.json();
}

/** The endpoints that the issuer's own discovery document names. */
export const discover = (issuer: string) => fetchJson(`${issuer}/.well-known/openid-configuration`);

export interface Redemption {
  /** Where the issuer is reached. */
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  readonly code: string;
  readonly redirect_uri: string;
  /** How user info is asked for. */
  readonly method: string;
  /** Seconds since 1970. */
  readonly now: number;
}

/** Exchanges a code, believes the ID token only by its signature, issuer, audience and expiry, and fetches the user info. */
export async function redeem({ issuer: at, method, now, ...exchange }: Redemption) {
  const { issuer, token_endpoint, userinfo_endpoint, jwks_uri } = await discover(at);
  const body = new URLSearchParams({ grant_type: 'authorization_code', ...exchange });
  const tokenResponse = await fetchJson(token_endpoint, { method: 'POST', body });
  const { id_token, access_token } = tokenResponse;
  const { keys } = await fetchJson(jwks_uri);
  const byKey = (key: any) => claimsSignedBy(createPublicKey({ key, format: 'jwk' }), id_token);
  const idToken = keys.map(byKey).find(Boolean);
  const isForUs = idToken?.iss === issuer && [idToken.aud].flat().includes(exchange.client_id);
  demand(isForUs && idToken.exp > now, 'invalid_request', 'Invalid ID token');
  const headers = { authorization: `Bearer ${access_token}` };
  const userInfo = userinfo_endpoint ? await fetchJson(userinfo_endpoint, { method, headers }) : {};
  return { tokenResponse, idToken, userInfo };
}
