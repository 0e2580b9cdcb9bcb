import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AuthGuests } from './auth-guests';

/** What bounds a role of an identity pool. */
export interface IdentityRoleLimits {
  readonly permissionsBoundary?: iam.IManagedPolicy;
  readonly maxSessionDuration?: Duration;
}

/**
 * An identity pool, as `auth.addIdentityPool` returns it: it gives AWS credentials to users who have signed in. Whatever
 * is granted to it reaches every signed-in user, whichever role Cognito picks: the authenticated role and the roles of
 * all groups, also of groups that are added later.
 *
 * No guests unless asked for, no classic flow; tokens are checked on the server side (a signed-out user gets no
 * credentials), and the role comes from the token unless rules are asked for.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-identity.html
 */
export abstract class AuthIdentityPool extends Construct implements iam.IGrantable {
  /**
   * Id of the identity pool, `REGION:GUID`.
   */
  public abstract readonly identityPoolId: string;

  /**
   * The L1 of aws-cdk-lib, for settings that this library does not offer (the L2 always creates a guest role).
   */
  public abstract readonly identityPool: cognito.CfnIdentityPool;

  /**
   * The role of signed-in users who are in no group with a role.
   */
  public abstract readonly authenticatedRole: iam.Role;

  /**
   * Who is granted to: every signed-in user.
   */
  public abstract readonly grantPrincipal: iam.IPrincipal;

  /**
   * Whoever has not signed in. Throws unless the identity pool was made with `guestsAllowed: true`.
   */
  public abstract readonly guests: AuthGuests;

  /**
   * The role that a rule of `RoleMapping.rules` gives; throws when none does.
   *
   * @param roleId id of the role, as the rule has it
   */
  public abstract roleFor(roleId: string): iam.Role;

  /**
   * Whether sessions of signed-in users carry a principal tag, so that policies can name it.
   *
   * @internal
   */
  public abstract _hasPrincipalTag(name: string): boolean;

  /**
   * Whether users may choose the role themselves, by a claim that they write.
   *
   * @internal
   */
  public abstract _isSelfChosen(role: Construct): boolean;

  /** @internal */
  public abstract _addRole(scope: Construct, id: string, description: string, limits?: IdentityRoleLimits): iam.Role;
}
