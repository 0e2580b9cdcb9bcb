import { Annotations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { AppClient } from './clients/app-client';
import { createClient } from './clients/private/create-client';
import * as defaults from './defaults';
import { AuthDomain } from './domain/auth-domain';
import { ManagedLogin } from './domain/private/managed-login';
import { AuthGroup, GroupOptions } from './groups/auth-group';
import { PoolGroup } from './groups/private/pool-group';
import { AuthIdentityPool, IdentityPoolOptions } from './identity-pool/auth-identity-pool';
import { PoolOfIdentities } from './identity-pool/private/pool-of-identities';
import { refuseOtherPartitions } from './private/partition';
import { AuthIdentityProvider } from './providers/auth-identity-provider';
import { IdentityProvider } from './providers/identity-provider';
import { BoundIdentityProvider } from './providers/private/bound-identity-provider';
import { TriggerRegistry } from './triggers/private/trigger-registry';
import { TriggerHandler } from './triggers/trigger-handler';
import { createUserPool } from './user-pool/create-user-pool';
import { PoolAttributes } from './user-pool/pool-attributes';
import { CognitoAuthProps } from './user-pool/user-pool-props';

/**
 * An Amazon Cognito user pool with safe defaults, and all that belongs to it: app clients, a domain, identity providers,
 * groups, an identity pool and triggers, added in any order.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/what-is-amazon-cognito.html
 */
export class CognitoAuth extends Construct {
  /**
   * The L2 user pool, to leave the beaten track.
   */
  public readonly userPool: cognito.UserPool;

  private readonly featurePlan: cognito.FeaturePlan;
  private readonly attributes: PoolAttributes;
  private readonly login: ManagedLogin;
  private readonly triggers: TriggerRegistry;
  private readonly clients: cognito.UserPoolClient[] = [];
  private readonly providers: BoundIdentityProvider[] = [];
  private readonly groups: PoolGroup[] = [];

  constructor(scope: Construct, id: string, props: CognitoAuthProps = {}) {
    super(scope, id);
    refuseOtherPartitions(this);
    this.featurePlan = props.featurePlan ?? defaults.FEATURE_PLAN;
    this.attributes = new PoolAttributes(
      this,
      Object.keys(props.customAttributes ?? {}),
      props.authorizationAttributes ?? [],
    );
    this.userPool = createUserPool(this, props);
    this.login = new ManagedLogin(this.userPool, this.featurePlan);
    this.triggers = this.createTriggers(props);
    this.node.addValidation({ validate: () => this.findings() });
  }

  /**
   * Adds an app client. It offers sign-in with the pool's own users and with every identity provider of the pool.
   *
   * @param id id of the client in this scope
   * @param client the kind of client, such as `AppClient.spa({ … })`
   * @returns the L2 client
   */
  public addClient(id: string, client: AppClient): cognito.UserPoolClient {
    const settings = client._bind({
      where: `${this.node.path}/${id}`,
      attributes: this.attributes,
      featurePlan: this.featurePlan,
    });
    const created = createClient(this, id, this.userPool, settings, () => this.providerNames());
    this.clients.push(created);
    this.providers.forEach((provider) => created.node.addDependency(provider));
    created.node.addValidation({ validate: () => this.providers.flatMap((each) => each.writabilityFindings(created)) });
    this.login.addClient(created);
    return created;
  }

  /**
   * Gives the pool a domain, where managed login lives; identity providers need one.
   *
   * @param id id of the domain in this scope
   * @param domain the kind of domain, such as `AuthDomain.prefix('notes-example')`
   * @returns the L2 domain
   */
  public addDomain(id: string, domain: AuthDomain): cognito.UserPoolDomain {
    return this.login.addDomain(this, id, domain);
  }

  /**
   * Adds an identity provider; every client offers it, whether it was added before or after.
   *
   * @param id id of the provider in this scope
   * @param provider the kind of provider, such as `IdentityProvider.google({ … })`
   */
  public addIdentityProvider(id: string, provider: IdentityProvider): AuthIdentityProvider {
    const created = new BoundIdentityProvider(this, id, this.userPool, provider);
    this.providers.push(created);
    this.clients.forEach((client) => client.node.addDependency(created));
    return created;
  }

  /**
   * Adds a group of users; with an identity pool, a group whose members have an IAM role.
   *
   * @param id id of the group in this scope, and its name unless `groupName` says otherwise
   * @param options precedence, identity pool, description
   */
  public addGroup(id: string, options: GroupOptions = {}): AuthGroup {
    const created = new PoolGroup(this, id, this.userPool, options, () => this.groups);
    this.groups.push(created);
    return created;
  }

  /**
   * Adds an identity pool, which gives AWS credentials to signed-in users.
   *
   * @param id id of the identity pool in this scope
   * @param options the clients whose users get credentials
   */
  public addIdentityPool(id: string, options: IdentityPoolOptions): AuthIdentityPool {
    return new PoolOfIdentities(this, id, this.userPool, options);
  }

  /**
   * Adds a behaviour to a Lambda trigger of the pool. Handlers of the same trigger share one function.
   *
   * @param handler a bundled handler, such as `PreSignUp.allowEmailDomains({ … })`, or your own function with `PreSignUp.invoke(fn)`
   * @returns the function that runs the trigger
   */
  public addTrigger(handler: TriggerHandler): lambda.Function {
    return this.triggers.add(handler);
  }

  private createTriggers(props: CognitoAuthProps): TriggerRegistry {
    return new TriggerRegistry({
      where: this,
      userPool: this.userPool,
      attributes: this.attributes,
      featurePlan: this.featurePlan,
      removalPolicy: props.removalPolicy ?? defaults.REMOVAL_POLICY,
      selfSignUpEnabled: props.selfSignUpEnabled ?? defaults.SELF_SIGN_UP_ENABLED,
      hasProviders: () => this.providers.length > 0,
      clients: () => this.clients,
    });
  }

  private providerNames(): string[] {
    return this.providers.map(({ providerName }) => providerName).sort();
  }

  /** What can only be judged when everything was added; one synth shows all of it. */
  private findings(): string[] {
    this.warnOfMissingDomain();
    this.triggers.warnOfWritableClaims();
    return this.triggers.findings();
  }

  private warnOfMissingDomain(): void {
    if (this.providers.length === 0 || this.login.hasDomain) return;
    Annotations.of(this).addWarningV2(
      'cdk-cognito-auth:providerWithoutDomain',
      'the user pool has an identity provider and no domain, so nobody can sign in with it. Call addDomain().',
    );
  }
}
