import * as cognito from 'aws-cdk-lib/aws-cognito';
import { PasskeyFactor } from './passkey-factor';

/**
 * With what users prove who they are: first factors, second factors, passkeys.
 */
export interface SignInFactorOptions {
  /**
   * Whether a second factor is off, offered or demanded. With REQUIRED, Cognito allows a password or a passkey as first
   * factor, and no one-time password. It holds for the pool's own users: whoever signs in with an identity provider is asked
   * for none by Cognito, so demand it there.
   *
   * @default cognito.Mfa.OPTIONAL
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
   */
  readonly mfa?: cognito.Mfa;

  /**
   * The second factors that users may choose from. SMS needs `sms`; e-mail needs `email` with Amazon SES, and the
   * ESSENTIALS plan. An address that serves as second factor recovers no password: see `accountRecovery`.
   *
   * @default - TOTP (an authenticator app): SMS costs money and is pumped, and an e-mail account is often behind the same password
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html
   */
  readonly mfaSecondFactor?: cognito.MfaSecondFactor;

  /**
   * Text of the SMS with the code for a sign-in, as first or second factor: at most 140 characters, with `{####}` where the
   * code goes.
   *
   * @default - Cognito's own text
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-message-customizations.html
   */
  readonly mfaMessage?: string;

  /**
   * Text of the e-mail with the code for a sign-in, as first or second factor: 6 to 20,000 characters, with `{####}` where
   * the code goes. Cognito keeps it with the second factor e-mail, so that `mfaSecondFactor` must have that.
   *
   * @default - Cognito's own text
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailMfaConfigType.html
   */
  readonly emailAuthenticationMessage?: string;

  /**
   * Subject of that e-mail, from 1 to 140 characters.
   *
   * @default - Cognito's own subject
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_EmailMfaConfigType.html
   */
  readonly emailAuthenticationSubject?: string;

  /**
   * Lets e-mail be a second factor where it is the only way to recover a password, which is refused otherwise: Cognito sends
   * nobody both codes to one mailbox, so that users with e-mail as second factor cannot recover a forgotten password.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
   */
  readonly emailMfaWithEmailRecovery?: boolean;

  /**
   * With what users may begin to sign in: a password (Cognito always allows it), a one-time password by e-mail or SMS, a
   * passkey. Anything beside the password needs the ESSENTIALS plan; clients then offer the choice.
   *
   * @default - password only
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flows-selection-sdk.html
   */
  readonly signInPolicy?: cognito.SignInPolicy;

  /**
   * The domain to which passkeys are bound, for ever: with another one, every passkey is lost. With managed login on a custom
   * domain it must be that domain; an app that asks for passkeys itself may use a parent of it (`example.com`). A public suffix
   * (`co.uk`) is refused as far as this library knows it: two-letter endings behind a general word, and common hosters.
   *
   * @default - the custom domain, else the prefix domain, of `addDomain()`
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
   */
  readonly passkeyRelyingPartyId?: string;

  /**
   * Whether the device must check a finger, a face or a PIN before it signs. PREFERRED lets in who merely holds a security key.
   *
   * @default cognito.PasskeyUserVerification.REQUIRED
   * @see https://www.w3.org/TR/webauthn-2/#enum-userVerificationRequirement
   */
  readonly passkeyUserVerification?: cognito.PasskeyUserVerification;

  /**
   * Whether a passkey counts as one factor or satisfies MFA.
   *
   * @default - MULTI_FACTOR_WITH_USER_VERIFICATION where `mfa` is REQUIRED, because Cognito allows nothing else; else SINGLE_FACTOR
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_WebAuthnConfigurationType.html
   */
  readonly passkeyFactor?: PasskeyFactor;
}
