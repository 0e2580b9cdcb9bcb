import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes } from 'node:crypto';
import { AwsError } from './aws-error';

// The server's half of SRP-6a as amazon-cognito-identity-js computes the client's: 3072-bit group, HKDF "Caldera Derived Key"

const N = BigInt(`0x${getDiffieHellman('modp15').getPrime('hex')}`);
const g = 2n;

/** A positive number as Java's BigInteger writes it: with a leading zero byte when the top bit is set. */
function pad(n: bigint): Buffer {
  const hex = n.toString(16);
  const even = hex.length % 2 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, 'hex');
}
const sha256 = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
const number = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`);
const k = number(sha256(pad(N), pad(g)));

function modPow(base: bigint, exponent: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) result = (result * result * (bit === '1' ? base : 1n)) % N;
  return result;
}

/** What a pool keeps instead of a password. */
export type Verifier = { readonly salt: bigint; readonly value: bigint };

const shortName = (poolId: string) => poolId.split('_')[1];

export function verifierOf(poolId: string, name: string, password: string, salt = number(randomBytes(16))): Verifier {
  const x = sha256(pad(salt), sha256(Buffer.from(`${shortName(poolId)}${name}:${password}`)));
  return { salt, value: modPow(g, number(x)) };
}

/** The server's side of one SRP handshake. */
export function srpHandshake(poolId: string, userId: string, { salt, value: v }: Verifier, srpA: string) {
  const secretBlock = randomBytes(512).toString('base64');
  const [A, b] = [/^[0-9a-f]+$/i.test(srpA) ? BigInt(`0x${srpA}`) : 0n, number(randomBytes(32))];
  const B = (k * v + modPow(g, b)) % N;
  if (A % N === 0n) throw new AwsError('InvalidParameterException', 'Invalid SRP_A.');
  const parameters = { SALT: salt.toString(16), SRP_B: B.toString(16), SECRET_BLOCK: secretBlock };

  function isProof(signature: string, timestamp: string): boolean {
    const u = number(sha256(pad(A), pad(B)));
    const s = modPow((A * modPow(v, u)) % N, b);
    const key = Buffer.from(hkdfSync('sha256', pad(s), pad(u), 'Caldera Derived Key', 16));
    const mac = createHmac('sha256', key).update(shortName(poolId) + userId);
    return mac.update(secretBlock, 'base64').update(timestamp).digest('base64') === signature;
  }
  return { secretBlock, parameters: { ...parameters, USERNAME: userId, USER_ID_FOR_SRP: userId }, isProof };
}
