import { createHash } from 'node:crypto';
import { demand } from './aws-error';
import type { Answer, Request } from './http';

// The authorization server's half of OAuth 2.0 and OpenID Connect 1.0: a protocol, whatever service speaks it

/** What an app asked the login page for. */
export type Authorization = Partial<Record<'state' | 'nonce' | 'codeChallenge', string>> & {
  readonly redirectUri: string;
  readonly scopes: string[];
};
type Input = Readonly<Record<string, string>>;

export function json(body: object | void, status = 200): Answer {
  const headers = { 'content-type': 'application/json;charset=UTF-8' };
  return { status, headers, body: JSON.stringify(body) ?? '' };
}

export function redirect(to: string, parameters: Record<string, string | undefined>): Answer {
  const location = new URL(to);
  for (const [name, value] of Object.entries(parameters)) if (value) location.searchParams.set(name, value);
  return { status: 302, headers: { location: location.href }, body: '' };
}

/** Sends the browser back to the app with its code. */
export const backToApp = ({ redirectUri, state }: Authorization, { code }: { code?: string }) =>
  redirect(redirectUri, { code, state });

/** The scopes that are asked for, or else all that the client may have. */
export function scopesOf(asked: string | undefined, allowed: string[] = []): string[] {
  const scopes = asked?.split(' ') ?? allowed;
  const isAllowed = scopes.every((one) => allowed.includes(one));
  demand(isAllowed, 'invalid_scope', `The client may not have all of: ${asked}`);
  return scopes;
}

/** An authorization request of a client that may have these scopes; PKCE by S256. */
export function readAuthorizationRequest(input: Input, allowedScopes?: string[]): Authorization {
  const { redirect_uri: redirectUri, scope, state, nonce } = input;
  const { code_challenge: codeChallenge, code_challenge_method: method } = input;
  const scopes = scopesOf(scope, allowedScopes);
  demand(!codeChallenge || method === 'S256', 'invalid_request', 'code_challenge_method must be S256');
  return { redirectUri, scopes, state, nonce, codeChallenge };
}

/** Whether a code is redeemed for the callback URL, and with the verifier, that it was asked with. */
export function isRedeemedAsAsked({ redirectUri, codeChallenge }: Authorization, input: Input): boolean {
  const proof = createHash('sha256').update(`${input.code_verifier}`).digest('base64url');
  return redirectUri === input.redirect_uri && (codeChallenge ?? proof) === proof;
}

/** The id and the secret of a client, in the header or in the form. */
export function credentialsIn({ headers }: Request, { client_id, client_secret }: Input): (string | undefined)[] {
  const [, basic] = /^Basic (.+)$/.exec(headers.authorization ?? '') ?? [];
  return basic ? Buffer.from(basic, 'base64').toString().split(':') : [client_id, client_secret];
}

export type Tokens = { IdToken?: string; AccessToken: string; RefreshToken?: string; ExpiresIn: number };
export function tokenAnswer({ IdToken, AccessToken, RefreshToken, ExpiresIn }: Tokens): Answer {
  const tokens = { id_token: IdToken, access_token: AccessToken, refresh_token: RefreshToken };
  return json({ ...tokens, expires_in: ExpiresIn, token_type: 'Bearer' });
}

/** What an issuer publishes of itself, and of its endpoints by their paths if they have a place. */
export function discoveryDocument(issuer: string, paths: Readonly<Record<string, string>>, origin?: string) {
  const endpoints = Object.entries(origin ? paths : {}).map(([name, path]) => [
    `${name}_endpoint`,
    `${origin}/${path}`,
  ]);
  const signing = { id_token_signing_alg_values_supported: ['RS256'], subject_types_supported: ['public'] };
  const about = { issuer, jwks_uri: `${issuer}/.well-known/jwks.json`, response_types_supported: ['code'], ...signing };
  return { ...about, ...Object.fromEntries(endpoints) };
}
