import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';

/**
 * Where handlers find the row of a user.
 */
export interface TableRowOptions {
  /**
   * A table of your own, in the same account and Region, whose key attributes are texts. It must not refer to the user pool.
   *
   * @default - a table of the library's own, which `UserTables` gives to your back end
   */
  readonly table?: dynamodb.ITable;

  /**
   * The key of the row in your table: a text for each key attribute, in which `{sub}` stands for the `sub` of the user, such as
   * `{ pk: 'USER#{sub}', sk: 'PROFILE' }`.
   *
   * @default - the `sub` as partition key, under the name that the table has for it, or `sub` where the table is imported
   */
  readonly key?: { [attribute: string]: string };
}
