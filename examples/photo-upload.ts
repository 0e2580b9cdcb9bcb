import { App, CfnOutput, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppClient, CognitoAuth, UserPrefix, UserRows } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

/** A mobile photo app: private photos, photos for followers, and published ones that guests see, too. */
export class PhotoStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    const auth = new CognitoAuth(this, 'Auth', { selfSignUpEnabled: true });
    const app = auth.addClient('App', AppClient.mobile({ callbackUrls: ['com.example.photos://callback'] }));
    const signedIn = auth.addIdentityPool('Aws', { clients: [app], guestsAllowed: true });

    const photos = new s3.Bucket(this, 'Photos', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    // private/IDENTITY_ID/… is the owner's; protected/IDENTITY_ID/… is written by the owner and read by all who follow.
    UserPrefix.ownerOnly(photos, { prefix: 'private' }).grantReadWrite(signedIn);
    UserPrefix.ownerWrite(photos, { prefix: 'protected' }).grantReadWrite(signedIn);
    // public/… is for everybody to see.
    const published = UserPrefix.shared(photos, { prefix: 'public' });
    published.grantRead(signedIn);
    published.grantRead(signedIn.guests);

    // Captions, in rows that name their owner; sorted by photo, or by date with the index.
    const captions = new dynamodb.Table(this, 'Captions', {
      partitionKey: { name: 'owner', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'photo', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    captions.addLocalSecondaryIndex({
      indexName: 'byDate',
      sortKey: { name: 'date', type: dynamodb.AttributeType.STRING },
    });
    UserRows.ownerOnly(captions, { indexes: ['byDate'] }).grantReadWrite(signedIn);

    // Moderators see every photo, curators publish; both keep what every signed-in user has.
    const moderators = auth.addGroup('Moderators', { precedence: 1, identityPool: signedIn });
    UserPrefix.shared(photos, { prefix: 'private' }).grantRead(moderators);
    const curators = auth.addGroup('Curators', { precedence: 2, identityPool: signedIn });
    published.grantReadWrite(curators);

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'MFA is offered, not demanded: users enrol when they like' },
      { id: 'AwsSolutions::AwsSolutions-COG7', reason: 'Guests see what was published, and nothing else' },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
      { id: 'AwsSolutions::AwsSolutions-S1', reason: 'Access to photos is not audited' },
    );

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: app.userPoolClientId });
    new CfnOutput(this, 'IdentityPoolId', { value: signedIn.identityPoolId });
    new CfnOutput(this, 'BucketName', { value: photos.bucketName });
    new CfnOutput(this, 'TableName', { value: captions.tableName });
  }
}

if (require.main === module) {
  new PhotoStack(new App(), 'Photos');
}
