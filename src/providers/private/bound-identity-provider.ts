import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';
import { madeBy, requireKind } from '../../private/kinds';
import { warnOfRelaxations } from '../../private/relaxations';
import type { Pool } from '../../user-pool/pool';
import type { PoolAttributes } from '../../user-pool/pool-attributes';
import { AuthIdentityProvider } from '../auth-identity-provider';
import { IdentityProvider } from '../identity-provider';
import { mappingFindings, mappingRelaxations } from './mapping-rules';
import { clientFindings, twinFindings, twinRelaxations } from './provider-findings';
import { squattingRelaxation } from './user-names';
import { ADVICE } from '../../private/advice';

const PROVIDER = madeBy(IdentityProvider, ADVICE.IdentityProvider);

/** Cognito writes these itself; no client can, and none needs to. */
const NEVER_WRITABLE = ['username', 'email_verified', 'phone_number_verified'];

export class BoundIdentityProvider extends AuthIdentityProvider {
  public readonly providerName: string;
  public readonly resource: cognito.IUserPoolIdentityProvider;
  readonly emailDomains: readonly string[];
  readonly startsAtProvider: boolean;
  readonly verifiesNoAddress: boolean;
  private readonly overruled = new Set<string>();

  constructor(
    scope: Construct,
    id: string,
    private readonly pool: Pool,
    provider: IdentityProvider,
  ) {
    super(scope, id);
    requireKind(this, 'the provider', provider, PROVIDER);
    const bound = provider._bind(this, 'Resource', pool.userPool);
    this.providerName = bound.providerName;
    this.resource = bound.resource;
    this.emailDomains = bound.emailDomains ?? [];
    this.startsAtProvider = bound.startsAtProvider ?? false;
    this.verifiesNoAddress = bound.verifiesNoAddress ?? false;
    this.judgeMapping(pool.attributes);
    warnOfRelaxations(this, bound.relaxations ?? []);
    this.node.addValidation({ validate: () => this.findings() });
  }

  /** @internal */
  public _overrule(name: string): void {
    this.overruled.add(name);
  }

  /** Whether an attribute of the pool is what the provider itself says, and not what a trigger sets for its people. */
  says(attribute: string): boolean {
    const name = this.mapping[attribute];
    return name !== undefined && !this.overruled.has(name);
  }

  get providerType(): string {
    return this.l1.providerType;
  }

  /** @internal */
  public _mappedAttributes(): string[] {
    return Object.keys(this.mapping).filter((name) => !NEVER_WRITABLE.includes(name));
  }

  private get l1(): cognito.CfnUserPoolIdentityProvider {
    return this.resource.node.defaultChild as cognito.CfnUserPoolIdentityProvider;
  }

  /** As it will stand in the template, whoever wrote it there. */
  get mapping(): Record<string, string> {
    return (Stack.of(this).resolve(this.l1.attributeMapping) as Record<string, string> | undefined) ?? {};
  }

  /** Threat 2: clients must be able to write what a provider maps, and through most of them users can, too. */
  private judgeMapping(attributes: PoolAttributes): void {
    const { email, email_verified: verdict } = this.mapping;
    if (verdict !== undefined && verdict === email) {
      throw new AuthConfigError(
        this,
        `attributeMapping takes email_verified from '${email}', which is the address and no word about it. Map the claim that says whether it is verified, or leave it out.`,
      );
    }
    const mapped = this._mappedAttributes();
    mapped.forEach((name) => attributes.requireKnown(this, 'attributeMapping', name));
    const open = mapped.filter((name) => name.startsWith('custom:') && !attributes.authorizes(name));
    warnOfRelaxations(this, [
      {
        isMade: open.length > 0,
        id: 'mappedCustomAttribute',
        sentence: `attributeMapping has ${open.join(', ')}, which clients must be able to write for it, and users can write through clients. Name it in authorizationAttributes if it decides what a user may do, or acknowledge the warning.`,
      },
    ]);
  }

  /** What can only be judged when everything was added. */
  private findings(): string[] {
    const beside = this.node.scope?.node.children ?? [];
    const providers = beside.filter((child) => child instanceof BoundIdentityProvider);
    warnOfRelaxations(this, [
      ...mappingRelaxations(this),
      ...twinRelaxations(this, providers, this.pool.attributes),
      squattingRelaxation(this.providerName, this.pool),
    ]);
    const clients = beside.filter((child) => child instanceof cognito.UserPoolClient);
    return [...mappingFindings(this), ...twinFindings(this, providers), ...clientFindings(this, providers, clients)];
  }
}
