import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * Options of Amazon Cognito Sync, a legacy service, for apps that use it already.
 *
 * The modern way: keep what users share between devices in DynamoDB behind AWS AppSync, which also tells the other devices
 * (rows of their own with `UserRows`), and react to what happens to users with triggers of the user pool.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sync.html
 */
export interface CognitoSyncOptions {
  /**
   * Stream that gets every change of a dataset, in the Region of the identity pool; a role that may write to it and to
   * nothing else is made for it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-streams.html
   */
  readonly stream?: kinesis.IStream;

  /**
   * Function that sees every dataset before it is stored, and may change it. This identity pool alone may call it.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-events.html
   */
  readonly syncTrigger?: lambda.IFunction;

  /**
   * ARNs of SNS platform applications through which other devices of the user are told of a change; a role that may use
   * these and no others is made for them.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/push-sync.html
   */
  readonly pushApplicationArns?: string[];
}
