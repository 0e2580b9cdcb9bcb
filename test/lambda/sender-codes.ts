import { randomBytes } from 'node:crypto';
import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import type { AwsAnswer, AwsRequest } from './ports/aws-endpoint';

export const KEY = 'arn:aws:kms:eu-west-1:111122223333:key/0a1b2c3d-0000-4000-8000-000000000001';
export const POOL = 'eu-west-1_Example01';

export interface Encrypted {
  /** As it stands in Cognito's event. */
  readonly code: string;
  /** What AWS KMS answers to whoever decrypts it, and whether the encryption context is that of the message. */
  readonly kms: (request: AwsRequest) => AwsAnswer;
}

interface Given {
  readonly keyArn?: string;
  readonly context?: Record<string, string>;
  readonly policy?: CommitmentPolicy;
}

/** A real message of the AWS Encryption SDK, as Cognito makes one: with a key of KMS, bound to the pool. */
export async function encrypted(plain: string, given: Given = {}): Promise<Encrypted> {
  const { keyArn = KEY, context = { 'userpool-id': POOL }, policy = CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT } = given;
  const [dataKey, blob] = [randomBytes(32), randomBytes(120)];
  let asked: Record<string, string> = {};
  const client = {
    generateDataKey: async ({ EncryptionContext }: { EncryptionContext: Record<string, string> }) => {
      asked = { ...EncryptionContext };
      return { Plaintext: Uint8Array.from(dataKey), CiphertextBlob: Uint8Array.from(blob), KeyId: keyArn };
    },
  };
  const keyring = new KmsKeyringNode({ generatorKeyId: keyArn, clientProvider: () => client as never });
  const { result } = await buildClient(policy).encrypt(keyring, plain, { encryptionContext: context });
  return { code: result.toString('base64'), kms: answerFor };

  function answerFor({ body }: AwsRequest): AwsAnswer {
    const { KeyId, CiphertextBlob, EncryptionContext } = body as Record<string, unknown>;
    const isSame = KeyId === keyArn && CiphertextBlob === blob.toString('base64');
    const entries = (record: unknown) => JSON.stringify(Object.entries(record as object).sort());
    if (!isSame || entries(EncryptionContext) !== entries(asked)) {
      return { status: 400, body: JSON.stringify({ __type: 'InvalidCiphertextException', message: plain }) };
    }
    return { body: JSON.stringify({ KeyId: keyArn, Plaintext: dataKey.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }) };
  }
} // prettier-ignore
