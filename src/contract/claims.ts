/** Claims that Cognito sets itself: a trigger that touches them is ignored or fails every sign-in. */
const RESERVED = [
  'acr', 'amr', 'at_hash', 'aud', 'auth_time', 'azp', 'client_id', 'device_key', 'event_id', 'exp', 'iat', 'iss', 'jti',
  'nbf', 'nonce', 'origin_jti', 'scope', 'sub', 'token_use', 'username', 'version',
]; // prettier-ignore
const RESERVED_PREFIXES = ['cognito:', 'aws:', 'dev:'];

/** Whether Cognito keeps a claim of this name for itself. */
export function isReservedClaim(name: string): boolean {
  return RESERVED.includes(name) || RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix));
}
