import crypto from 'node:crypto';

const { scryptSync } = crypto;
const quick = ((secret, salt, length) => scryptSync(secret, salt, length, { N: 2 })) as typeof scryptSync;

/** One-time secrets are hashed as cheaply as scrypt can, where the question is what becomes of them. */
export function hashQuickly(): void {
  beforeEach(() => void jest.spyOn(crypto, 'scryptSync').mockImplementation(quick));
  // the object is Node's own: the next test file finds it as this one leaves it
  afterEach(() => void (crypto.scryptSync = scryptSync));
}
