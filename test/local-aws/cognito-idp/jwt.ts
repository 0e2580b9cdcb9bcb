import { generateKeyPairSync, randomBytes, sign, verify } from 'node:crypto';

export type Claims = Record<string, any>;

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string): Claims => JSON.parse(Buffer.from(part, 'base64url').toString());

/** The key with which one user pool signs. Node's own crypto, because jest cannot load jose, which is ESM only. */
export class SigningKey {
  // @aws https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html — RS256, kid, JWKS
  readonly kid = randomBytes(32).toString('base64');
  private readonly keys = generateKeyPairSync('rsa', { modulusLength: 2048 });

  jwks() {
    return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), alg: 'RS256', kid: this.kid, use: 'sig' }] };
  }

  sign(claims: Claims): string {
    const input = `${encode({ kid: this.kid, alg: 'RS256' })}.${encode(claims)}`;
    return `${input}.${sign('RSA-SHA256', Buffer.from(input), this.keys.privateKey).toString('base64url')}`;
  }

  /** The claims if this key signed them; neither expiry nor revocation is looked at. */
  verify(token: string): Claims | undefined {
    const [header, payload, signature = ''] = token.split('.');
    const [signed, proof] = [Buffer.from(`${header}.${payload}`), Buffer.from(signature, 'base64url')];
    return verify('RSA-SHA256', signed, this.keys.publicKey, proof) ? decode(payload) : undefined;
  }
}
