import { App, CfnOutput, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { AppClient, CognitoAuth, UserKey, UserPrefix, UserRows } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

/** Many tenants in one bucket and one table: one policy serves them all, and the token says whose user it is. */
export class TenantsStack extends Stack {
  constructor(scope: Construct, id: string, props?: StackProps) {
    super(scope, id, props);

    // The tenant is given when an account is made; it never changes, and no client may write it.
    const auth = new CognitoAuth(this, 'Auth', {
      customAttributes: { tenant: new cognito.StringAttribute({ minLen: 1, maxLen: 64 }) },
      authorizationAttributes: ['custom:tenant'],
    });
    const portal = auth.addClient('Portal', AppClient.spa({ callbackUrls: ['http://localhost:5173/callback'] }));

    // Each session carries its tenant as a principal tag, from the ID token.
    const signedIn = auth.addIdentityPool('Aws', { clients: [portal], principalTags: { tenant: 'custom:tenant' } });
    const tenant = UserKey.principalTag('tenant');

    const documents = new s3.Bucket(this, 'Documents', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    UserPrefix.ownerOnly(documents, { prefix: 'documents', key: tenant }).grantReadWrite(signedIn);

    const orders = new dynamodb.Table(this, 'Orders', {
      partitionKey: { name: 'tenant', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'order', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    });
    orders.addGlobalSecondaryIndex({
      indexName: 'byDate',
      partitionKey: { name: 'tenant', type: dynamodb.AttributeType.STRING },
      sortKey: { name: 'date', type: dynamodb.AttributeType.STRING },
    });
    UserRows.ownerOnly(orders, { key: tenant, indexes: ['byDate'] }).grantReadWrite(signedIn);

    // A group within every tenant: its members read the invoices of their own tenant.
    const accountants = auth.addGroup('Accountants', { precedence: 1, identityPool: signedIn });
    UserPrefix.ownerOnly(documents, { prefix: 'invoices', key: tenant }).grantRead(accountants);

    // The back office makes the accounts, and says whose they are.
    const backOffice = new iam.Role(this, 'BackOffice', { assumedBy: new iam.AccountRootPrincipal() });
    auth.grantManageUsers(backOffice);

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'MFA is offered, not demanded: users enrol when they like' },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
      { id: 'AwsSolutions::AwsSolutions-S1', reason: 'Access to documents is not audited' },
    );

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: portal.userPoolClientId });
    new CfnOutput(this, 'IdentityPoolId', { value: signedIn.identityPoolId });
    new CfnOutput(this, 'BucketName', { value: documents.bucketName });
    new CfnOutput(this, 'TableName', { value: orders.tableName });
    new CfnOutput(this, 'BackOfficeRoleArn', { value: backOffice.roleArn });
  }
}

if (require.main === module) {
  new TenantsStack(new App(), 'Tenants');
}
