import { buildClient, CommitmentPolicy, KmsKeyringNode } from '@aws-crypto/client-node';
import { PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { CustomEmailSenderTriggerEvent } from 'aws-lambda';
import { captureParameter } from './capture-parameter';

type Keyring = Parameters<ReturnType<typeof buildClient>['decrypt']>[0];

/** Keeps what Cognito would have sent by e-mail where the flows can read it. Deployed by the tests alone. */
export async function handler(event: CustomEmailSenderTriggerEvent): Promise<void> {
  const { code, userAttributes } = event.request;
  const { email } = userAttributes as Record<string, string | undefined>;
  if (!code || !email) return;
  const Value = await decryptCode(code, new KmsKeyringNode({ keyIds: [process.env.KEY_ARN!] }));
  const Name = captureParameter(email);
  await new SSMClient({}).send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
}

/** Cognito encrypts a code with the AWS Encryption SDK. */
export async function decryptCode(code: string, keyring: Keyring): Promise<string> {
  const { decrypt } = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_ALLOW_DECRYPT);
  const { plaintext } = await decrypt(keyring, Buffer.from(code, 'base64'));
  return plaintext.toString('utf8');
}
