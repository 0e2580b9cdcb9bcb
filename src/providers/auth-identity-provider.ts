import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/**
 * An identity provider of a user pool, as `auth.addIdentityProvider` returns it.
 */
export abstract class AuthIdentityProvider extends Construct {
  /**
   * The name that Cognito knows the provider by, such as `Google`; a plain string, so that triggers can carry it.
   */
  public abstract readonly providerName: string;

  /**
   * The construct of aws-cdk-lib, for settings that this library does not offer.
   */
  public abstract readonly resource: cognito.IUserPoolIdentityProvider;

  /** @internal */
  public abstract _mappedAttributes(): string[];

  /**
   * What it says under this name does not count: a trigger says it instead.
   *
   * @internal
   */
  public abstract _overrule(name: string): void;
}
