import { Token } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AuthConfigError } from '../private/errors';
import { explainWildcard } from '../private/wildcards';

/** The identity id (`us-east-1:…`), whole: with its colon it is what the identity pool puts into the session. */
const IDENTITY_ID = '${cognito-identity.amazonaws.com:sub}';

const READ_OBJECT = ['s3:GetObject'];
const WRITE_OBJECT = ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
const DECRYPT = ['kms:Decrypt'];
/** A multipart upload decrypts the parts that it has encrypted. */
const ENCRYPT_AND_DECRYPT = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * Options of `UserPrefix`.
 */
export interface UserPrefixOptions {
  /**
   * Folder under which every user has a folder of their own, without slash at either end: `users` makes `users/IDENTITY_ID/…`.
   */
  readonly prefix: string;
}

/**
 * A folder per user in a bucket, as a view with grants: `UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantReadWrite(signedIn)`.
 *
 * The folder is named by the identity id, which the browser learns from the identity pool (`GetId`); it is not the `sub` of
 * the user pool.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export class UserPrefix {
  /**
   * Each user reads, writes and lists their own folder; nobody else's.
   *
   * @param bucket the bucket; with a customer-managed key, grants include the key, for objects of the folder alone
   * @param options where in the bucket the folders are
   */
  public static ownerOnly(bucket: s3.IBucket, options: UserPrefixOptions): UserPrefix {
    return new UserPrefix(bucket, options.prefix);
  }

  private constructor(
    private readonly bucket: s3.IBucket,
    private readonly prefix: string,
  ) {
    this.requirePlainPrefix();
  }

  /**
   * Lets the grantee's users list and read their own folder.
   *
   * @param grantee an identity pool (every signed-in user) or a group with a role
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, READ_OBJECT, DECRYPT);
  }

  /**
   * Lets the grantee's users list, read, write and delete in their own folder, multipart uploads included.
   *
   * @param grantee an identity pool (every signed-in user) or a group with a role
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    return this.grant(grantee, [...READ_OBJECT, ...WRITE_OBJECT], ENCRYPT_AND_DECRYPT);
  }

  private grant(grantee: iam.IGrantable, objectActions: string[], keyActions: string[]): iam.Grant {
    const objects = this.bucket.arnForObjects(`${this.folder}/*`);
    explainWildcard(
      grantee,
      objects,
      "a user's own folder: the path before the * holds the identity id of the session",
    );
    const access = iam.Grant.addToPrincipal({ grantee, actions: objectActions, resourceArns: [objects] });
    return access.combine(this.grantList(grantee)).combine(this.grantKey(grantee, objects, keyActions));
  }

  private grantList(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': [`${this.folder}/*`] } },
    });
  }

  /** The key only for what S3 encrypts in the folder: with bucket keys the context is the bucket, else the object. */
  private grantKey(grantee: iam.IGrantable, objects: string, actions: string[]): iam.Grant {
    const { encryptionKey, bucketArn } = this.bucket;
    if (!encryptionKey) return iam.Grant.drop(grantee, 'the bucket has no key');
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [encryptionKey.keyArn],
      conditions: { StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, objects] } },
    });
  }

  private get folder(): string {
    return `${this.prefix}/${IDENTITY_ID}`;
  }

  private requirePlainPrefix(): void {
    if (Token.isUnresolved(this.prefix)) return;
    const plain = /^[\w!.'()=,+@-]+(?:\/[\w!.'()=,+@-]+)*$/.test(this.prefix);
    if (!plain || this.prefix.split('/').some((part) => /^\.+$/.test(part))) {
      throw new AuthConfigError(
        this.bucket,
        `the prefix '${this.prefix}' is not a plain folder. Use letters, digits and single slashes between names, as in 'app/users'.`,
      );
    }
  }
}
