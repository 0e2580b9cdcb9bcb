import { Lazy, Reference, Stack, Token, Tokenization } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { mayServe, relyingPartyFault } from './relying-party';
import * as defaults from '../../defaults';
import type { Relaxation } from '../../private/relaxations';
import { shownText } from '../../private/tokens';
import { PasskeyFactor } from '../passkey-factor';
import type { Pool } from '../pool';
import type { SignInFactorOptions } from '../sign-in-factor-options';

/** How passkeys are made and judged. They are bound to a domain that may be added later, so it is read last. */
export class Passkeys {
  private readonly factor: PasskeyFactor;
  private readonly verification: cognito.PasskeyUserVerification;
  private readonly chosenId?: string;

  constructor(
    options: SignInFactorOptions,
    private readonly pool: Pool,
  ) {
    const isRequired = (options.mfa ?? defaults.MFA) === cognito.Mfa.REQUIRED;
    const needed = isRequired ? PasskeyFactor.MULTI_FACTOR_WITH_USER_VERIFICATION : PasskeyFactor.SINGLE_FACTOR;
    this.factor = options.passkeyFactor ?? needed;
    this.verification = options.passkeyUserVerification ?? defaults.PASSKEY_USER_VERIFICATION;
    this.chosenId = options.passkeyRelyingPartyId;
  }

  writeTo(resource: cognito.CfnUserPool): PasskeyFactor {
    resource.webAuthnUserVerification = this.verification;
    resource.webAuthnRelyingPartyId = Lazy.string({ produce: () => this.relyingPartyId });
    // younger than the oldest CDK that is promised
    resource.addPropertyOverride('WebAuthnFactorConfiguration', this.factor);
    return this.factor;
  }

  findings(resource: cognito.CfnUserPool): string[] {
    if (this.namesPool(resource)) {
      return [
        'passkeys are bound to the domain of addDomain(), whose name is made from the user pool, so that the pool would wait for itself. Write the name down, or pass passkeyRelyingPartyId.',
      ];
    }
    // as it will stand in the template, whoever wrote it there; where nobody did, Cognito takes the domain
    const id: unknown = Stack.of(resource).resolve(resource.webAuthnRelyingPartyId) ?? this.relyingPartyId;
    if (id === undefined) {
      return [
        'passkeys are bound to a domain, and the pool has none. Call addDomain(), or pass passkeyRelyingPartyId.',
      ];
    }
    const { loginDomainName: domain } = this.pool;
    if (typeof id !== 'string' || Token.isUnresolved(id)) return [];
    if (id === this.pool.loginDomainPrefix) {
      return [`passkeyRelyingPartyId is '${id}', the prefix alone. Write the whole name: '${this.shownDomain}'.`];
    }
    const fault = relyingPartyFault(id);
    if (fault) return [`passkeyRelyingPartyId '${id}' ${fault}.`];
    if (domain === undefined || Token.isUnresolved(domain) || mayServe(id, domain)) return [];
    return [
      `passkeyRelyingPartyId is '${id}', which is neither the custom domain ${domain} nor a parent of it, so that browsers refuse every passkey there. Leave it out on a new pool; where users have passkeys, keep their domain, because a change loses them all.`,
    ];
  }

  relaxations(): Relaxation[] {
    const id = this.relyingPartyId ?? '';
    return [
      {
        isMade: this.verification === cognito.PasskeyUserVerification.PREFERRED,
        id: 'passkeysWithoutUserVerification',
        sentence:
          'whoever holds a security key can sign in with it. Leave passkeyUserVerification at REQUIRED, or acknowledge the warning.',
      },
      {
        isMade: this.chosenId === undefined && this.relyingPartyId !== undefined,
        id: 'passkeysFollowDomain',
        sentence: `passkeys are bound to the domain of addDomain(), and another domain there would lose them all. Write it down, passkeyRelyingPartyId: '${this.shownDomain}', so that a change is refused, or acknowledge the warning.`,
      },
      {
        isMade: this.chosenId !== undefined && id !== 'localhost' && !this.servesManagedLogin(id),
        id: 'passkeysBeyondManagedLogin',
        sentence: `managed login has no passkeys, because they are bound to ${id} and not to its own domain; only an app that asks for them itself has. Leave passkeyRelyingPartyId out, or acknowledge the warning.`,
      },
      {
        isMade: id === 'localhost',
        id: 'passkeysOnLocalhost',
        sentence:
          'passkeys are bound to localhost, where they serve no deployed app. Pass its domain, or acknowledge the warning.',
      },
    ];
  }

  private namesPool(resource: cognito.CfnUserPool): boolean {
    const { tokens } = Tokenization.reverseString(this.relyingPartyId ?? '');
    return tokens.some((token) => Reference.isReference(token) && token.target === resource);
  }

  private get relyingPartyId(): string | undefined {
    return this.chosenId ?? this.pool.loginDomainName ?? this.prefixDomainName;
  }

  private get prefixDomainName(): string | undefined {
    const { loginDomainPrefix: prefix, userPool } = this.pool;
    return prefix === undefined ? undefined : `${prefix}.auth.${Stack.of(userPool).region}.amazoncognito.com`;
  }

  /** The name as somebody would write it down, who knows the Region. */
  private get shownDomain(): string {
    const { loginDomainName: custom, loginDomainPrefix: prefix, userPool } = this.pool;
    if (custom !== undefined) return shownText(custom);
    const { region } = Stack.of(userPool);
    return `${shownText(prefix)}.auth.${Token.isUnresolved(region) ? 'REGION' : region}.amazoncognito.com`;
  }

  /** Cognito asks for the whole name of the custom domain where there is one; without any domain there is no managed login. */
  private servesManagedLogin(id: string): boolean {
    const { loginDomainName: domain } = this.pool;
    const { prefixDomainName } = this;
    if ([id, domain].some((name) => Token.isUnresolved(name))) return true;
    if (domain !== undefined) return id === domain;
    if (prefixDomainName === undefined || id === prefixDomainName) return true;
    return id.startsWith(`${this.pool.loginDomainPrefix}.auth.`) && id.endsWith('.amazoncognito.com');
  }
}
