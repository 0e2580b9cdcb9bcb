import { Fn, Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { explainWildcard } from '../../private/wildcards';
import type { CognitoSyncOptions } from '../cognito-sync-options';

const SERVICE = 'cognito-sync.amazonaws.com';
const WRITE_STREAM = ['kinesis:PutRecord'];
const ENCRYPT = ['kms:GenerateDataKey'];
const REGISTER_DEVICES = ['sns:CreatePlatformEndpoint'];
const TELL_DEVICES = ['sns:GetEndpointAttributes', 'sns:SetEndpointAttributes', 'sns:Publish', 'sns:DeleteEndpoint'];

type SyncProps = Pick<cognito.CfnIdentityPoolProps, 'cognitoStreams' | 'cognitoEvents' | 'pushSync'>;

/** What Cognito Sync adds to the identity pool, with its roles; they know nothing of the pool, so that it can wait for them. */
export function syncProps(
  scope: Construct,
  { stream, syncTrigger, pushApplicationArns }: CognitoSyncOptions,
): SyncProps {
  if (pushApplicationArns?.length === 0) {
    throw new AuthConfigError(
      scope,
      'sync has an empty list of pushApplicationArns. Name at least one, or leave the option out.',
    );
  }
  return {
    cognitoStreams: stream && {
      streamName: stream.streamName,
      streamingStatus: 'ENABLED',
      roleArn: streamRole(scope, stream.streamArn, stream.encryptionKey?.keyArn).roleArn,
    },
    cognitoEvents: syncTrigger && { SyncTrigger: syncTrigger.functionArn },
    pushSync: pushApplicationArns && {
      applicationArns: pushApplicationArns,
      roleArn: pushRole(scope, pushApplicationArns).roleArn,
    },
  };
}

/** Beside the function, so that nothing leads from it to the identity pool. */
export function permitSync(scope: Construct, identityPoolId: string, { syncTrigger }: CognitoSyncOptions): void {
  if (!syncTrigger) return;
  const stack = Stack.of(scope);
  new lambda.CfnPermission(scope, 'SyncPermission', {
    action: 'lambda:InvokeFunction',
    functionName: syncTrigger.functionArn,
    principal: SERVICE,
    sourceAccount: stack.account,
    sourceArn: stack.formatArn({ service: 'cognito-identity', resource: 'identitypool', resourceName: identityPoolId }),
  });
}

function streamRole(scope: Construct, streamArn: string, keyArn?: string): iam.Role {
  const statements = [new iam.PolicyStatement({ actions: WRITE_STREAM, resources: [streamArn] })];
  if (keyArn) statements.push(new iam.PolicyStatement({ actions: ENCRYPT, resources: [keyArn] }));
  return serviceRole(scope, 'SyncStreamRole', 'Lets Cognito Sync write changes to the stream', statements);
}

function pushRole(scope: Construct, applications: readonly string[]): iam.Role {
  const endpoints = applications.map(endpointsOf);
  const known = endpoints.filter((arn) => !Token.isUnresolved(arn));
  known.forEach((arn) => explainWildcard(scope, arn, 'the devices of one application: SNS makes up their ids'));
  return serviceRole(scope, 'SyncPushRole', 'Lets Cognito Sync tell devices of changes', [
    new iam.PolicyStatement({ actions: REGISTER_DEVICES, resources: [...applications] }),
    new iam.PolicyStatement({ actions: TELL_DEVICES, resources: endpoints }),
  ]);
}

/** `arn:…:app/GCM/notes` -> `arn:…:endpoint/GCM/notes/*` */
function endpointsOf(application: string): string {
  return `${Fn.join(':endpoint/', Fn.split(':app/', application))}/*`;
}

function serviceRole(scope: Construct, id: string, description: string, statements: iam.PolicyStatement[]): iam.Role {
  const document = new iam.PolicyDocument({ statements });
  return new iam.Role(scope, id, {
    assumedBy: new iam.ServicePrincipal(SERVICE),
    description,
    inlinePolicies: { Sync: document },
  });
}
