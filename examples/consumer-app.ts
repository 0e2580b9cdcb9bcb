import { App, CfnOutput, SecretValue, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AppClient, AuthDomain, CognitoAuth, IdentityProvider, LoginBranding } from 'cdk-cognito-auth';
import { Construct } from 'constructs';

export interface ConsumerStackProps extends StackProps {
  /** Managed login lives at https://PREFIX.auth.REGION.amazoncognito.com. */
  readonly domainPrefix: string;
  /** Name of a secret in Secrets Manager: {"clientId": "…", "clientSecret": "…"} from the Google API console. */
  readonly googleSecretName: string;
}

/**
 * A shop: everybody may sign up, and signs in with a password, with a code by e-mail or with Google, on pages in the shop's
 * colours; who likes adds an authenticator app.
 */
export class ConsumerStack extends Stack {
  constructor(scope: Construct, id: string, props: ConsumerStackProps) {
    super(scope, id, props);

    const auth = new CognitoAuth(this, 'Auth', {
      selfSignUpEnabled: true,
      // a code by e-mail in place of the password, for who prefers it
      signInPolicy: { allowedFirstAuthFactors: { password: true, emailOtp: true } },
      userVerification: {
        emailSubject: 'Your code for the shop',
        emailBody: 'Welcome! Your code is {####}.',
      },
      branding: LoginBranding.managed({
        theme: { primaryColor: '#0b6e4f', primaryTextColor: '#ffffff', backgroundColor: '#f4f9f4' },
      }),
    });
    const domain = auth.addDomain('Domain', AuthDomain.prefix(props.domainPrefix));
    auth.addIdentityProvider('Google', google(props.googleSecretName));

    // One client per app, so that each can be told apart, limited and switched off.
    const web = auth.addClient(
      'Web',
      AppClient.spa({
        callbackUrls: ['http://localhost:5173/callback'],
        logoutUrls: ['http://localhost:5173/'],
      }),
    );
    const phone = auth.addClient(
      'Phone',
      AppClient.mobile({ callbackUrls: ['com.example.shop://callback'], scopes: [cognito.OAuthScope.OPENID] }),
    );

    // Decisions that are yours; the library and cdk-nag want their reasons.
    Validations.of(auth).acknowledge(
      { id: 'Annotation::cdk-cognito-auth:openSignUp', reason: 'A shop is open to everybody' },
      { id: 'Annotation::cdk-cognito-auth:openFederatedSignUp', reason: 'A shop is open to everybody' },
      {
        id: 'Annotation::cdk-cognito-auth:emailOtpWithoutSes',
        reason: 'To begin with, 50 e-mails a day are enough; email: UserPoolEmail.withSES(…) lifts the limit',
      },
      { id: 'AwsSolutions::AwsSolutions-COG2', reason: 'MFA is offered, not demanded: users enrol when they like' },
      {
        id: 'AwsSolutions::AwsSolutions-COG8',
        reason: 'The PLUS plan (threat protection) is not worth its price here',
      },
    );

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: web.userPoolClientId });
    new CfnOutput(this, 'PhoneClientId', { value: phone.userPoolClientId });
    new CfnOutput(this, 'LoginUrl', { value: domain.baseUrl() });
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
      'The shop needs a prefix for its domain, unique in the Region, and the name of a secret with the Google ' +
        'clientId and clientSecret: npx cdk deploy -c domainPrefix=VALUE -c googleSecretName=VALUE',
    );
  }
  new ConsumerStack(app, 'Shop', { domainPrefix, googleSecretName });
}
