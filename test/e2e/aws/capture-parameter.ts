import { createHash } from 'node:crypto';

export const CAPTURE_PREFIX = '/cdk-cognito-auth-e2e';

/** Where the captured code of an address is kept; the address itself is nobody's business. */
export function captureParameter(email: string): string {
  return `${CAPTURE_PREFIX}/${createHash('sha256').update(email).digest('hex')}`;
}
