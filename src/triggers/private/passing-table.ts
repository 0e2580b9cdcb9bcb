import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { TriggerScope } from './trigger-step';
import { ACKNOWLEDGED_RULES } from '../../private/wildcards';

/** What a table keeps for a while. */
interface PassingRows {
  readonly key: string;
  readonly expiry: string;
  /** Of rows that nobody would want back; cdk-nag shows it. */
  readonly whyNoBackup: string;
}

/** A table that handlers of a pool share, made once, whose rows pass: they are hashes and are of no use on another day. */
export function passingTable({ pool, shared }: TriggerScope, id: string, rows: PassingRows): dynamodb.Table {
  return shared(id, (scope) => {
    const table = new dynamodb.Table(scope, id, {
      partitionKey: { name: rows.key, type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: rows.expiry,
      encryption: dynamodb.TableEncryption.AWS_MANAGED,
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      // law 11: a pool that outlives its stack still signs people in and sends messages
      removalPolicy: pool.removalPolicy,
    });
    table.node.addMetadata(ACKNOWLEDGED_RULES, { 'AwsSolutions::AwsSolutions-DDB3': rows.whyNoBackup });
    return table;
  });
}
