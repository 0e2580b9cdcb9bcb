/** Claims that Cognito sets itself: a trigger that touches them is ignored or fails every sign-in. */
const RESERVED = [
  'acr', 'amr', 'at_hash', 'aud', 'auth_time', 'azp', 'client_id', 'device_key', 'event_id', 'exp', 'iat', 'iss', 'jti',
  'nbf', 'nonce', 'origin_jti', 'scope', 'sub', 'token_use', 'username', 'version',
]; // prettier-ignore
const RESERVED_PREFIXES = ['cognito:', 'aws:', 'dev:'];

/** What identifies a person: a back end that reads one of these must be able to believe Cognito's own word. */
const IDENTIFYING = ['email', 'email_verified', 'phone_number', 'phone_number_verified'];

/** Whether Cognito keeps a claim of this name for itself. */
export function isReservedClaim(name: string): boolean {
  return (
    RESERVED.includes(name) ||
    IDENTIFYING.includes(name) ||
    name === '__proto__' ||
    RESERVED_PREFIXES.some((prefix) => name.startsWith(prefix))
  );
}

/** Whether a token can do without the claim: not without what makes it a token of Cognito. */
export function isSuppressible(name: string): boolean {
  return IDENTIFYING.includes(name) || !isReservedClaim(name);
}
