import { App, CfnOutput, Duration, Stack, StackProps, Validations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import {
  AppClient,
  AuthDomain,
  AuthIdentityProvider,
  ClaimValue,
  CognitoAuth,
  FederatedTrust,
  IdentityProvider,
  InboundFederation,
  LifecycleEvents,
  PreSignUp,
  PreTokenGeneration,
} from 'cdk-cognito-auth';
import { Construct } from 'constructs';

/** A company that uses the portal, with its own identity provider. */
export interface Customer {
  /** Name of its identity provider, and, in lower case, its tenant. */
  readonly name: string;
  /** Where its identity provider publishes its SAML metadata. */
  readonly metadataUrl: string;
  /** The e-mail domains that it owns. */
  readonly emailDomains: string[];
}

export interface PortalStackProps extends StackProps {
  /** Managed login lives at https://PREFIX.auth.REGION.amazoncognito.com. */
  readonly domainPrefix: string;
  readonly customers: Customer[];
}

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims';
const claim = (name: string) => cognito.ProviderAttribute.other(name);

/**
 * A portal for business customers: the people of each sign in at their own company, others are invited and use a second
 * factor. Every token says whose they are, and everything that happens to users is kept for auditors.
 */
export class PortalStack extends Stack {
  constructor(scope: Construct, id: string, props: PortalStackProps) {
    super(scope, id, props);

    // Nobody signs up. A tenant is written by the back office, or at sign-in for a whole customer; by no user.
    const auth = new CognitoAuth(this, 'Auth', {
      mfa: cognito.Mfa.REQUIRED,
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
      customAttributes: { tenant: new cognito.StringAttribute({ minLen: 1, maxLen: 64, mutable: true }) },
      authorizationAttributes: ['custom:tenant'],
    });
    const domain = auth.addDomain('Domain', AuthDomain.prefix(props.domainPrefix));
    const customers = props.customers.map((customer) => this.addCustomer(auth, customer));

    // The portal's own server keeps the secret of the client; browsers come by managed login alone.
    const portal = auth.addClient(
      'Portal',
      AppClient.web({
        callbackUrls: ['http://localhost:5173/callback'],
        logoutUrls: ['http://localhost:5173/'],
        managedLoginOnly: true,
        // for the providers alone: no token of managed login lets its user write it
        additionalWriteAttributes: new cognito.ClientAttributes().withCustomAttributes('tenant'),
      }),
    );

    // A customer's provider vouches for addresses of its own domains. Who was invited before keeps that account.
    const domains = props.customers.flatMap(({ emailDomains }) => emailDomains);
    const trust = customers.map((provider, index) =>
      FederatedTrust.domains(provider, props.customers[index].emailDomains),
    );
    auth.addTrigger(PreSignUp.allowEmailDomains({ domains, trust }));
    auth.addTrigger(PreSignUp.linkAccounts({ trust }));

    // Both tokens carry the tenant, and those of managers a scope of the portal's API.
    const managers = auth.addGroup('Managers');
    auth.addTrigger(PreTokenGeneration.claim({ name: 'tenant', value: ClaimValue.attribute('custom:tenant') }));
    auth.addTrigger(PreTokenGeneration.addScopes({ scopes: ['portal/manage'], groups: [managers] }));

    // The back office invites people, and says whose they are and who manages.
    const backOffice = new iam.Role(this, 'BackOffice', { assumedBy: new iam.AccountRootPrincipal() });
    auth.grantManageUsers(backOffice);
    auth.grantManageGroups(backOffice);

    const bus = this.addAudit(auth);

    // Decisions that are yours; cdk-nag wants their reasons.
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-SQS3',
      reason: 'Undelivered is the dead-letter queue itself, and Audit keeps events until an auditor has read them',
    });

    new CfnOutput(this, 'UserPoolId', { value: auth.userPool.userPoolId });
    new CfnOutput(this, 'ClientId', { value: portal.userPoolClientId });
    // where the secret is, not what it is: the portal's server needs grantRead(…) to read it
    new CfnOutput(this, 'ClientSecretArn', { value: auth.clientSecret(portal).secretArn });
    new CfnOutput(this, 'LoginUrl', { value: domain.baseUrl() });
    new CfnOutput(this, 'BackOfficeRoleArn', { value: backOffice.roleArn });
    new CfnOutput(this, 'EventBusName', { value: bus.eventBusName });
  }

  /** Its people find their provider by the domain of their address, and belong to its tenant whatever the provider says. */
  private addCustomer(auth: CognitoAuth, { name, metadataUrl, emailDomains }: Customer): AuthIdentityProvider {
    const provider = auth.addIdentityProvider(
      name,
      IdentityProvider.saml({
        metadata: cognito.UserPoolIdentityProviderSamlMetadata.url(metadataUrl),
        emailDomains,
        attributeMapping: {
          email: claim(`${CLAIMS}/emailaddress`),
          givenName: claim(`${CLAIMS}/givenname`),
          familyName: claim(`${CLAIMS}/surname`),
          custom: { 'custom:tenant': claim('tenant') },
        },
      }),
    );
    const value = name.toLowerCase();
    auth.addTrigger(InboundFederation.overrideAttribute({ name: 'tenant', value, providers: [provider] }));
    return provider;
  }

  /** What happens to users, in an encrypted queue for two weeks. No event names a person. */
  private addAudit(auth: CognitoAuth): events.EventBus {
    const bus = new events.EventBus(this, 'Users', { description: 'What happens to the users of the portal' });
    auth.addTrigger(LifecycleEvents.toEventBridge({ eventBus: bus }));
    const encrypted = { encryption: sqs.QueueEncryption.SQS_MANAGED, enforceSSL: true };
    const deadLetterQueue = new sqs.Queue(this, 'Undelivered', encrypted);
    const audit = new sqs.Queue(this, 'Audit', { ...encrypted, retentionPeriod: Duration.days(14) });
    new events.Rule(this, 'ToAudit', {
      eventBus: bus,
      eventPattern: LifecycleEvents.pattern({ userPool: auth.userPool }),
      targets: [new targets.SqsQueue(audit, { deadLetterQueue })],
    });
    return bus;
  }
}

if (require.main === module) {
  const app = new App();
  const domainPrefix = app.node.tryGetContext('domainPrefix') as string | undefined;
  if (!domainPrefix) {
    throw new Error(
      'The portal needs a prefix for its domain, unique in the Region: npx cdk deploy -c domainPrefix=VALUE',
    );
  }
  new PortalStack(app, 'Portal', {
    domainPrefix,
    // Yours: each gives you the URL of its metadata, and gets the certificates and the addresses of the pool.
    customers: ['acme', 'globex'].map((tenant) => ({
      name: tenant[0].toUpperCase() + tenant.slice(1),
      metadataUrl: `https://idp.${tenant}.example/metadata`,
      emailDomains: [`${tenant}.example`],
    })),
  });
}
