/**
 * Which tokens a handler changes.
 */
export enum ClaimTokens {
  /** ID token and access token. */
  ID_AND_ACCESS = 'ID_AND_ACCESS',
  /** The ID token, which the app reads. */
  ID = 'ID',
  /** The access token, which APIs read. */
  ACCESS = 'ACCESS',
}
