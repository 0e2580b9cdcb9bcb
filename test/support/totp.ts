import { Secret, TOTP } from 'otpauth';

// The server's half of time-based one-time passwords (RFC 6238), in steps of 30 seconds

export const newTotpSecret = (): string => new Secret({ size: 32 }).base32;

/** The step at which this code is right, one step of clock drift allowed; 0 if it is wrong. */
export function totpStep(secret: string, token: string, timestamp: number): number {
  const delta = new TOTP({ secret: Secret.fromBase32(secret) }).validate({ token, window: 1, timestamp });
  return delta === null ? 0 : Math.floor(timestamp / 30_000) + delta;
}
