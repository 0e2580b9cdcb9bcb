import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { AppClient } from './clients/app-client';
import { ClientRegistry } from './clients/private/client-registry';
import { AuthDomain } from './domain/auth-domain';
import { ManagedLogin } from './domain/private/managed-login';
import { AuthGroup, GroupOptions } from './groups/auth-group';
import { PoolGroup } from './groups/private/pool-group';
import { AuthIdentityPool } from './identity-pool/auth-identity-pool';
import { IdentityPoolOptions } from './identity-pool/identity-pool-options';
import { PoolOfIdentities } from './identity-pool/private/pool-of-identities';
import { guardIdentity } from './lock/private/identity-guard';
import { refuseOtherPartitions } from './private/partition';
import { AuthIdentityProvider } from './providers/auth-identity-provider';
import { IdentityProvider } from './providers/identity-provider';
import { BoundIdentityProvider } from './providers/private/bound-identity-provider';
import { TriggerRegistry } from './triggers/private/trigger-registry';
import { TriggerFunctionOptions } from './triggers/trigger-function-options';
import { TriggerHandler } from './triggers/trigger-handler';
import { AdminGrants, MANAGE_GROUPS, MANAGE_USERS, READ_USERS, SET_PASSWORDS } from './user-pool/admin-grants';
import { Pool } from './user-pool/pool';
import { CognitoAuthProps } from './user-pool/user-pool-props';

/**
 * An Amazon Cognito user pool with safe defaults, and all that belongs to it: app clients, a domain, identity providers,
 * groups, an identity pool and triggers, added in any order.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/what-is-amazon-cognito.html
 */
export class CognitoAuth extends Construct {
  /**
   * The user pool of aws-cdk-lib, for settings that this library does not offer.
   */
  public readonly userPool: cognito.UserPool;

  private readonly pool: Pool;
  private readonly login: ManagedLogin;
  private readonly clients: ClientRegistry;
  private readonly triggers: TriggerRegistry;
  private readonly groups: PoolGroup[] = [];
  private readonly admins: AdminGrants;

  constructor(scope: Construct, id: string, props: CognitoAuthProps = {}) {
    super(scope, id);
    refuseOtherPartitions(this);
    const pool = (this.pool = new Pool(this, props));
    this.userPool = pool.userPool;
    this.login = new ManagedLogin(this, pool, props);
    this.clients = new ClientRegistry(this, pool);
    this.triggers = new TriggerRegistry(this, pool, this.clients, props.triggerFunctions);
    this.admins = new AdminGrants(this, this.userPool.userPoolArn, () => this.triggers.invokedFunctions);
    this.node.addValidation({ validate: () => this.findings() });
    guardIdentity(this, pool.userPool, props.identityLock);
  }

  /**
   * Adds an app client and returns the L2. Unless it says otherwise it offers sign-in with the pool's own users and with every
   * identity provider of the pool.
   *
   * @param id id of the client in this scope
   * @param client the kind of client, such as `AppClient.spa({ … })`
   */
  public addClient(id: string, client: AppClient): cognito.UserPoolClient {
    const created = this.clients.addClient(id, client);
    this.login.addClient(created, this.clients.brandingOf(created));
    return created;
  }

  /**
   * The id and the secret of a confidential client, as `{ "clientId": …, "clientSecret": … }` in Secrets Manager, where it is kept
   * from the first call on; neither the template nor an output ever holds the secret. Give it to an app with `grantRead`.
   *
   * @param client what `addClient` returned for `AppClient.web`, `AppClient.machine` or `AppClient.alb`
   */
  public clientSecret(client: cognito.IUserPoolClient): secretsmanager.ISecret {
    return this.clients.clientSecret(client);
  }

  /**
   * Adds a resource server, an API whose scopes access tokens may carry, and returns the L2. Clients take its scopes with
   * `cognito.OAuthScope.resourceServer(server, scope)`.
   *
   * @param id id of the resource server in this scope
   * @param options identifier, unique in the pool, and at most 100 scopes
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html
   */
  public addResourceServer(id: string, options: cognito.UserPoolResourceServerOptions): cognito.UserPoolResourceServer {
    return this.clients.addResourceServer(id, options);
  }

