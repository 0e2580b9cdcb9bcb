import * as kms from 'aws-cdk-lib/aws-kms';

/**
 * Options of app clients that have a secret, which `auth.clientSecret(client)` keeps in Secrets Manager.
 */
export interface ConfidentialClientOptions {
  /**
   * The key that encrypts the secret in Secrets Manager. Who reads the secret must be allowed to decrypt with it, which
   * `grantRead` of the secret sees to.
   *
   * @default - the key of Secrets Manager in the account
   * @see https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html
   */
  readonly secretEncryptionKey?: kms.IKey;
}
