/** Every occasion on which a person's tokens are issued. */
export const TOKEN_SOURCES = [
  'TokenGeneration_HostedAuth',
  'TokenGeneration_Authentication',
  'TokenGeneration_NewPasswordChallenge',
  'TokenGeneration_AuthenticateDevice',
  'TokenGeneration_RefreshTokens',
];

/** The occasion on which a machine client gets its access token; from version 3 of the event on. */
export const MACHINE_SOURCE = 'TokenGeneration_ClientCredentials';
