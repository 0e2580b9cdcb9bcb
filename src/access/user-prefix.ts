import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { keyArnOf } from './private/key-arn';
import { GIVEN_PREFIXES } from './private/nested-prefixes';
import { requirePlainFolder } from './private/plain-path';
import { Conditions } from './private/row-conditions';
import { UserKey } from './user-key';
import { requireGiven } from '../private/options';
import { explainWildcard } from '../private/wildcards';

const READ_OBJECT = ['s3:GetObject'];
const WRITE_OBJECT = ['s3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload', 's3:ListMultipartUploadParts'];
const DECRYPT = ['kms:Decrypt'];
/** A multipart upload decrypts the parts that it has encrypted. */
const ENCRYPT_AND_DECRYPT = ['kms:Decrypt', 'kms:GenerateDataKey'];

/**
 * Options of `UserPrefix.shared`.
 */
export interface SharedPrefixOptions {
  /**
   * The folder, without slash at either end: `public` makes `public/…`.
   */
  readonly prefix: string;
}

/**
 * Options of `UserPrefix.ownerOnly` and `UserPrefix.ownerWrite`.
 */
export interface UserPrefixOptions {
  /**
   * Folder under which every user has a folder of their own, without slash at either end: `users` makes `users/KEY/…`.
   */
  readonly prefix: string;

  /**
   * What names the folder of a user.
   *
   * @default UserKey.identityId()
   */
  readonly key?: UserKey;
}

/** How far reading and writing go: the own folder, or all of the prefix. */
interface Reach {
  readonly readsAll: boolean;
  readonly writesAll: boolean;
}

/**
 * A part of a bucket, as a view with grants: `UserPrefix.ownerOnly(bucket, { prefix: 'users' }).grantReadWrite(signedIn)`.
 * Users list what they may read, and nothing else; versions, ACLs and the bucket itself stay closed. With a
 * customer-managed key on the bucket, grants include the key, for the same objects.
 *
 * By default the folder is named by the identity id, which the browser learns from the identity pool (`GetId`); it is not
 * the `sub` of the user pool. A presigned URL can do what the session that signed it may do, and ends with that session.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
 */
export class UserPrefix {
  /**
   * Each user reads, writes and lists their own folder; nobody else's. Throws when the prefix is not a plain folder.
   *
   * @param bucket the bucket; with a customer-managed key, grants include the key, for objects of the folder alone
   * @param options where in the bucket the folders are, and what names them
   */
  public static ownerOnly(bucket: s3.IBucket, options: UserPrefixOptions): UserPrefix {
    requireGiven('UserPrefix.ownerOnly', [bucket, options]);
    return new UserPrefix(bucket, options.prefix, { readsAll: false, writesAll: false }, options.key);
  }

  /**
   * Each user writes their own folder; whoever is granted reads and lists all folders of the prefix. Throws when the prefix
   * is not a plain folder.
   *
   * @param bucket the bucket; with a customer-managed key, grants include the key, for objects of the prefix alone
   * @param options where in the bucket the folders are, and what names them
   */
  public static ownerWrite(bucket: s3.IBucket, options: UserPrefixOptions): UserPrefix {
    requireGiven('UserPrefix.ownerWrite', [bucket, options]);
    return new UserPrefix(bucket, options.prefix, { readsAll: true, writesAll: false }, options.key);
  }

  /**
   * One folder for all: whoever is granted reads and lists all of it, and with `grantReadWrite` writes all of it. Throws
   * when the prefix is not a plain folder.
   *
   * @param bucket the bucket; with a customer-managed key, grants include the key, for objects of the prefix alone
   * @param options which folder it is
   */
  public static shared(bucket: s3.IBucket, options: SharedPrefixOptions): UserPrefix {
    requireGiven('UserPrefix.shared', [bucket, options]);
    return new UserPrefix(bucket, options.prefix, { readsAll: true, writesAll: true });
  }

  private constructor(
    private readonly bucket: s3.IBucket,
    private readonly prefix: string,
    private readonly reach: Reach,
    private readonly key = UserKey.identityId(),
  ) {
    requirePlainFolder(bucket, prefix);
  }

  /**
   * Lets the grantee's users list and read what is theirs to read.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    const { readsAll } = this.reach;
    const folder = this.folderOf(grantee, readsAll);
    GIVEN_PREFIXES.add(this.bucket, grantee, { prefix: this.prefix, readsAll });
    return this.grant(grantee, folder, READ_OBJECT, DECRYPT, () => this.grantList(grantee, folder));
  }

  /**
   * Lets the grantee's users do what `grantRead` does, and write and delete what is theirs to write, multipart uploads
   * included.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    const own = this.folderOf(grantee, this.reach.writesAll);
    GIVEN_PREFIXES.add(this.bucket, grantee, { prefix: this.prefix, ...this.reach });
    if (this.reach.readsAll !== this.reach.writesAll) {
      return this.grantRead(grantee).combine(this.grant(grantee, own, WRITE_OBJECT, ENCRYPT_AND_DECRYPT));
    }
    const all = [...READ_OBJECT, ...WRITE_OBJECT];
    return this.grant(grantee, own, all, ENCRYPT_AND_DECRYPT, () => this.grantList(grantee, own));
  }

  private folderOf(grantee: iam.IGrantable, all: boolean): string {
    return all ? this.prefix : `${this.prefix}/${this.key._variableFor(grantee)}`;
  }

  private grant(
    grantee: iam.IGrantable,
    folder: string,
    objectActions: string[],
    keyActions: string[],
    alsoGrant?: () => iam.Grant,
  ): iam.Grant {
    const objects = this.bucket.arnForObjects(`${folder}/*`);
    explainWildcard(grantee, objects, `the objects of one folder: ${reasonFor(folder === this.prefix)}`);
    const conditions = this.conditionsOf(folder);
    const access = iam.Grant.addToPrincipal({ grantee, actions: objectActions, resourceArns: [objects], conditions });
    const more = alsoGrant ? access.combine(alsoGrant()) : access;
    return more.combine(this.grantKey(grantee, objects, keyActions, conditions));
  }

  private grantList(grantee: iam.IGrantable, folder: string): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['s3:ListBucket'],
      resourceArns: [this.bucket.bucketArn],
      conditions: { StringLike: { 's3:prefix': [`${folder}/*`] }, ...this.conditionsOf(folder) },
    });
  }

  /** The key through S3 only, for what it encrypts in the folder: with bucket keys the context is the bucket. */
  private grantKey(grantee: iam.IGrantable, objects: string, actions: string[], more: Conditions): iam.Grant {
    const { encryptionKey, bucketArn } = this.bucket;
    if (!encryptionKey) return iam.Grant.drop(grantee, 'the bucket has no key');
    return iam.Grant.addToPrincipal({
      grantee,
      actions,
      resourceArns: [keyArnOf(this.bucket, encryptionKey)],
      conditions: {
        StringLike: { 'kms:EncryptionContext:aws:s3:arn': [bucketArn, objects] },
        StringEquals: { 'kms:ViaService': `s3.${this.bucket.env.region}.amazonaws.com` },
        ...more,
      },
    });
  }

  /** Of statements about the folder of a user. */
  private conditionsOf(folder: string): Conditions {
    return folder === this.prefix ? {} : this.key._onePartOfPath();
  }
}

function reasonFor(isShared: boolean): string {
  return isShared
    ? 'whoever is granted shares all of it'
    : "the path before the * holds what names the user's own, from the session";
}
