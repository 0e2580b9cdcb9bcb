import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AuthIdentityProvider } from '../auth-identity-provider';
import type { IdentityProvider } from '../identity-provider';

/** Cognito writes these itself; no client can, and none needs to. */
const NEVER_WRITABLE = ['username', 'email_verified', 'phone_number_verified'];

export class BoundIdentityProvider extends AuthIdentityProvider {
  public readonly providerName: string;
  public readonly resource: cognito.IUserPoolIdentityProvider;

  constructor(scope: Construct, id: string, userPool: cognito.IUserPool, provider: IdentityProvider) {
    super(scope, id);
    const { providerName, resource } = provider._bind(this, 'Resource', userPool);
    this.providerName = providerName;
    this.resource = resource;
  }

  /** @internal */
  public _mappedAttributes(): string[] {
    const { attributeMapping } = this.resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider;
    const names = Object.keys((Stack.of(this).resolve(attributeMapping) as object | undefined) ?? {});
    return names.filter((name) => !NEVER_WRITABLE.includes(name));
  }
}
