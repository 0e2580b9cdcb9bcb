import * as cognito from 'aws-cdk-lib/aws-cognito';
import type { LoginStyle } from './branding-plan';
import type { BrandedClient, LoginPages } from './login-pages';
import { createTerms } from './terms';
import { AuthConfigError } from '../../private/errors';
import type { Pool } from '../../user-pool/pool';
import type { LoginBranding } from '../login-branding';
import type { LoginTerms } from '../login-terms';

/** CloudFormation allows a template of 1 MB. */
const LARGEST_TEMPLATE = 1_000_000;

/** The pages of managed login, which say "unavailable" to a client that has no branding. */
export class ManagedPages implements LoginPages {
  readonly version = cognito.ManagedLoginVersion.NEWER_MANAGED_LOGIN;
  private readonly styles: (LoginStyle | undefined)[] = [];

  constructor(
    private readonly pool: Pool,
    private readonly style?: LoginStyle,
    private readonly terms?: LoginTerms,
  ) {}

  addDomain(): void {
    // the branding belongs to the clients
  }

  addClient({ client, branding }: BrandedClient): void {
    const style = branding ? ownStyle(client, branding) : this.style;
    const [userPoolId, clientId] = [this.pool.userPool.userPoolId, client.userPoolClientId];
    new cognito.CfnManagedLoginBranding(client, 'Branding', {
      userPoolId,
      clientId,
      ...(style
        ? { useCognitoProvidedValues: false, settings: style.settings, assets: [...style.assets] }
        : { useCognitoProvidedValues: true }),
    });
    if (this.terms) createTerms(client, { userPoolId, clientId }, this.terms);
    this.styles.push(style);
  }

  /** Every client carries the images of its own branding. */
  findings(): string[] {
    const images = this.styles.flatMap((style) => style?.assets ?? []);
    const size = images.reduce((sum, { bytes = '' }) => sum + bytes.length, 0);
    if (size <= LARGEST_TEMPLATE) return [];
    return [
      `the images of the branding take ${Math.round(size / 1000)} kB of the template, because each of ${this.styles.length} clients carries them in Base64, and CloudFormation allows ${LARGEST_TEMPLATE / 1000} kB. Use smaller images.`,
    ];
  }
}

function ownStyle(client: cognito.UserPoolClient, branding: LoginBranding): LoginStyle | undefined {
  const plan = branding._bind(client.node.path);
  if (plan.kind === 'managed') return plan.style;
  throw new AuthConfigError(
    client,
    'branding is of the classic hosted UI, and the pages of the user pool are those of managed login. Use LoginBranding.managed(), or give it to CognitoAuth.',
  );
}
