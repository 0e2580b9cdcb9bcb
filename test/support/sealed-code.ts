import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { KMS, KMSClientConfig } from '@aws-sdk/client-kms';

/** The key of a user pool's senders, and how whoever uses it reaches KMS. */
export type SealingKey = { readonly arn: string; readonly kms: KMSClientConfig };

type Session = Readonly<Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>>;
/** What STS issued, in the words of the SDK. */
export const sdkCredentials = ({ AccessKeyId, SecretAccessKey, SessionToken }: Session) => {
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
};

const clientProvider = (kms: KMSClientConfig) => (region: string) => new KMS({ ...kms, region });

/** Seals a code with the AWS Encryption SDK as Cognito does; without key commitment, as the documented handlers allow. */
export async function seal({ arn, kms }: SealingKey, code: string, encryptionContext: Record<string, string>) {
  const { encrypt } = buildClient(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
  const keyring = new KmsKeyringNode({ generatorKeyId: arn, clientProvider: clientProvider(kms) });
  const { result } = await encrypt(keyring, code, { encryptionContext });
  return result.toString('base64');
}

/** Opens one as a sender's function does, and says in which context it was sealed. */
export async function open({ arn, kms }: SealingKey, code: string) {
  const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
  const keyring = new KmsKeyringNode({ keyIds: [arn], clientProvider: clientProvider(kms) });
  const { plaintext, messageHeader } = await decrypt(keyring, Buffer.from(code, 'base64'));
  return { code: plaintext.toString(), encryptionContext: messageHeader.encryptionContext };
}
