import * as iam from 'aws-cdk-lib/aws-iam';
import { requireIdentity, requireTag } from './private/grantee-sessions';
import { Conditions } from './private/row-conditions';
import { AuthConfigError } from '../private/errors';
import { requireGiven } from '../private/options';

/** The identity id (`us-east-1:…`), whole: with its colon it is what the identity pool puts into the session. */
const IDENTITY_ID = '${cognito-identity.amazonaws.com:sub}';

/**
 * What names the folder, the rows or the topics of a user: a value of their session, which they cannot choose per request.
 *
 * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export class UserKey {
  /**
   * The identity id that the identity pool gave the user, such as `us-east-1:11111111-aaaa-4aaa-8aaa-111111111111`, whole
   * with its colon. The browser learns it with `GetId`; it is not the `sub` of the user pool.
   *
   * That holds as long as the role carries no tag of that name, which would stand in for the claim. Such tags are refused at
   * synth, but those of `cdk deploy --tags`, or given by hand, are not seen.
   *
   * Grants throw when the grantee is neither an identity pool, a group of one, guests, nor a role of theirs.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html
   */
  public static identityId(): UserKey {
    return new UserKey(IDENTITY_ID);
  }

  /**
   * The value of a principal tag, which the identity pool fills from a claim of the ID token: with
   * `principalTags: { tenant: 'custom:tenant' }` everybody of a tenant shares a key, with `{ username: 'sub' }` the key is the
   * `sub` of the user pool.
   *
   * Whoever controls the claim chooses the key, so it must come from an attribute that users cannot write. A value with a
   * slash, or an empty one, opens no folder and no topic: the folder of a tenant `a/b` would lie in that of the tenant `a`.
   * A user without the claim has no tag, and a statement with this key gives them nothing.
   *
   * Grants throw when the grantee's identity pool does not map the tag, and for guests, who have no claims.
   *
   * @param name name of the tag, as in `principalTags` of `addIdentityPool()`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
   */
  public static principalTag(name: string): UserKey {
    requireGiven('UserKey.principalTag', [name]);
    if (!/^[\w.:/=+@-]{1,128}$/.test(name)) {
      throw new AuthConfigError(
        'UserKey.principalTag',
        `'${name}' is no name of a tag. Use up to 128 letters, digits and _.:/=+@-, as in principalTags.`,
      );
    }
    return new UserKey(`\${aws:PrincipalTag/${name}}`, name);
  }

  private constructor(
    private readonly variable: string,
    private readonly tag?: string,
  ) {}

  /**
   * The policy variable, once it is sure that sessions of the grantee have a value for it.
   *
   * @internal
   */
  public _variableFor(grantee: iam.IGrantable): string {
    if (this.tag === undefined) requireIdentity(grantee);
    else requireTag(grantee, this.tag);
    return this.variable;
  }

  /**
   * What a statement needs where the variable is a part of a path: with a slash in it, one path would lie in another.
   *
   * @internal
   */
  public _onePartOfPath(): Conditions {
    return this.tag === undefined ? {} : { StringNotLike: { [`aws:PrincipalTag/${this.tag}`]: ['', '*/*'] } };
  }
}
