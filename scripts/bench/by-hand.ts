import { CfnOutput, Duration, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

/** The resources of examples/notes-app.ts without the library: the twin that `npm run bench` compares it with. */
export class ByHandStack extends Stack {
  constructor(scope: Construct, id: string, props: StackProps & { assets: Record<string, string> }) {
    super(scope, id, props);
    const userPool = this.userPool();
    const spa = this.client(userPool);
    for (const [trigger, asset] of Object.entries(props.assets)) this.trigger(userPool, trigger, asset);

    const notes = new s3.Bucket(this, 'Notes', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    const identityPool = new cognito.CfnIdentityPool(this, 'Aws', {
      allowUnauthenticatedIdentities: false,
      allowClassicFlow: false,
      cognitoIdentityProviders: [
        { clientId: spa.userPoolClientId, providerName: userPool.userPoolProviderName, serverSideTokenCheck: true },
      ],
    });
    const signedIn = this.role('SignedIn', identityPool);
    const editors = this.role('EditorsRole', identityPool);
    notes.grantRead(editors);
    this.ownFolder(notes, [signedIn, editors]);
    this.roleMapping(identityPool, userPool, spa, signedIn);
    new cognito.UserPoolGroup(this, 'Editors', { userPool, groupName: 'Editors', precedence: 1, role: editors });
    new cognito.UserPoolGroup(this, 'Readers', { userPool, groupName: 'Readers' });

    new CfnOutput(this, 'UserPoolId', { value: userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: spa.userPoolClientId });
    new CfnOutput(this, 'IdentityPoolId', { value: identityPool.ref });
    new CfnOutput(this, 'BucketName', { value: notes.bucketName });
  }

  private userPool(): cognito.UserPool {
    return new cognito.UserPool(this, 'UserPool', {
      selfSignUpEnabled: true,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      featurePlan: cognito.FeaturePlan.ESSENTIALS,
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      passwordPolicy: { minLength: 14, passwordHistorySize: 24, tempPasswordValidity: Duration.days(7) },
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false },
      deletionProtection: true,
    });
  }

  private client(userPool: cognito.UserPool): cognito.UserPoolClient {
    const google = new cognito.UserPoolIdentityProviderGoogle(this, 'Google', {
      userPool,
      clientId: SecretValue.secretsManager('google', { jsonField: 'clientId' }).unsafeUnwrap(),
      clientSecretValue: SecretValue.secretsManager('google', { jsonField: 'clientSecret' }),
      scopes: ['openid', 'email', 'profile'],
      attributeMapping: { email: cognito.ProviderAttribute.GOOGLE_EMAIL },
    });
    new cognito.UserPoolDomain(this, 'Domain', {
      userPool,
      cognitoDomain: { domainPrefix: 'notes' },
      managedLoginVersion: cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    });
    const client = new cognito.UserPoolClient(this, 'Spa', {
      userPool,
      authFlows: { userSrp: true },
      oAuth: { callbackUrls: ['http://localhost:5173/callback'], flows: { authorizationCodeGrant: true } },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      refreshTokenRotationGracePeriod: Duration.seconds(10),
      readAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true, givenName: true }),
      writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true, givenName: true }),
    });
    client.node.addDependency(google);
    new cognito.CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    return client;
  }

  private trigger(userPool: cognito.UserPool, trigger: string, asset: string) {
    const logGroup = new logs.LogGroup(this, `${trigger}Logs`, { retention: logs.RetentionDays.THREE_MONTHS });
    const role = new iam.Role(this, `${trigger}Role`, { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    const handler = new lambda.Function(this, trigger, {
      runtime: new lambda.Runtime('nodejs24.x', lambda.RuntimeFamily.NODEJS),
      architecture: lambda.Architecture.ARM_64,
      handler: 'index.handler',
      code: lambda.Code.fromAsset(asset),
      timeout: Duration.seconds(4),
      memorySize: 512,
      logGroup,
      role,
      environment: { STEPS: '{"v":1,"steps":[]}' },
    });
    if (trigger === 'PreTokenGeneration') {
      const operation = cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG;
      userPool.addTrigger(operation, handler, cognito.LambdaVersion.V2_0);
    } else {
      userPool.addTrigger(cognito.UserPoolOperation.of(trigger[0].toLowerCase() + trigger.slice(1)), handler);
    }
    if (trigger === 'PostConfirmation') {
      const addToGroup = new iam.PolicyStatement({
        actions: ['cognito-idp:AdminAddUserToGroup'],
        resources: [userPool.userPoolArn],
      });
      new iam.Policy(this, 'AddToGroup', { roles: [role], statements: [addToGroup] });
    }
  }

  private role(id: string, identityPool: cognito.CfnIdentityPool): iam.Role {
    return new iam.Role(this, id, {
      assumedBy: new iam.WebIdentityPrincipal('cognito-identity.amazonaws.com', {
        StringEquals: { 'cognito-identity.amazonaws.com:aud': identityPool.ref },
        'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'authenticated' },
      }),
    });
  }

  private ownFolder(notes: s3.Bucket, roles: iam.IRole[]) {
    const folder = 'users/${cognito-identity.amazonaws.com:sub}/*';
    new iam.ManagedPolicy(this, 'OwnFolder', {
      roles,
      statements: [
        new iam.PolicyStatement({
          actions: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
          resources: [notes.arnForObjects(folder)],
        }),
        new iam.PolicyStatement({
          actions: ['s3:ListBucket'],
          resources: [notes.bucketArn],
          conditions: { StringLike: { 's3:prefix': [folder] } },
        }),
      ],
    });
  }

  private roleMapping(
    identityPool: cognito.CfnIdentityPool,
    userPool: cognito.UserPool,
    spa: cognito.UserPoolClient,
    signedIn: iam.Role,
  ) {
    new cognito.CfnIdentityPoolRoleAttachment(this, 'Roles', {
      identityPoolId: identityPool.ref,
      roles: { authenticated: signedIn.roleArn },
      roleMappings: {
        spa: {
          type: 'Token',
          ambiguousRoleResolution: 'AuthenticatedRole',
          identityProvider: `${userPool.userPoolProviderName}:${spa.userPoolClientId}`,
        },
      },
    });
  }
}
