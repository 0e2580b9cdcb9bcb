import { Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import type { TrustedClaim } from './trusted-claims';
import { AuthConfigError } from '../../private/errors';

/** What a policy variable can name; IAM keeps `aws:` for itself. */
const TAG = /^(?!aws:)[\w.:/=+@-]{1,128}$/i;
const MOST_TAGS = 50;
const LONGEST_CLAIM = 256;

/** Session tags that the claims of a user become; the same for every client of the user pool. */
export class PrincipalTags {
  private readonly tags: readonly (readonly [string, string])[];

  constructor(
    private readonly where: Construct,
    tags: Readonly<Record<string, string>> = {},
  ) {
    this.tags = Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1));
    this.requireFewTags();
    this.tags.forEach(([name, claim]) => this.requirePlain(name, claim));
  }

  get isEmpty(): boolean {
    return this.tags.length === 0;
  }

  has(name: string): boolean {
    return this.tags.some(([tag]) => tag === name);
  }

  get claims(): TrustedClaim[] {
    return this.tags.map(([name, claim]) => ({ claim, use: `principalTags maps '${name}' to` }));
  }

  /** Without `useDefaults` (client id and user name), so that sessions carry what was asked for and nothing else. */
  attach(identityPoolId: string, identityProviderName: string): void {
    if (this.isEmpty) return;
    new cognito.CfnIdentityPoolPrincipalTag(this.where, 'PrincipalTags', {
      identityPoolId,
      identityProviderName,
      principalTags: Object.fromEntries(this.tags),
      useDefaults: false,
    });
  }

  private requireFewTags(): void {
    if (this.tags.length <= MOST_TAGS) return;
    throw new AuthConfigError(
      this.where,
      `principalTags has ${this.tags.length} tags, and a session carries at most ${MOST_TAGS}. Leave some out.`,
    );
  }

  private requirePlain(name: string, claim: string): void {
    if (!TAG.test(name)) {
      throw new AuthConfigError(
        this.where,
        `principalTags has the tag '${name}'. Use 1 to 128 letters, digits and the characters _ . : / = + @ -, and not aws: at its beginning.`,
      );
    }
    if (Token.isUnresolved(claim) || !/^\S+$/.test(claim) || claim.length > LONGEST_CLAIM) {
      throw new AuthConfigError(
        this.where,
        `principalTags maps '${name}' to the claim '${claim}'. Name a claim of the ID token, as in 'custom:tenant' or 'sub'.`,
      );
    }
  }
}
