import * as iam from 'aws-cdk-lib/aws-iam';
import { requireTag } from './private/grantee-tags';
import { AuthConfigError } from '../private/errors';

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
   * Whoever controls the claim chooses the key, so it must come from an attribute that users cannot write. A value may hold
   * slashes: the folder of the tenant `a` includes that of a tenant `a/b`, so hand out values without them. A user without
   * the claim has no tag, and a statement with this key gives them nothing.
   *
   * Grants throw when the grantee's identity pool does not map the tag, and for guests, who have no claims.
   *
   * @param name name of the tag, as in `principalTags` of `addIdentityPool()`
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/attributes-for-access-control.html
   */
  public static principalTag(name: string): UserKey {
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
    if (this.tag !== undefined) requireTag(grantee, this.tag);
    return this.variable;
  }
}
