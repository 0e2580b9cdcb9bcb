import { buildDecrypt } from '@aws-crypto/decrypt-node';
import { type AwsEsdkKMSInterface, KmsKeyringClass, type KmsKeyringInput } from '@aws-crypto/kms-keyring';
import { CommitmentPolicy, KeyringNode, type NodeAlgorithmSuite } from '@aws-crypto/material-management-node';
import { DecryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { CALL_LIMITS } from './limits';

const client = new KMSClient(CALL_LIMITS);

/** What messages of Cognito need: those that are bound to their key, and those of before there was such a thing. */
const { decrypt } = buildDecrypt(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);

/** The keyring of the Encryption SDK without its client, which would bring every call of AWS KMS along. */
class Keyring extends KmsKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>(
  KeyringNode as Parameters<typeof KmsKeyringClass<NodeAlgorithmSuite, AwsEsdkKMSInterface>>[0],
) {
  constructor(input: KmsKeyringInput<AwsEsdkKMSInterface>) {
    super(input);
  }
}

export interface Decrypted {
  readonly text: string;
  /** What the text was bound to when it was encrypted. */
  readonly context: Readonly<Record<string, string>>;
}

/** Reads a message of the Encryption SDK that was encrypted with this key, and no other. */
export async function decryptWith(keyArn: string, message: string, abortSignal: AbortSignal): Promise<Decrypted> {
  const kms = { decrypt: async (input: never) => client.send(new DecryptCommand(input), { abortSignal }) };
  const keyring = new Keyring({ keyIds: [keyArn], clientProvider: () => kms as never });
  const { plaintext, messageHeader } = await decrypt(keyring, Buffer.from(message, 'base64'));
  return { text: plaintext.toString('utf8'), context: messageHeader.encryptionContext };
}
