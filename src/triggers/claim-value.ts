import { ClaimSource } from '../contract/steps';
import { AuthGroup } from '../groups/auth-group';
import { requireGiven } from '../private/options';

/**
 * Where the value of a claim comes from.
 */
export class ClaimValue {
  /**
   * The same text for every user.
   *
   * @param value text, known at synth
   */
  public static literal(value: string): ClaimValue {
    requireGiven('ClaimValue.literal', [value]);
    return new ClaimValue({ literal: value });
  }

  /**
   * An attribute of the user, by Cognito's name (`custom:tenant`, `given_name`); a user without it gets no claim.
   *
   * @param name name of an attribute that the user pool has
   */
  public static attribute(name: string): ClaimValue {
    requireGiven('ClaimValue.attribute', [name]);
    return new ClaimValue({ attribute: name });
  }

  /**
   * Whether the user is in a group: the text `true` or `false`. It follows the membership at every refresh, and nothing
   * that users write.
   *
   * @param group a group of the same user pool
   */
  public static memberOf(group: AuthGroup): ClaimValue {
    requireGiven('ClaimValue.memberOf', [group]);
    return new ClaimValue({ memberOf: group.groupName }, group);
  }

  private constructor(
    /** @internal */
    public readonly _source: ClaimSource,
    /** @internal */
    public readonly _group?: AuthGroup,
  ) {}
}
