import { generateKeyPairSync, KeyObject, KeyPairKeyObjectResult, randomBytes, sign, verify } from 'node:crypto';

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const decode = (part: string): Record<string, any> => JSON.parse(Buffer.from(part, 'base64url').toString());

/** To make a pair takes a quarter of a second; the pools of a test file take turns with a few. */
const pairs: KeyPairKeyObjectResult[] = [];
let turn = 0;

function nextPair(): KeyPairKeyObjectResult {
  return (pairs[turn++ % 3] ??= generateKeyPairSync('rsa', { modulusLength: 2048 }));
}

/** The RSA key with which an issuer of tokens signs. Node's own crypto, because jest cannot load jose, which is ESM only. */
export class SigningKey {
  readonly kid = randomBytes(32).toString('base64');
  private readonly header = encode({ kid: this.kid, alg: 'RS256' });
  private made?: KeyPairKeyObjectResult;

  /** Most pools never sign. The id alone tells two keys apart that have the same pair. */
  private get keys() {
    return (this.made ??= nextPair());
  }

  /** The public half, as issuers publish it. */
  jwks() {
    return { keys: [{ ...this.keys.publicKey.export({ format: 'jwk' }), alg: 'RS256', kid: this.kid, use: 'sig' }] };
  }

  sign(claims: object): string {
    const input = `${this.header}.${encode(claims)}`;
    return `${input}.${sign('RSA-SHA256', Buffer.from(input), this.keys.privateKey).toString('base64url')}`;
  }

  verify(token: string) {
    const [header] = token.split('.');
    return header === this.header ? claimsSignedBy(this.keys.publicKey, token) : undefined;
  }
}

/** The claims of a token if this key signed it; neither expiry nor revocation is looked at. */
export function claimsSignedBy(key: KeyObject, token: string): Record<string, any> | undefined {
  const [header, payload, signature = ''] = token.split('.');
  const [signed, proof] = [Buffer.from(`${header}.${payload}`), Buffer.from(signature, 'base64url')];
  return verify('RSA-SHA256', signed, key, proof) ? decode(payload) : undefined;
}
