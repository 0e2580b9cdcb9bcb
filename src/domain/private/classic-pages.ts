import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { BrandedClient, LoginPages } from './login-pages';
import { AuthConfigError } from '../../private/errors';
import type { Pool } from '../../user-pool/pool';

/** The classic hosted UI, for all clients at once. Its CSS needs a domain, and must be gone before the domain goes. */
export class ClassicPages implements LoginPages {
  readonly version = cognito.ManagedLoginVersion.CLASSIC_HOSTED_UI;
  private branding?: Construct;

  constructor(
    private readonly scope: Construct,
    private readonly pool: Pool,
    private readonly css?: string,
  ) {}

  addDomain(domain: cognito.UserPoolDomain): void {
    if (this.css === undefined) return;
    this.branding ??= new cognito.CfnUserPoolUICustomizationAttachment(this.scope, 'ClassicBranding', {
      userPoolId: this.pool.userPool.userPoolId,
      clientId: 'ALL',
      css: this.css,
    });
    this.branding.node.addDependency(domain);
  }

  /** They could have CSS of their own; but a pool with two looks has outgrown the classic pages. */
  addClient({ client, branding }: BrandedClient): void {
    if (!branding) return;
    throw new AuthConfigError(
      client,
      'branding is given, and the classic hosted UI looks the same for all clients. Give it to CognitoAuth, or use managed login (not with the LITE plan).',
    );
  }

  findings(): string[] {
    return [];
  }
}
