/**
 * What a sign-in with a passkey counts for.
 *
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
 */
export enum PasskeyFactor {
  /**
   * One factor: users who must have a second one cannot sign in with it.
   */
  SINGLE_FACTOR = 'SINGLE_FACTOR',

  /**
   * Two factors at once, because the device checks a finger, a face or a PIN: a passkey satisfies MFA.
   */
  MULTI_FACTOR_WITH_USER_VERIFICATION = 'MULTI_FACTOR_WITH_USER_VERIFICATION',
}
