import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { explainWildcard } from '../../private/wildcards';
import { TriggerFunctionOptions } from '../trigger-function-options';

/** What belongs to a trigger's function. */
export interface FunctionParts {
  readonly scope: Construct;
  readonly function: lambda.Function;
  readonly role: iam.Role;
  readonly logGroup: logs.LogGroup;
}

/** Does to a function what was asked for, on the resources: by now the constructs of aws-cdk-lib have read their options. */
export function applySettings(parts: FunctionParts, options: TriggerFunctionOptions): void {
  const { memorySize, tracing, logRetention, logEncryptionKey, permissionsBoundary } = options;
  const resource = parts.function.node.defaultChild as lambda.CfnFunction;
  if (memorySize !== undefined) resource.memorySize = memorySize;
  if (tracing && tracing !== lambda.Tracing.DISABLED) trace(parts, resource, tracing);
  if (permissionsBoundary) {
    (parts.role.node.defaultChild as iam.CfnRole).permissionsBoundary = permissionsBoundary.managedPolicyArn;
  }
  const log = parts.logGroup.node.defaultChild as logs.CfnLogGroup;
  if (logRetention !== undefined) {
    log.retentionInDays = logRetention === logs.RetentionDays.INFINITE ? undefined : logRetention;
  }
  if (logEncryptionKey) encrypt(log, logEncryptionKey);
}

/** The alias whose instances are warm; nothing where none are asked for. */
export function warmAlias({ scope, function: own }: FunctionParts, options: TriggerFunctionOptions): lambda.Alias | undefined {
  const { provisionedConcurrentExecutions } = options;
  if (provisionedConcurrentExecutions === undefined) return undefined;
  return new lambda.Alias(scope, 'Alias', { aliasName: 'warm', version: own.currentVersion, provisionedConcurrentExecutions });
} // prettier-ignore

function trace({ role }: FunctionParts, resource: lambda.CfnFunction, mode: lambda.Tracing): void {
  resource.tracingConfig = { mode };
  // X-Ray knows no resources
  const actions = ['xray:PutTelemetryRecords', 'xray:PutTraceSegments'];
  role.addToPrincipalPolicy(new iam.PolicyStatement({ actions, resources: ['*'] }));
  explainWildcard(role, '*', 'X-Ray has no resources that a policy could name');
}

/** CloudWatch Logs uses the key for log groups of this account alone. */
function encrypt(log: logs.CfnLogGroup, key: kms.IKey): void {
  const stack = Stack.of(log);
  log.kmsKeyId = key.keyArn;
  const groups = stack.formatArn({ service: 'logs', resource: 'log-group:*' });
  key.addToResourcePolicy(
    new iam.PolicyStatement({
      principals: [new iam.ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
      actions: ['kms:Decrypt*', 'kms:Describe*', 'kms:Encrypt*', 'kms:GenerateDataKey*', 'kms:ReEncrypt*'],
      // in the policy of a key this is the key
      resources: ['*'],
      conditions: { ArnLike: { 'kms:EncryptionContext:aws:logs:arn': groups } },
    }),
  );
}
