import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { CALL_LIMITS } from './limits';

const client = new SecretsManagerClient(CALL_LIMITS);

/** A rotated secret is read again after this long. */
const KEPT_MS = 300_000;

const kept = new Map<string, { readonly text: string; readonly until: number }>();

/** The text of a secret; a binary one is none. */
export async function readSecret(secretArn: string, abortSignal: AbortSignal): Promise<string> {
  const known = kept.get(secretArn);
  if (known && known.until > Date.now()) return known.text;
  const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }), { abortSignal });
  if (SecretString === undefined) throw new TypeError('the secret has no text');
  kept.set(secretArn, { text: SecretString, until: Date.now() + KEPT_MS });
  return SecretString;
}
