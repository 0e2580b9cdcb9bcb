import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AuthIdentityPool } from '../identity-pool/auth-identity-pool';

/**
 * Options of `auth.addGroup`.
 */
export interface GroupOptions {
  /**
   * Name of the group, as it appears in the claim `cognito:groups`.
   *
   * @default - the id of the group
   */
  readonly groupName?: string;

  /**
   * Rank of the group: with several groups, the role of the lowest number is a user's preferred one. A group with a role
   * needs a precedence of its own, because two of the same leave the user without a preferred role.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
   */
  readonly precedence?: number;

  /**
   * What the group is for, at most 2,048 characters.
   *
   * @default - none
   */
  readonly description?: string;

  /**
   * The identity pool in which members get AWS credentials of a role of their own. Grants to the group reach that role;
   * grants to the identity pool reach it too. In which stack they stand is said with `policyScope` of the identity pool.
   *
   * @default - the group has no role and cannot be granted anything
   */
  readonly identityPool?: AuthIdentityPool;

  /**
   * The most that the role of the members can ever do, whatever is granted. Needs `identityPool`.
   *
   * @default - no boundary
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  readonly permissionsBoundary?: iam.IManagedPolicy;

  /**
   * The longest that a session of the role may last, from 1 to 12 hours. Needs `identityPool`.
   *
   * Sessions that the identity pool gives are not longer for it: they last one hour, whatever the role allows. It counts
   * for whoever assumes the role by other ways, such as those that you add to its trust.
   *
   * @default Duration.hours(1)
   * @see https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_update-role-settings.html
   */
  readonly maxSessionDuration?: Duration;
}

/**
 * A group of a user pool, as `auth.addGroup` returns it. With an identity pool it can be granted access to AWS resources.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export abstract class AuthGroup extends Construct implements iam.IGrantable {
  /**
   * Name of the group; a plain string, so that triggers can carry it.
   */
  public abstract readonly groupName: string;

  /**
   * The role of the members; undefined without an identity pool.
   */
  public abstract readonly role?: iam.Role;

  /**
   * The construct of aws-cdk-lib, for settings that this library does not offer.
   */
  public abstract readonly resource: cognito.UserPoolGroup;

  /**
   * Who is granted to. Throws when the group has no role.
   */
  public abstract readonly grantPrincipal: iam.IPrincipal;

  /**
   * Where the role of the group comes from; undefined for a group without one.
   *
   * @internal
   */
  public abstract readonly _identityPool?: AuthIdentityPool;
}