  /**
   * Gives the pool a domain, where managed login lives, and returns the L2: `baseUrl()` and `signInUrl(client, …)` are the
   * addresses of its pages. Identity providers need a domain; a pool may have one of each kind.
   *
   * @param id id of the domain in this scope
   * @param domain the kind of domain, such as `AuthDomain.prefix('notes-example')`
   */
  public addDomain(id: string, domain: AuthDomain): cognito.UserPoolDomain {
    return this.login.addDomain(id, domain);
  }

  /**
   * Adds an identity provider; every client offers it, whether it was added before or after.
   *
   * @param id id of the provider in this scope
   * @param provider the kind of provider, such as `IdentityProvider.google({ … })`
   */
  public addIdentityProvider(id: string, provider: IdentityProvider): AuthIdentityProvider {
    const created = new BoundIdentityProvider(this, id, this.pool, provider);
    this.clients.offer(created);
    return created;
  }

  /**
   * Adds a group of users; with an identity pool, a group whose members have an IAM role.
   *
   * @param id id of the group in this scope, and its name unless `groupName` says otherwise
   * @param options precedence, identity pool, description, limits of the role
   */
  public addGroup(id: string, options: GroupOptions = {}): AuthGroup {
    const created = new PoolGroup(this, id, this.pool, options, () => this.groups);
    this.groups.push(created);
    return created;
  }

  /**
   * Adds an identity pool, which gives AWS credentials to signed-in users.
   *
   * @param id id of the identity pool in this scope
   * @param options whose users get credentials, guests, role mapping, principal tags
   */
  public addIdentityPool(id: string, options: IdentityPoolOptions): AuthIdentityPool {
    return new PoolOfIdentities(this, id, this.pool, options, {
      groups: () => this.groups,
      claims: () => this.triggers.claims,
    });
  }

  /**
   * Adds a behaviour to a Lambda trigger of the pool, and returns the function that all handlers of the trigger share.
   *
   * @param handler a bundled handler, such as `PreSignUp.allowEmailDomains({ … })`, or your own function with `PreSignUp.invoke(fn)`
   */
  public addTrigger(handler: TriggerHandler): lambda.Function {
    return this.triggers.add(handler);
  }

  /**
   * Says how the function of one trigger runs and is watched, before or after its handlers are added. What is left out stays as
   * `triggerFunctions` says for all.
   *
   * @param operation the trigger, such as `cognito.UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG`
   * @param options memory, tracing, logs, warm instances, metrics, alarms
   */
  public configureTrigger(operation: cognito.UserPoolOperation, options: TriggerFunctionOptions): void {
    this.triggers.options.configure(operation, options);
  }

  /**
   * Lets the grantee look up users, their attributes and their groups.
   *
   * @param grantee a function of a back end, another holder of a role, or a user of IAM
   */
  public grantReadUsers(grantee: iam.IGrantable): iam.Grant {
    return this.admins.grant(grantee, READ_USERS);
  }

  /**
   * Lets the grantee look up, create, change (whatever clients may not write), disable, sign out and delete users.
   *
   * @param grantee a function of a back end that is trusted with every account: who changes an address can take it over
   */
  public grantManageUsers(grantee: iam.IGrantable): iam.Grant {
    return this.admins.grant(grantee, MANAGE_USERS);
  }

  /**
   * Lets the grantee decide who is in which group, not make or change groups. It can join any group with a role itself.
   *
   * @param grantee a function of a back end, another holder of a role, or a user of IAM
   */
  public grantManageGroups(grantee: iam.IGrantable): iam.Grant {
    return this.admins.grant(grantee, MANAGE_GROUPS);
  }

  /**
   * Lets the grantee set passwords without an e-mail to the user, and so sign in as anybody who has no second factor.
   *
   * @param grantee who moves users from elsewhere; reset by e-mail is part of `grantManageUsers`
   */
  public grantSetPasswords(grantee: iam.IGrantable): iam.Grant {
    return this.admins.grant(grantee, SET_PASSWORDS);
  }

  /** What can only be judged when everything was added; one synth shows all of it. */
  private findings(): string[] {
    this.login.warn(this.clients.providers);
    this.triggers.warn();
    return this.triggers.findings();
  }
}
