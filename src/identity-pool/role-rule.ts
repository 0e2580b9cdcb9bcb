import { requireGiven } from '../private/options';

/**
 * A rule of `RoleMapping.rules`: users of whose ID token a claim has a value get a role.
 *
 * Only equality: Cognito's `Contains`, `StartsWith` and `NotEqual` let through what nobody thought of.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export class RoleRule {
  /**
   * A claim that users cannot write has exactly this value. A claim that users may write through some client of the user
   * pool is refused at synth, for they would choose their role.
   *
   * @param claim name of a claim of the ID token, such as `custom:plan`; at most 64 characters
   * @param value the value, case-sensitive; 1 to 128 characters
   * @param roleId id of the role, which is made for it; `signedIn.roleFor(roleId)` returns it. Rules may share one
   */
  public static claimEquals(claim: string, value: string, roleId: string): RoleRule {
    requireGiven('RoleRule.claimEquals', [claim, value, roleId]);
    return new RoleRule(claim, value, roleId, false);
  }

  /**
   * Like `claimEquals`, also for a claim that users may write themselves: right only where every user may have the role if they
   * want it, such as one for each language.
   *
   * @param claim name of a claim of the ID token, such as `locale`; at most 64 characters
   * @param value the value, case-sensitive; 1 to 128 characters
   * @param roleId id of the role, which is made for it; `signedIn.roleFor(roleId)` returns it. Rules may share one
   */
  public static userWritableClaimEquals(claim: string, value: string, roleId: string): RoleRule {
    requireGiven('RoleRule.userWritableClaimEquals', [claim, value, roleId]);
    return new RoleRule(claim, value, roleId, true);
  }

  private constructor(
    /** @internal */
    public readonly _claim: string,
    /** @internal */
    public readonly _value: string,
    /** @internal */
    public readonly _roleId: string,
    /** @internal */
    public readonly _userWritable: boolean,
  ) {}
}
