import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import { keyArnOf } from './private/key-arn';
import { UserKey } from './user-key';
import { AuthConfigError } from '../private/errors';
import { requireGiven } from '../private/options';

const ENCRYPT = ['kms:Encrypt', 'kms:GenerateDataKey'];
const DECRYPT = ['kms:Decrypt'];

/**
 * Options of `UserCiphertexts`.
 */
export interface UserCiphertextsOptions {
  /**
   * Name of the pair in the encryption context whose value must be the key of the user: with `user`, calls pass
   * `EncryptionContext: { user: KEY }`. Letters, digits, hyphens and underscores; it is no secret, and stands in CloudTrail.
   *
   * @default 'user'
   */
  readonly contextName?: string;

  /**
   * What names a user.
   *
   * @default UserKey.identityId()
   */
  readonly key?: UserKey;
}

/**
 * What users encrypt with a shared KMS key, each for themselves:
 * `UserCiphertexts.ownerOnly(encryptionKey).grantEncryptDecrypt(signedIn)`. KMS binds a ciphertext to its encryption
 * context, and lets each user name only their own.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/encrypt_context.html
 */
export class UserCiphertexts {
  /**
   * Each user encrypts and decrypts with their own key in the encryption context; with nobody else's, nor without one.
   * Throws when the name of the pair is not a plain one.
   *
   * @param encryptionKey a symmetric encryption key, whose policy lets IAM policies decide (as the CDK makes it)
   * @param options which pair of the encryption context names the user
   */
  public static ownerOnly(encryptionKey: kms.IKey, options: UserCiphertextsOptions = {}): UserCiphertexts {
    requireGiven('UserCiphertexts.ownerOnly', [encryptionKey, options]);
    return new UserCiphertexts(encryptionKey, options.contextName ?? 'user', options.key ?? UserKey.identityId());
  }

  private constructor(
    private readonly encryptionKey: kms.IKey,
    private readonly contextName: string,
    private readonly key: UserKey,
  ) {
    if (Token.isUnresolved(contextName) || !/^(?!aws)[\w-]{1,64}$/i.test(contextName)) {
      throw new AuthConfigError(
        encryptionKey,
        `the contextName '${contextName}' is no plain name. Use up to 64 letters, digits, hyphens and underscores, not beginning with 'aws'.`,
      );
    }
  }

  /**
   * Lets the grantee's users encrypt, and make data keys, in their own encryption context.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantEncrypt(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, ENCRYPT);
  }

  /**
   * Lets the grantee's users decrypt what was encrypted in their own encryption context.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantDecrypt(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, DECRYPT);
  }

  /**
   * Lets the grantee's users do what `grantEncrypt` and `grantDecrypt` do, in one statement.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantEncryptDecrypt(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, [...ENCRYPT, ...DECRYPT]);
  }

  private grant(grantee: iam.IGrantable, actions: string[]): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [keyArnOf(this.encryptionKey, this.encryptionKey)],
      conditions: { StringEquals: { [`kms:EncryptionContext:${this.contextName}`]: this.key._variableFor(grantee) } },
    });
  }
}
