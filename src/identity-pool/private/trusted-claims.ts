import { Annotations, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct, IConstruct } from 'constructs';
import { providersThatMap, resourceOf } from './pool-clients';
import { reads, writes } from '../../clients/attribute-lists';
import { isOpenToUsers } from '../../clients/user-reach';
import { AuthConfigError } from '../../private/errors';
import { clientsOf } from '../../private/pool-parts';
import { readablePath } from '../../private/references';
import { STANDARD_ATTRIBUTES } from '../../user-pool/pool-attributes';

/** Cognito writes these itself: no client can, whatever it says. */
const KEPT_BY_COGNITO = /^(sub|cognito:.+|email_verified|phone_number_verified|aud|iss)$/;
/** Lists, which neither a tag nor a rule can hold. */
const LISTS = ['cognito:groups', 'cognito:roles', 'identities'];

/** A claim by which an identity pool decides what a user may do, and where it was named. */
export interface TrustedClaim {
  readonly claim: string;
  /** As the beginning of a sentence: `principalTags maps 'tenant' to`. */
  readonly use: string;
  /** What to do beside closing the attribute: `, or …`. */
  readonly otherwise?: string;
}

/** A claim that a handler of the user pool makes. */
export interface ClaimMade {
  /** As people call it: `PreTokenGeneration.claim`. */
  readonly handler: string;
  readonly name: string;
  /** Of an attribute of the user, or of something else. */
  readonly value: { readonly attribute: string } | object;
  readonly tokens: readonly string[];
}

/** A tag and a rule compare one text. */
export function refuseList(where: IConstruct, use: string, claim: string): void {
  if (!LISTS.includes(claim)) return;
  throw new AuthConfigError(
    where,
    `${use} the claim '${claim}', which is a list and not one text. Give groups a role instead, with identityPool in addGroup().`,
  );
}

/** What decides what users may do must not be theirs to write, through any client of the user pool. */
export class TrustedClaims {
  constructor(
    private readonly where: Construct,
    private readonly userPool: cognito.IUserPool,
    private readonly clients: readonly cognito.IUserPoolClient[],
    private readonly claims: readonly TrustedClaim[],
    private readonly made: () => readonly ClaimMade[],
  ) {}

  findings(): string[] {
    this.warnOfImportedClients();
    return this.claims.flatMap((claim) => [
      ...this.undeclared(claim),
      ...this.writable(claim),
      ...this.madeOfWritable(claim),
      ...this.madeElsewhere(claim),
      ...this.unreadable(claim),
    ]);
  }

  private writable({ claim, use, otherwise = '' }: TrustedClaim): string[] {
    const writers = this.writersOf(claim);
    if (writers === '') return [];
    return [
      `${use} the claim '${claim}', which users may write through ${writers}. ${this.wayOut(claim)}${otherwise}.`,
    ];
  }

  /** Under a name that no client can write a handler may pass on what one can. */
  private madeOfWritable({ claim, use, otherwise = '' }: TrustedClaim): string[] {
    return this.sourcesOf(claim).flatMap(({ handler, source }) => {
      const writers = this.writersOf(source);
      // where the claim is the attribute itself it is told once
      if (writers === '' || source === claim) return [];
      return [
        `${use} the claim '${claim}', which ${handler} fills from '${source}', which users may write through ${writers}. ${this.wayOut(source)}${otherwise}.`,
      ];
    });
  }

  /** An identity pool reads the ID token. An attribute is there anyway. */
  private madeElsewhere({ claim, use }: TrustedClaim): string[] {
    const made = this.made().filter(({ name }) => name === claim);
    const isAttribute = claim.startsWith('custom:') || Object.values(STANDARD_ATTRIBUTES).includes(claim);
    if (isAttribute || made.length === 0 || made.some(({ tokens }) => tokens.includes('id'))) return [];
    return [
      `${use} the claim '${claim}', which ${made[0].handler} puts into the access token only, and an identity pool reads the ID token. Pass ClaimTokens.ID_AND_ACCESS or ClaimTokens.ID as its tokens.`,
    ];
  }

  /** The attributes of which handlers make a claim of the ID token. */
  private sourcesOf(claim: string): { handler: string; source: string }[] {
    const made = this.made().filter(({ name, tokens }) => name === claim && tokens.includes('id'));
    return made.flatMap(({ handler, value }) => ('attribute' in value ? [{ handler, source: value.attribute }] : []));
  }

  /** What a provider maps, its clients must be able to write. */
  private wayOut(attribute: string): string {
    const providers = providersThatMap(this.userPool, attribute);
    return providers.length === 0
      ? 'Leave it out of writeAttributes there; administrators and triggers can still write it'
      : `${providers.sort().join(', ')} maps it, so that clients must have it in writeAttributes: close them to users with managedLoginOnly and without OAuthScope.COGNITO_ADMIN, and leave selfSignUpEnabled out`;
  }

  private writersOf(attribute: string): string {
    if (KEPT_BY_COGNITO.test(attribute)) return '';
    const writers = clientsOf(this.userPool).filter(
      (client) => writes(client, attribute) && isOpenToUsers(this.userPool, client),
    );
    return writers.map(readablePath).sort().join(', ');
  }

  /** A token holds only what its client may read. */
  private unreadable({ claim, use }: TrustedClaim): string[] {
    if (!claim.startsWith('custom:')) return [];
    const blind = this.clients.filter((client) => {
      const resource = resourceOf(client);
      return resource && !reads(resource, claim);
    });
    return blind.map(
      ({ node }) => `${use} the claim '${claim}', which tokens of ${node.path} lack. Add it to readAttributes there.`,
    );
  }

  private undeclared({ claim, use }: TrustedClaim): string[] {
    const resource = this.userPool.node.defaultChild;
    if (!claim.startsWith('custom:') || !(resource instanceof cognito.CfnUserPool)) return [];
    const schema: { name?: string }[] = Stack.of(resource).resolve(resource.schema) ?? [];
    if (schema.some(({ name }) => `custom:${name}` === claim)) return [];
    return [`${use} the claim '${claim}', which the user pool does not have. Declare it in customAttributes.`];
  }

  /** What an imported client lets users write cannot be seen from here. */
  private warnOfImportedClients(): void {
    const named = this.claims.flatMap(({ claim }) => [claim, ...this.sourcesOf(claim).map(({ source }) => source)]);
    const claims = [...new Set(named)].filter((claim) => !KEPT_BY_COGNITO.test(claim));
    const imported = this.clients.filter((client) => !resourceOf(client));
    if (claims.length === 0 || imported.length === 0) return;
    Annotations.of(this.where).addWarningV2(
      'cdk-cognito-auth:claimsOfImportedClient',
      `${imported
        .map(({ node }) => node.path)
        .sort()
        .join(
          ', ',
        )} is imported, so what users may write through it cannot be seen. Make sure that it is none of ${claims.map((claim) => `'${claim}'`).join(', ')}, by which the identity pool decides.`,
    );
  }
}
