import { App, CfnOutput, SecretValue, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import {
  AppClient,
  AuthDomain,
  ClaimValue,
  CognitoAuth,
  IdentityProvider,
  PostConfirmation,
  PreSignUp,
  PreTokenGeneration,
  UserPrefix,
} from 'cdk-cognito-auth';
import { Construct } from 'constructs';

export interface NotesStackProps extends StackProps {
  /** Managed login lives at https://PREFIX.auth.REGION.amazoncognito.com. */
  readonly domainPrefix: string;
  /** Name of a secret in Secrets Manager: {"clientId": "…", "clientSecret": "…"} from the Google API console. */
  readonly googleSecretName: string;
}

/** Notes, in a folder per user; editors read everybody's, and only addresses of example.com may sign up. */
export class NotesStack extends Stack {
  constructor(scope: Construct, id: string, props: NotesStackProps) {
    super(scope, id, props);

    const auth = new CognitoAuth(this, 'Auth', { selfSignUpEnabled: true });
    auth.addDomain('Domain', AuthDomain.prefix(props.domainPrefix));
    auth.addIdentityProvider('Google', google(props.googleSecretName));
    const spa = auth.addClient('Spa', AppClient.spa({ callbackUrls: ['http://localhost:5173/callback'] }));

    // Signed-in users get AWS credentials, and with them their own folder of the bucket.
    const notes = new s3.Bucket(this, 'Notes', {
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
    });
    const signedIn = auth.addIdentityPool('Aws', { clients: [spa] });
    UserPrefix.ownerOnly(notes, { prefix: 'users' }).grantReadWrite(signedIn);

    // Editors also read everybody's notes; whoever signs up becomes a reader.
    const editors = auth.addGroup('Editors', { precedence: 1, identityPool: signedIn });
    notes.grantRead(editors);
    const readers = auth.addGroup('Readers');

    auth.addTrigger(PreSignUp.allowEmailDomains({ domains: ['example.com'] }));
    auth.addTrigger(PostConfirmation.addToGroup(readers));
    auth.addTrigger(PreTokenGeneration.claim({ name: 'plan', value: ClaimValue.literal('free') }));

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'MFA is offered, not demanded: users enrol when they like' },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
      { id: 'AwsSolutions::AwsSolutions-S1', reason: 'Access to notes is not audited' },
    );
    const everyNote = `Resource::<${this.getLogicalId(notes.node.defaultChild as s3.CfnBucket)}.Arn>/*`;
    for (const wildcard of ['Action::s3:GetObject*', 'Action::s3:GetBucket*', 'Action::s3:List*', everyNote]) {
      Validations.of(editors).acknowledge({
        id: `AwsSolutions::AwsSolutions-IAM5[${wildcard}]`,
        reason: "Editors read everybody's notes: the whole bucket, with the actions of the CDK's grantRead",
      });
    }

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: spa.userPoolClientId });
    new CfnOutput(this, 'IdentityPoolId', { value: signedIn.identityPoolId });
    new CfnOutput(this, 'BucketName', { value: notes.bucketName });
  }
}

function google(secretName: string): IdentityProvider {
  return IdentityProvider.google({
    // the client id is no secret; it stands in the same entry so that there is one place to look
    clientId: SecretValue.secretsManager(secretName, { jsonField: 'clientId' }).unsafeUnwrap(),
    clientSecret: SecretValue.secretsManager(secretName, { jsonField: 'clientSecret' }),
  });
}

if (require.main === module) {
  const app = new App();
  const value = (name: string) => app.node.tryGetContext(name) as string | undefined;
  const [domainPrefix, googleSecretName] = [value('domainPrefix'), value('googleSecretName')];
  if (!domainPrefix || !googleSecretName) {
    throw new Error(
      'The notes app needs a prefix for its domain, unique in the Region, and the name of a secret with the Google ' +
        'clientId and clientSecret: npx cdk deploy -c domainPrefix=VALUE -c googleSecretName=VALUE',
    );
  }
  new NotesStack(app, 'Notes', { domainPrefix, googleSecretName });
}
