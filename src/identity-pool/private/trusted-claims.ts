import { Annotations, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { clientsOf, reads, resourceOf, writes } from './pool-clients';
import { readablePath } from '../../private/references';

/** Cognito writes these itself: no client can, whatever it says. */
const KEPT_BY_COGNITO = /^(sub|cognito:.+|email_verified|phone_number_verified|updated_at|identities|aud|iss)$/;

/** A claim by which an identity pool decides what a user may do, and where it was named. */
export interface TrustedClaim {
  readonly claim: string;
  /** As the beginning of a sentence: `principalTags maps 'tenant' to`. */
  readonly use: string;
  /** What to do beside closing the attribute: `, or …`. */
  readonly otherwise?: string;
}

/** What decides what users may do must not be theirs to write, through any client of the user pool. */
export class TrustedClaims {
  constructor(
    private readonly where: Construct,
    private readonly userPool: cognito.IUserPool,
    private readonly clients: readonly cognito.IUserPoolClient[],
    private readonly claims: readonly TrustedClaim[],
  ) {}

  findings(): string[] {
    this.warnOfImportedClients();
    return this.claims.flatMap((claim) => [
      ...this.undeclared(claim),
      ...this.writable(claim),
      ...this.unreadable(claim),
    ]);
  }

  private writable({ claim, use, otherwise = '' }: TrustedClaim): string[] {
    if (KEPT_BY_COGNITO.test(claim)) return [];
    const writers = clientsOf(this.userPool).filter((client) => writes(client, claim));
    if (writers.length === 0) return [];
    return [
      `${use} the claim '${claim}', which users may write through ${writers.map(readablePath).sort().join(', ')}. Leave it out of writeAttributes there; administrators and triggers can still write it${otherwise}.`,
    ];
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
    const claims = this.claims.map(({ claim }) => claim).filter((claim) => !KEPT_BY_COGNITO.test(claim));
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
