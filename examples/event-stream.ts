import { App, CfnOutput, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as kinesis from 'aws-cdk-lib/aws-kinesis';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { AppClient, CognitoAuth, LifecycleEvents, PreSignUp } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

/**
 * Sign-ups, confirmations, sign-ins, password resets and links as a stream of Kinesis, for a data lake or another application:
 * what Cognito Streams was to Cognito Sync. The events are described in docs/lifecycle-events.md.
 */
export class EventStreamStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const auth = new CognitoAuth(this, 'Auth', { selfSignUpEnabled: true });
    const spa = auth.addClient('Spa', AppClient.spa({ callbackUrls: ['http://localhost:5173'] }));
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));

    // A bus of its own: whoever may read it sees what happens to users, and nothing else. No event names a person.
    const bus = new events.EventBus(this, 'Users', { description: 'What happens to the users of the pool' });
    auth.addTrigger(LifecycleEvents.toEventBridge({ eventBus: bus }));

    // Encrypted with the key of Kinesis. One user's events stay in one shard, in the order in which they came.
    const stream = new kinesis.Stream(this, 'Stream', {
      streamMode: kinesis.StreamMode.ON_DEMAND,
      encryption: kinesis.StreamEncryption.MANAGED,
    });
    // What the stream does not take within a day is kept here.
    const undelivered = new sqs.Queue(this, 'Undelivered', {
      encryption: sqs.QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    new events.Rule(this, 'ToStream', {
      eventBus: bus,
      eventPattern: LifecycleEvents.pattern({ userPool: auth.userPool }),
      targets: [new targets.KinesisStream(stream, { partitionKeyPath: '$.detail.user', deadLetterQueue: undelivered })],
    });

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'MFA is offered, not demanded: users enrol when they like' },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
      { id: 'AwsSolutions::AwsSolutions-SQS3', reason: 'Undelivered is the dead-letter queue itself' },
    );

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: spa.userPoolClientId });
    new CfnOutput(this, 'StreamName', { value: stream.streamName });
  }
}

if (require.main === module) {
  new EventStreamStack(new App(), 'EventStream');
}
