import { Lazy } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { keyAttributesOf } from './table-shape';

/** Conditions of a statement: operator, condition key, value. */
export type Conditions = Record<string, Record<string, string | string[]>>;

interface Lists {
  readonly indexes?: string[];
  readonly readAttributes?: string[];
  readonly writeAttributes?: string[];
}

/**
 * What holds a statement to the rows of a user. `ForAllValues` is true of a call without any key (a scan), so the key must
 * be there; `ForAnyValue` would be true of a batch that has one row of the user among those of others.
 */
export class RowConditions {
  constructor(
    private readonly table: dynamodb.ITable,
    private readonly lists: Lists,
  ) {}

  rowsOf(user: string): Conditions {
    return {
      'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [user] },
      Null: { 'dynamodb:LeadingKeys': 'false' },
    };
  }

  /** Without `Select`, a read returns all attributes and names none. */
  readsOf(user: string): Conditions {
    const { readAttributes = [], indexes } = this.lists;
    return {
      ...this.attributesOf(user, readAttributes, indexes),
      StringEquals: { 'dynamodb:Select': 'SPECIFIC_ATTRIBUTES' },
    };
  }

  /** An update may return the row that it changes, or what it changed. */
  updatesOf(user: string): Conditions {
    const { readAttributes, writeAttributes = [] } = this.lists;
    const mayReadThem = !readAttributes || writeAttributes.every((name) => readAttributes.includes(name));
    const returnValues = ['NONE', ...(mayReadThem ? ['UPDATED_OLD', 'UPDATED_NEW'] : [])];
    return { ...this.attributesOf(user, writeAttributes), StringEquals: { 'dynamodb:ReturnValues': returnValues } };
  }

  /** @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.usagenotes.html */
  ofEncryption(): Conditions {
    const { region, account } = this.table.env;
    return {
      StringEquals: {
        'kms:ViaService': `dynamodb.${region}.amazonaws.com`,
        'kms:EncryptionContext:aws:dynamodb:tableName': this.table.tableName,
        'kms:EncryptionContext:aws:dynamodb:subscriberId': account,
      },
    };
  }

  private attributesOf(user: string, names: string[], indexes: string[] = []): Conditions {
    const all = () => [...new Set([...keyAttributesOf(this.table, indexes), ...names])];
    return {
      'ForAllValues:StringEquals': {
        'dynamodb:LeadingKeys': [user],
        // indexes may be added to the table later
        'dynamodb:Attributes': Lazy.list({ produce: all }),
      },
      Null: { 'dynamodb:LeadingKeys': 'false', 'dynamodb:Attributes': 'false' },
    };
  }
}
