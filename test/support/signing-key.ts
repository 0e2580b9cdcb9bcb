import { generateKeyPairSync, KeyObject, randomBytes, sign, verify } from 'node:crypto';

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string): Record<string, any> => JSON.parse(Buffer.from(part, 'base64url').toString());

/** The RSA key with which an issuer of tokens signs. Node's own crypto, because jest cannot load jose, which is ESM only. */
export class SigningKey {
  readonly kid = randomBytes(32).toString('base64');
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

  /** The public half, as issuers publish it. */
  jwks() {
    return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), alg: 'RS256', kid: this.kid, use: 'sig' }] };
  }

  sign(claims: object): string {
    const input = `${encode({ kid: this.kid, alg: 'RS256' })}.${encode(claims)}`;
    return `${input}.${sign('RSA-SHA256', Buffer.from(input), this.keys.privateKey).toString('base64url')}`;
  }

  verify(token: string) {
    return claimsSignedBy(this.keys.publicKey, token);
  }
}

/** The claims of a token if this key signed it; neither expiry nor revocation is looked at. */
export function claimsSignedBy(key: KeyObject, token: string): Record<string, any> | undefined {
  const [header, payload, signature = ''] = token.split('.');
  const [signed, proof] = [Buffer.from(`${header}.${payload}`), Buffer.from(signature, 'base64url')];
  return verify('RSA-SHA256', signed, key, proof) ? decode(payload) : undefined;
}
