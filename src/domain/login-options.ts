import type { LoginBranding } from './login-branding';
import type { LoginTerms } from './login-terms';

/**
 * How the pages look on which people sign in, in every client that uses them.
 */
export interface LoginOptions {
  /**
   * Look of the pages at the pool's domain.
   *
   * @default - managed login as Cognito designed it; with the LITE plan the classic hosted UI
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html
   */
  readonly branding?: LoginBranding;

  /**
   * Terms of use and privacy policy, to which the sign-up page of managed login links.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
   */
  readonly terms?: LoginTerms;
}
