import { App, CfnOutput, Stack, StackProps, Validations } from 'aws-cdk-lib';
import { AppClient, CognitoAuth } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

/** A user pool with safe defaults, and a single-page app that signs users in. */
export class HelloStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const auth = new CognitoAuth(this, 'Auth');
    const spa = auth.addClient('Spa', AppClient.spa({ callbackUrls: ['http://localhost:5173'] }));

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(auth).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'MFA is offered, not demanded: users enrol when they like' },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
    );

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: spa.userPoolClientId });
  }
}

if (require.main === module) {
  new HelloStack(new App(), 'Hello');
}
