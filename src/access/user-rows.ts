import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import { keyArnOf } from './private/key-arn';
import { RowConditions } from './private/row-conditions';
import { requireAttributes, requireIndexes, requireStringKeys } from './private/table-shape';
import { GIVEN_ROWS, GivenRows } from './private/whole-rows';
import { UserKey } from './user-key';
import { AuthConfigError } from '../private/errors';
import { requireGiven } from '../private/options';

/** Whole rows. Neither Scan nor PartiQL: a scan reads all rows, whatever their keys. */
const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query', 'dynamodb:ConditionCheckItem'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];
/** Some attributes. A condition check that fails may return the whole row, and has no `Select`. */
const READ_ATTRIBUTES = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'];
/** The other three replace or remove a row, with attributes that are not the user's to write. */
const WRITE_ATTRIBUTES = ['dynamodb:UpdateItem'];

/**
 * Options of `UserRows`.
 */
export interface UserRowsOptions {
  /**
   * What the partition key of a user's rows is equal to; the partition key is a string, and another one is refused at synth
   * where the CDK knows it.
   *
   * @default UserKey.identityId()
   */
  readonly key?: UserKey;

  /**
   * Names of the indexes that users may query. A global index shows the rows whose partition key *of the index* is the
   * user's key, whoever owns them in the table.
   *
   * @default - none
   */
  readonly indexes?: string[];

  /**
   * The attributes that users may read; every read then names its attributes (`ProjectionExpression`). Key attributes of
   * the table and of the indexes are added, as DynamoDB demands, where the CDK knows them; for an imported table, name them.
   *
   * @default - all attributes
   * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
   */
  readonly readAttributes?: string[];

  /**
   * The attributes that users may write, with `UpdateItem` alone: the other writes replace or remove whole rows. The key
   * attributes of the table are added, where the CDK knows them; for an imported table, name them.
   *
   * With `readAttributes`, a write returns nothing that may not be read. IAM has no documented condition for
   * `ReturnValuesOnConditionCheckFailure`: what users must never see does not belong into rows that they may write.
   *
   * @default - all attributes; with `readAttributes`, `grantReadWrite` demands this list
   */
  readonly writeAttributes?: string[];
}

/**
 * Rows of a DynamoDB table per user, as a view with grants: `UserRows.ownerOnly(table).grantReadWrite(signedIn)`. The
 * partition key of a row names its owner. Transactions and batches work, as long as all their rows are the user's; scans
 * and PartiQL do not, because neither stays within a partition.
 *
 * IAM adds up what is granted: a view of all attributes voids the lists of another view of the same table for whoever has
 * both. Keep rows that are open in part in a table of their own.
 *
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
 */
export class UserRows {
  /**
   * Each user reads and writes the rows whose partition key is their own key; nobody else's. Throws when a name of an index
   * or of an attribute is not a plain one.
   *
   * @param table the table; with a customer-managed key, grants include the key, for this table and through DynamoDB alone
   * @param options what names a user's rows, which indexes and attributes are open
   */
  public static ownerOnly(table: dynamodb.ITable, options: UserRowsOptions = {}): UserRows {
    requireGiven('UserRows.ownerOnly', [table, options]);
    return new UserRows(table, options);
  }

  private readonly indexes: string[];
  private readonly conditions: RowConditions;

  private constructor(
    private readonly table: dynamodb.ITable,
    private readonly options: UserRowsOptions,
  ) {
    this.indexes = requireIndexes(table, options.indexes);
    requireStringKeys(table, this.indexes);
    requireAttributes(table, 'readAttributes', options.readAttributes);
    requireAttributes(table, 'writeAttributes', options.writeAttributes);
    this.conditions = new RowConditions(table, options);
  }

  /**
   * Lets the grantee's users get and query their own rows.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantRead(grantee: iam.IGrantable): iam.Grant {
    GIVEN_ROWS.add(this.table, grantee, this.extent(grantee));
    return this.grantRows(grantee).combine(this.grantKey(grantee));
  }

  /**
   * Lets the grantee's users do what `grantRead` does, and write their own rows. Throws when the view has `readAttributes`
   * and no `writeAttributes`: a write of whole rows can return them whole.
   *
   * @param grantee an identity pool (every signed-in user), a group with a role, or guests
   */
  public grantReadWrite(grantee: iam.IGrantable): iam.Grant {
    const { readAttributes, writeAttributes } = this.options;
    if (readAttributes && !writeAttributes) {
      throw new AuthConfigError(
        this.table,
        'the view has readAttributes and no writeAttributes, and a write of whole rows can return them whole. Pass writeAttributes too.',
      );
    }
    GIVEN_ROWS.add(this.table, grantee, { ...this.extent(grantee), writes: writeAttributes ? 'some' : 'whole' });
    const rows = writeAttributes
      ? this.grantRows(grantee).combine(this.grantUpdates(grantee))
      : this.grantRows(grantee, WRITE);
    return rows.combine(this.grantKey(grantee));
  }

  private grantRows(grantee: iam.IGrantable, more: string[] = []): iam.Grant {
    const user = this.userOf(grantee);
    const some = this.options.readAttributes !== undefined;
    return iam.Grant.addToPrincipal({
      grantee,
      actions: [...(some ? READ_ATTRIBUTES : READ), ...more],
      resourceArns: [this.table.tableArn, ...this.indexes.map((name) => `${this.table.tableArn}/index/${name}`)],
      conditions: some ? this.conditions.readsOf(user) : this.conditions.rowsOf(user),
    });
  }

  private grantUpdates(grantee: iam.IGrantable): iam.Grant {
    return iam.Grant.addToPrincipal({
      grantee,
      actions: WRITE_ATTRIBUTES,
      resourceArns: [this.table.tableArn],
      conditions: this.conditions.updatesOf(this.userOf(grantee)),
    });
  }

  /** DynamoDB unwraps the key of the table for whoever calls it, and needs no more of them. */
  private grantKey(grantee: iam.IGrantable): iam.Grant {
    const { encryptionKey } = this.table;
    if (!encryptionKey) return iam.Grant.drop(grantee, 'the table has no key');
    return iam.Grant.addToPrincipal({
      grantee,
      actions: ['kms:Decrypt'],
      resourceArns: [keyArnOf(this.table, encryptionKey)],
      conditions: this.conditions.ofEncryption(),
    });
  }

  private extent(grantee: iam.IGrantable): GivenRows {
    return { user: this.userOf(grantee), reads: this.options.readAttributes ? 'some' : 'whole' };
  }

  private userOf(grantee: iam.IGrantable): string {
    return (this.options.key ?? UserKey.identityId())._variableFor(grantee);
  }
}
