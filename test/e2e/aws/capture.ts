import * as path from 'node:path';
import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { CAPTURE_PREFIX } from './capture-parameter';

/** Lets the tests read codes and temporary passwords, and take everything down again. Never for a pool with real users. */
export function captureCodes(stack: Stack, userPool: cognito.UserPool): void {
  const key = new kms.Key(stack, 'CaptureKey', { removalPolicy: RemovalPolicy.DESTROY });
  const sender = new NodejsFunction(stack, 'Capture', {
    entry: path.join(__dirname, 'capture.lambda.ts'),
    runtime: lambda.Runtime.NODEJS_22_X,
    timeout: Duration.seconds(10),
    environment: { KEY_ARN: key.keyArn },
  });
  key.grantDecrypt(sender);
  // Cognito encrypts on behalf of whoever creates the user: the key names the service, not the pool (a cycle)
  key.grantEncrypt(new iam.ServicePrincipal('cognito-idp.amazonaws.com'));
  const parameters = stack.formatArn({ service: 'ssm', resource: `parameter${CAPTURE_PREFIX}/*` });
  sender.addToRolePolicy(new iam.PolicyStatement({ actions: ['ssm:PutParameter'], resources: [parameters] }));
  sender.addPermission('Cognito', {
    principal: new iam.ServicePrincipal('cognito-idp.amazonaws.com'),
    sourceArn: userPool.userPoolArn,
  });

  const resource = userPool.node.defaultChild as cognito.CfnUserPool;
  resource.addPropertyOverride('LambdaConfig.KMSKeyID', key.keyArn);
  resource.addPropertyOverride('LambdaConfig.CustomEmailSender', {
    LambdaArn: sender.functionArn,
    LambdaVersion: 'V1_0',
  });
  resource.deletionProtection = 'INACTIVE';
  resource.applyRemovalPolicy(RemovalPolicy.DESTROY);
}
