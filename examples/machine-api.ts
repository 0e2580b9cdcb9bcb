import { App, CfnOutput, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

export interface ReportsStackProps extends StackProps {
  /** Tokens are fetched from https://PREFIX.auth.REGION.amazoncognito.com/oauth2/token. */
  readonly domainPrefix: string;
}

/** An API that machines call: one may read reports, another also writes them; nobody signs in. */
export class ReportsStack extends Stack {
  constructor(scope: Construct, id: string, props: ReportsStackProps) {
    super(scope, id, props);

    const auth = new CognitoAuth(this, 'Auth');
    const domain = auth.addDomain('Domain', AuthDomain.prefix(props.domainPrefix));

    const read = new cognito.ResourceServerScope({ scopeName: 'read', scopeDescription: 'Read reports' });
    const write = new cognito.ResourceServerScope({ scopeName: 'write', scopeDescription: 'Publish reports' });
    const reports = auth.addResourceServer('Reports', { identifier: 'reports', scopes: [read, write] });

    const dashboard = auth.addClient(
      'Dashboard',
      AppClient.machine({ scopes: [cognito.OAuthScope.resourceServer(reports, read)] }),
    );
    const publisher = auth.addClient(
      'Publisher',
      AppClient.machine({
        scopes: [cognito.OAuthScope.resourceServer(reports, read), cognito.OAuthScope.resourceServer(reports, write)],
      }),
    );

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'No person signs in to this user pool' },
      { id: 'AwsSolutions::AwsSolutions-COG8', reason: 'Threat protection watches people; here are none' },
    );

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: dashboard.userPoolClientId });
    new CfnOutput(this, 'PublisherClientId', { value: publisher.userPoolClientId });
    new CfnOutput(this, 'LoginUrl', { value: domain.baseUrl() });
    // where the secrets are, not what they are: a machine needs grantRead(…) or a policy of its own to read one
    new CfnOutput(this, 'DashboardSecretArn', { value: auth.clientSecret(dashboard).secretArn });
    new CfnOutput(this, 'PublisherSecretArn', { value: auth.clientSecret(publisher).secretArn });
  }
}

if (require.main === module) {
  const app = new App();
  const domainPrefix = app.node.tryGetContext('domainPrefix') as string | undefined;
  if (!domainPrefix) {
    throw new Error(
      'The reports API needs a prefix for its domain, unique in the Region: npx cdk deploy -c domainPrefix=VALUE',
    );
  }
  new ReportsStack(app, 'Reports', { domainPrefix });
}
