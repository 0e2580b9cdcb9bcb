import { Duration, Names } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import * as defaults from '../../defaults';
import { TriggerFunctionOptions } from '../trigger-function-options';

/** What is read out of the lines that a function writes about events that did not pass. */
export function watch(scope: Construct, trigger: string, logGroup: logs.ILogGroup, options: TriggerFunctionOptions): void {
  if (options.metricNamespace !== undefined) countOutcomes(scope, logGroup, options.metricNamespace);
  if (options.alarmActions?.length) alarmOnFailures(scope, trigger, logGroup, options);
} // prettier-ignore

function countOutcomes(scope: Construct, logGroup: logs.ILogGroup, metricNamespace: string): void {
  new logs.MetricFilter(scope, 'Outcomes', {
    logGroup,
    filterPattern: logs.FilterPattern.exists('$.outcome'),
    metricNamespace,
    metricName: 'Outcomes',
    metricValue: '1',
    dimensions: { TriggerSource: '$.triggerSource', Step: '$.step', Outcome: '$.outcome' },
  });
}

function alarmOnFailures(
  scope: Construct,
  trigger: string,
  logGroup: logs.ILogGroup,
  { alarmActions = [], metricNamespace = defaults.TRIGGER_METRIC_NAMESPACE }: TriggerFunctionOptions,
): void {
  // dimensions would make a metric of each combination, and an alarm has one
  const name = { metricName: Names.uniqueResourceName(scope, { maxLength: 200 }) };
  const failures = new logs.MetricFilter(scope, 'Failures', {
    ...name,
    logGroup,
    filterPattern: logs.FilterPattern.stringValue('$.outcome', '=', 'failed'),
    metricNamespace,
    metricValue: '1',
  });
  const alarm = new cloudwatch.Alarm(scope, 'Alarm', {
    alarmDescription: `A handler of the ${trigger} trigger of a user pool failed; the function's log says which.`,
    metric: failures.metric({ statistic: 'Sum', period: Duration.minutes(5) }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
  });
  alarm.addAlarmAction(...alarmActions);
}
