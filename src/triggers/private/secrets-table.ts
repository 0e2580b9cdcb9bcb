import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import { TriggerScope } from './trigger-step';
import { SECRETS_EXPIRY, SECRETS_KEY } from '../../contract/custom-auth';

/** Where the CDK keeps acknowledged findings; as a text, because older versions have no constant for it. */
const ACKNOWLEDGED_RULES = 'aws:cdk:acknowledged-rules';

/** Hashes of what was mailed, one row per user, which the table forgets within the hour. */
export function secretsTable({ pool, shared }: TriggerScope): dynamodb.Table {
  return shared('OneTimeSecrets', (scope, id) => {
    const table = new dynamodb.Table(scope, id, {
      partitionKey: { name: SECRETS_KEY, type: dynamodb.AttributeType.STRING },
      timeToLiveAttribute: SECRETS_EXPIRY,
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      // law 11: a pool that outlives its stack still signs people in
      removalPolicy: pool.removalPolicy,
    });
    table.node.addMetadata(ACKNOWLEDGED_RULES, {
      'AwsSolutions::AwsSolutions-DDB3':
        'Rows are hashes of secrets that work for minutes. A table of some day ago would bring back nothing but used ones.',
    });
    return table;
  });
}
