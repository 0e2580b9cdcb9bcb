import { Lazy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { schemeRelaxation } from './app-schemes';
import { attributeFindings } from './client-attributes';
import { combinationFindings, secretRelaxation, warnWithoutDomain } from './client-findings';
import { clientRelaxations } from './client-relaxations';
import { createClientSecret } from './client-secrets';
import type { ClientSettings } from './client-settings';
import { mappingFindings } from './mapped-attributes';
import { urlFindings } from './redirect-urls';
import { scopeFindings } from './scope-findings';
import type { LoginBranding } from '../../domain/login-branding';
import { AuthConfigError } from '../../private/errors';
import { warnOfRelaxations } from '../../private/relaxations';
import { AuthIdentityProvider } from '../../providers/auth-identity-provider';
import { Pool } from '../../user-pool/pool';

/** A client of a pool: the L2, beside the pool, and what it offers, which is read when the template is rendered. */
export class PoolClient {
  readonly construct: cognito.UserPoolClient;
  private readonly resource: cognito.CfnUserPoolClient;
  private secret?: ISecret;

  constructor(
    scope: Construct,
    id: string,
    private readonly pool: Pool,
    private readonly settings: ClientSettings,
    private readonly providers: readonly AuthIdentityProvider[],
  ) {
    this.construct = new cognito.UserPoolClient(scope, id, { userPool: pool.userPool, ...settings.props });
    this.resource = this.construct.node.defaultChild as cognito.CfnUserPoolClient;
    this.resource.supportedIdentityProviders = settings.offer && Lazy.list({ produce: () => this.offeredNames() });
    warnOfRelaxations(this.construct, clientRelaxations(settings));
    this.construct.node.addValidation({ validate: () => this.findings() });
  }

  offers(provider: AuthIdentityProvider): boolean {
    const { offer } = this.settings;
    return offer !== undefined && (offer.identityProviders?.includes(provider) ?? true);
  }

  get branding(): LoginBranding | undefined {
    return this.settings.branding;
  }

  /** Texts, or tokens that lead to the server themselves. */
  get scopeNames(): string[] {
    return (this.settings.props.oAuth?.scopes ?? []).map(({ scopeName }) => scopeName);
  }

  clientSecret(): ISecret {
    if (!this.settings.props.generateSecret) {
      throw new AuthConfigError(
        this.construct,
        'the client is a public one, which has no secret. Clients of AppClient.web, AppClient.machine and AppClient.alb have one.',
      );
    }
    this.secret ??= createClientSecret(this.construct, this.settings.secretEncryptionKey);
    return this.secret;
  }

  private get offered(): AuthIdentityProvider[] {
    return this.providers.filter((provider) => this.offers(provider));
  }

  private offeredNames(): string[] {
    const names = this.offered.map(({ providerName }) => providerName).sort();
    return this.settings.offer?.poolUsers ? ['COGNITO', ...names] : names;
  }

  /** What can only be judged when everything was added. */
  private findings(): string[] {
    const { urlFault, needsDomain = false, props, addedAttributes } = this.settings;
    warnOfRelaxations(this.construct, [schemeRelaxation(this.resource, urlFault), secretRelaxation(this.construct)]);
    // apps in a browser or a phone often sign in by the SDK alone
    if (needsDomain || props.generateSecret) warnWithoutDomain(this.construct, this.pool.userPool, !needsDomain);
    return [
      ...combinationFindings(this.resource, this.pool),
      ...urlFindings(this.resource, urlFault),
      ...attributeFindings(this.resource, this.pool, addedAttributes),
      ...scopeFindings(this.resource, this.pool.userPool),
      ...mappingFindings(this.resource, this.pool, this.offered, addedAttributes),
      ...this.offerFindings(),
    ];
  }

  private offerFindings(): string[] {
    const { offer } = this.settings;
    if (!offer) return [];
    const foreign = (offer.identityProviders ?? []).filter((provider) => !this.providers.includes(provider));
    return [
      ...foreign.map(
        ({ node }) => `identityProviders has ${node.path}, which is a provider of another user pool. Leave it out.`,
      ),
      ...(offer.poolUsers || this.offered.length > 0
        ? []
        : [
            'nobody can sign in: poolUsers is false, and the client offers no identity provider. Add one, or let users in.',
          ]),
    ];
  }
}
