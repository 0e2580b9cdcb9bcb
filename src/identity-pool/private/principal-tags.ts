import { Stack, TagManager, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { refuseList, type TrustedClaim } from './trusted-claims';
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
    this.requireDistinctTags();
    this.tags.forEach(([name, claim]) => this.requirePlain(name, claim));
  }

  get isEmpty(): boolean {
    return this.tags.length === 0;
  }

  has(name: string): boolean {
    return this.tags.some(([tag]) => sameKey(tag, name));
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

  /** IAM reads a tag of the role where the session has none of that name, so users without the claim would have a value. */
  findings(roles: readonly iam.Role[]): string[] {
    return roles.flatMap((role) => [
      ...this.namedIn((role.node.defaultChild as iam.CfnRole).tags).map(
        (tag) =>
          `${role.node.path} carries the tag '${tag}', which would stand in for the claim of users who have none. Exclude it with Tags.of(role).remove('${tag}'), or name the principal tag otherwise.`,
      ),
      ...stacksOf(role).flatMap((stack) =>
        this.namedIn(stack.tags, stack.nestedStackResource).map(
          (tag) =>
            `${role.node.path} gets the tag '${tag}' from its stack ${stack.node.path}, and it would stand in for the claim of users who have none. Leave it out there (Tags.of(…).add takes excludeResourceTypes: ['aws:cdk:stack', 'AWS::CloudFormation::Stack', 'AWS::IAM::Role']), or name the principal tag otherwise.`,
        ),
      ),
    ]);
  }

  private namedIn(...carriers: unknown[]): string[] {
    const keys = carriers.flatMap((carrier) => Object.keys(managerOf(carrier)?.tagValues() ?? {}));
    return [...new Set(keys)].filter((key) => this.has(key)).sort();
  }

  private requireFewTags(): void {
    if (this.tags.length <= MOST_TAGS) return;
    throw new AuthConfigError(
      this.where,
      `principalTags has ${this.tags.length} tags, and a session carries at most ${MOST_TAGS}. Leave some out.`,
    );
  }

  private requireDistinctTags(): void {
    this.tags.forEach(([name], index) => {
      const twin = this.tags.slice(0, index).find(([other]) => sameKey(other, name));
      if (!twin) return;
      throw new AuthConfigError(
        this.where,
        `principalTags has the tags '${twin[0]}' and '${name}', which are one for IAM: letter case does not count. Leave one out.`,
      );
    });
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
    refuseList(this.where, `principalTags maps '${name}' to`, claim);
  }
}

/** IAM compares keys of tags without regard to letter case. */
function sameKey(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function managerOf(carrier: unknown): TagManager | undefined {
  if (carrier instanceof TagManager) return carrier;
  return carrier && TagManager.isTaggable(carrier) ? carrier.tags : undefined;
}

/** The stack of a role and those in which it is nested: CloudFormation passes their tags on. */
function stacksOf(role: iam.Role): Stack[] {
  const stacks: Stack[] = [];
  for (let stack: Stack | undefined = Stack.of(role); stack; stack = stack.nestedStackParent) stacks.push(stack);
  return stacks;
}
