import { App, CfnOutput, RemovalPolicy, SecretValue, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as ses from 'aws-cdk-lib/aws-ses';
import {
  AppClient,
  AuthDomain,
  ClaimValue,
  CognitoAuth,
  CognitoAuthProps,
  CustomEmailSender,
  CustomMessage,
  CustomSmsSender,
  IdentityProvider,
  InboundFederation,
  LifecycleEvents,
  MessageOccasion,
  PostAuthentication,
  PostConfirmation,
  PreAuthentication,
  PreTokenGeneration,
  SmsSender,
  UserMigration,
  UserTables,
} from 'cdk-cognito-auth';

export const CALLBACK = 'http://localhost:5173/callback';
export const ISSUER = 'https://login.partner.example';
const OWN = { callbackUrls: [CALLBACK] };
const FROM = 'no-reply@example.com';

/** A pool with a client that takes passwords, so that a step is one call. */
function pool(stack: Stack, id: string, props: CognitoAuthProps = {}): CognitoAuth {
  const settings = { removalPolicy: RemovalPolicy.DESTROY, deletionProtection: false, selfSignUpEnabled: true };
  const auth = new CognitoAuth(stack, id, { ...settings, ...props });
  const additionalWriteAttributes = new cognito.ClientAttributes().withStandardAttributes({ phoneNumber: true });
  const client = auth.addClient('Client', AppClient.spa({ ...OWN, userPasswordAuth: true, additionalWriteAttributes }));
  new CfnOutput(stack, `${id}PoolId`, { value: auth.userPool.userPoolId });
  new CfnOutput(stack, `${id}ClientId`, { value: client.userPoolClientId });
  return auth;
}

/** The pool that people leave. */
export class OldStack extends Stack {
  constructor(app: App, id: string) {
    super(app, id);
    pool(this, 'Old');
  }
}

export interface TriggersStackProps {
  readonly oldPoolId: string;
  readonly oldClientId: string;
}

/** Pools with the handlers that no example has. */
export class TriggersStack extends Stack {
  constructor(app: App, id: string, { oldPoolId, oldClientId }: TriggersStackProps) {
    super(app, id);
    const mail = new ses.EmailIdentity(this, 'Mail', { identity: ses.Identity.domain('example.com') });
    this.moved(oldPoolId, oldClientId);
    this.sent(mail);
    this.told();
    this.partners();
    this.machines();
  }

  private moved(userPoolId: string, clientId: string): void {
    const auth = pool(this, 'Moved');
    auth.addTrigger(UserMigration.fromUserPool({ userPoolId, clientId, until: '2099-12-31' }));
  }

  private sent(mail: ses.EmailIdentity): void {
    const auth = pool(this, 'Sent', { autoVerify: { email: true, phone: true }, sms: SmsSender.sns() });
    const sesIdentity = mail.emailIdentityName;
    auth.addTrigger(CustomEmailSender.ses({ fromEmail: FROM, fromName: 'The Shop', sesIdentity }));
    auth.addTrigger(CustomSmsSender.sns({ countries: ['DE'], refusedPrefixes: ['+4915'] }));
  }

  private told(): void {
    const auth = pool(this, 'Told', {
      email: cognito.UserPoolEmail.withSES({ fromEmail: FROM, sesVerifiedDomain: 'example.com' }),
    });
    const occasions = [MessageOccasion.SIGN_UP, MessageOccasion.RESEND_CODE];
    auth.addTrigger(
      CustomMessage.templates({
        brand: { product: 'Tea & Co' },
        templates: [
          { occasions, emailSubject: 'Your code for {{product}}', emailHtml: '<p>{{product}}: <b>{####}</b></p>' },
          {
            occasions,
            locale: 'de',
            emailSubject: 'Ihr Code',
            emailHtml: '<p>{{product}}: Ihr Code ist <b>{####}</b></p>',
          },
        ],
      }),
    );
    auth.addTrigger(PostConfirmation.profileRow({ attributes: { mail: 'email' } }));
    auth.addTrigger(PostAuthentication.lastSignIn());
    auth.addTrigger(PreAuthentication.suspendedUsers({ message: 'Your account rests.' }));
    auth.addTrigger(PreAuthentication.lockout({ attempts: 3 }));
    auth.addTrigger(PreTokenGeneration.claimsFromRow({ claims: { tier: 'tier' } }));
    auth.addTrigger(LifecycleEvents.toEventBridge());
    new CfnOutput(this, 'ProfileTable', { value: UserTables.profiles(auth).tableName });
    new CfnOutput(this, 'SuspensionTable', { value: UserTables.suspensions(auth).tableName });
  }

  private partners(): void {
    const auth = pool(this, 'Partners', { selfSignUpEnabled: false });
    const domain = auth.addDomain('Domain', AuthDomain.prefix('partners-example'));
    const from = (name: string) => cognito.ProviderAttribute.other(name);
    const attributeMapping = {
      email: from('email'),
      emailVerified: from('email_verified'),
      fullname: from('name'),
      nickname: from('nickname'),
    };
    auth.addIdentityProvider(
      'Partner',
      IdentityProvider.oidc({
        issuerUrl: ISSUER,
        clientId: 'cognito',
        clientSecret: SecretValue.secretsManager('notes/google', { jsonField: 'clientSecret' }),
        attributeMapping,
      }),
    );
    auth.addTrigger(InboundFederation.allowEmailDomains({ domains: ['partner.example'] }));
    auth.addTrigger(InboundFederation.dropAttributes({ attributes: ['nickname'] }));
    new CfnOutput(this, 'PartnersLoginUrl', { value: domain.baseUrl() });
  }

  private machines(): void {
    const auth = pool(this, 'Machines', { selfSignUpEnabled: false });
    const domain = auth.addDomain('Domain', AuthDomain.prefix('machines-example'));
    const [read, write] = ['read', 'write'].map(
      (scopeName) => new cognito.ResourceServerScope({ scopeName, scopeDescription: scopeName }),
    );
    const reports = auth.addResourceServer('Reports', { identifier: 'reports', scopes: [read, write] });
    const scopes = [read, write].map((scope) => cognito.OAuthScope.resourceServer(reports, scope));
    const machine = auth.addClient('Machine', AppClient.machine({ scopes }));
    const value = ClaimValue.literal('eu');
    auth.addTrigger(PreTokenGeneration.claim({ name: 'shard', value, includeMachineClients: true }));
    auth.addTrigger(PreTokenGeneration.suppressScopes({ scopes: ['reports/write'], includeMachineClients: true }));
    new CfnOutput(this, 'MachinesLoginUrl', { value: domain.baseUrl() });
    new CfnOutput(this, 'MachineSecretArn', { value: auth.clientSecret(machine).secretArn });
  }
}

if (require.main === module) {
  const app = new App();
  const [oldPoolId, oldClientId] = ['oldPoolId', 'oldClientId'].map((name) => app.node.tryGetContext(name) as string);
  if (oldPoolId) new TriggersStack(app, 'Triggers', { oldPoolId, oldClientId });
  else new OldStack(app, 'Old');
}
