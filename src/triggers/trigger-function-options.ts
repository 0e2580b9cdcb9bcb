import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';

/**
 * How the bundled functions of triggers run and are watched. Their runtime (`nodejs24.x` on arm64) and their timeout
 * (4 seconds: Cognito gives up after 5) go with the code in them.
 */
export interface TriggerFunctionOptions {
  /**
   * Memory in MB, and with it the share of a processor, from 128 to 10,240.
   *
   * @default 512
   */
  readonly memorySize?: number;

  /**
   * X-Ray traces. They hold names of AWS calls, no personal data.
   *
   * @default lambda.Tracing.DISABLED
   */
  readonly tracing?: lambda.Tracing;

  /**
   * How long the logs are kept. They hold no personal data.
   *
   * @default logs.RetentionDays.THREE_MONTHS
   */
  readonly logRetention?: logs.RetentionDays;

  /**
   * Key that encrypts the logs. A key of this app is opened for CloudWatch Logs; the policy of another one must do that.
   *
   * @default - CloudWatch Logs encrypts with a key of its own
   * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
   */
  readonly logEncryptionKey?: kms.IKey;

  /**
   * Permissions boundary of the functions' roles.
   *
   * @default - none
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * Instances that are kept warm, against cold starts while people wait; each costs money by the hour. The pool then calls an
   * alias, which moves to each new version of the code.
   *
   * @default - none, and no alias
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   */
  readonly provisionedConcurrentExecutions?: number;

  /**
   * Namespace of a CloudWatch metric `Outcomes`, made from the logs: how often which handler refused or failed, by the dimensions
   * `TriggerSource`, `Step` and `Outcome` (`refused`, `failed`).
   *
   * @default - no metric
   */
  readonly metricNamespace?: string;

  /**
   * What an alarm does when a handler breaks, as opposed to refuses. Above all for `CustomMessage` and `PostAuthentication`, without
   * which people get on, so that nobody would complain.
   *
   * @default - no alarm
   */
  readonly alarmActions?: cloudwatch.IAlarmAction[];
}
