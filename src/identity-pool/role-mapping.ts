import type { RoleRule } from './role-rule';
import { requireGiven } from '../private/options';

/**
 * How an identity pool picks the role of a signed-in user. What is granted to the identity pool reaches all of these roles.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/role-based-access-control.html
 */
export class RoleMapping {
  /**
   * The role of the user's preferred group, as the token says; users who are in no group with a role get the authenticated
   * role.
   */
  public static fromToken(): RoleMapping {
    return new RoleMapping();
  }

  /**
   * The role of the first rule that fits; users whom none fits get the authenticated role. Groups with a role are refused
   * beside it, because Cognito would never look at them.
   *
   * @param rules 1 to 25 rules, in the order in which Cognito tries them
   */
  public static rules(rules: RoleRule[]): RoleMapping {
    requireGiven('RoleMapping.rules', [rules]);
    return new RoleMapping(rules);
  }

  private constructor(
    /** @internal */
    public readonly _rules?: readonly RoleRule[],
  ) {}
}
