/**
 * What can happen to a user, as `LifecycleEvents` tells it.
 */
export enum LifecycleEvent {
  /**
   * Somebody asked for an account and no handler refused: by signing up, through an identity provider, or by an administrator
   * who creates a user. Cognito may still refuse, for instance a weak password.
   */
  SIGN_UP = 'User Sign-Up',

  /**
   * A sign-up was confirmed, by a code, by an administrator, or at the first sign-in with an identity provider.
   */
  CONFIRMATION = 'User Confirmation',

  /**
   * Somebody proved who they are.
   */
  SIGN_IN = 'User Sign-In',

  /**
   * A forgotten password was replaced, with a code.
   */
  PASSWORD_RESET = 'User Password Reset',

  /**
   * `PreSignUp.linkAccounts` linked who came through an identity provider to an account of the pool.
   */
  LINKING = 'User Linking',
}
