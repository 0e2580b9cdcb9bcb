/**
 * Where in the record a pool stands.
 */
export interface IdentityLockOptions {
  /**
   * Name of the deployment, in place of the name of the stack: for stacks that share their name and differ in what their
   * pools are, such as the same stack in two accounts.
   *
   * The record knows neither account nor Region: a stack that moves to another one gets an empty pool, and nothing here sees
   * it. A key that names the Region, such as `notes-eu-west-1`, makes of such a move a pool that the record does not have.
   *
   * @default - the name of the stack
   */
  readonly key?: string;
}
