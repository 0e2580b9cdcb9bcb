import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { choosePages } from './choose-pages';
import { createDomain } from './create-domain';
import type { DomainPlan } from './domain-plan';
import { type BrandedClient, hasLoginPages, type LoginPages } from './login-pages';
import { ADVICE } from '../../private/advice';
import { AuthConfigError } from '../../private/errors';
import { madeBy, requireKind, requireKindIfGiven } from '../../private/kinds';
import { warnOfRelaxations } from '../../private/relaxations';
import { Pool } from '../../user-pool/pool';
import { AuthDomain } from '../auth-domain';
import { LoginBranding } from '../login-branding';
import type { LoginOptions } from '../login-options';

const { CLASSIC_HOSTED_UI: CLASSIC, NEWER_MANAGED_LOGIN: MANAGED } = cognito.ManagedLoginVersion;

const DOMAIN = madeBy(AuthDomain, ADVICE.AuthDomain);
const BRANDING = madeBy(LoginBranding, ADVICE.LoginBranding);

/** The pool's domains, and the pages that its clients show there. Who is added first must not matter (law 4). */
export class ManagedLogin {
  private readonly pages: LoginPages;
  private readonly clients: BrandedClient[] = [];
  private readonly domains = new Map<DomainPlan['kind'], cognito.UserPoolDomain>();

  constructor(
    private readonly scope: Construct,
    private readonly pool: Pool,
    private readonly options: LoginOptions,
  ) {
    requireKindIfGiven(scope, 'branding', options.branding, BRANDING);
    this.pages = choosePages(scope, pool, options);
    scope.node.addValidation({ validate: () => [...this.pages.findings(), ...this.planFindings()] });
  }

  /** Nobody can sign in with a provider that has no domain to return to, and nobody sees pages that are nowhere. */
  warn(providers: readonly Construct[]): void {
    const isNowhere = this.domains.size === 0;
    warnOfRelaxations(this.scope, [
      {
        isMade: isNowhere && providers.length > 0,
        id: 'providerWithoutDomain',
        sentence:
          'the user pool has an identity provider and no domain, so nobody can sign in with it. Call addDomain().',
      },
      {
        isMade: isNowhere && this.hasOwnPages,
        id: 'brandingWithoutDomain',
        sentence:
          'the user pool has branding or terms and no domain, so that there are no pages to show them. Call addDomain().',
      },
      {
        isMade: !isNowhere && this.pool.firstFactors.passkey && this.pages.version === CLASSIC,
        id: 'passkeyOnClassicPages',
        sentence:
          'users may sign in with a passkey, which the classic hosted UI does not offer. Use LoginBranding.managed(), or acknowledge the warning if your app asks for it itself.',
      },
    ]);
  }

  addDomain(id: string, domain: AuthDomain): cognito.UserPoolDomain {
    const { scope } = this;
    const where = `${scope.node.path}/${id}`;
    requireKind(where, 'the domain', domain, DOMAIN);
    const plan = domain._bind({ where, region: Stack.of(scope).region });
    this.requireFirst(where, plan);
    const common = { userPool: this.pool.userPool, managedLoginVersion: this.pages.version };
    const created = createDomain(scope, id, plan, common);
    this.nameDomain(plan);
    this.pages.addDomain(created);
    if (this.domains.size === 0) this.clients.forEach((client) => this.pages.addClient(client));
    this.domains.set(plan.kind, created);
    return created;
  }

  addClient(client: cognito.UserPoolClient, branding?: LoginBranding): void {
    requireKindIfGiven(client, 'branding', branding, BRANDING);
    if (!hasLoginPages(client)) return;
    this.clients.push({ client, branding });
    if (this.domains.size > 0) this.pages.addClient({ client, branding });
  }

  /** Domains that an escape hatch, or a lesser plan behind it, has left without their pages. */
  private planFindings(): string[] {
    const { pool, pages } = this;
    // refused by its branding already
    const isTold = pool.featurePlan === cognito.FeaturePlan.LITE && pages.version !== CLASSIC;
    if (isTold || pool.hasPlan(cognito.FeaturePlan.ESSENTIALS)) return [];
    const managed = [...this.domains.values()].filter(
      ({ node }) => (node.defaultChild as cognito.CfnUserPoolDomain).managedLoginVersion === MANAGED,
    );
    return managed.map(
      ({ node }) =>
        `the domain ${node.path} has managed login, and the LITE plan has the classic hosted UI only. Choose another featurePlan, or managedLoginVersion 1.`,
    );
  }

  private get hasOwnPages(): boolean {
    const { branding, terms } = this.options;
    return Boolean(branding ?? terms ?? this.clients.find((client) => client.branding));
  }

  /** For the passkeys, which belong to the domain. */
  private nameDomain(plan: DomainPlan): void {
    if (plan.kind === 'custom') this.pool.loginDomainName = plan.domainName;
    else this.pool.loginDomainPrefix = plan.prefix;
  }

  private requireFirst(where: string, { kind }: DomainPlan): void {
    const twin = this.domains.get(kind);
    if (!twin) return;
    const name = kind === 'custom' ? 'custom domain' : 'domain of Cognito';
    throw new AuthConfigError(
      where,
      `the user pool has a ${name} already (${twin.node.path}). Cognito allows one of each kind: leave one out.`,
    );
  }
}
