import { ClaimSource } from '../contract/steps';

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
    return new ClaimValue({ literal: value });
  }

  /**
   * An attribute of the user, by Cognito's name (`custom:tenant`, `given_name`); a user without it gets no claim.
   *
   * @param name name of an attribute that the user pool has
   */
  public static attribute(name: string): ClaimValue {
    return new ClaimValue({ attribute: name });
  }

  private constructor(
    /** @internal */
    public readonly _source: ClaimSource,
  ) {}
}
