/**
 * What providers have in common that a user pool can have many of: OIDC, SAML, and everything made of them.
 */
export interface NamedProviderOptions {
  /**
   * The name that Cognito knows the provider by: 3 to 32 characters without spaces and underscores. Managed login shows
   * it, and the user names of its users begin with it, so a new name makes new users of them.
   *
   * @default - the id given to `addIdentityProvider`
   */
  readonly name?: string;

  /**
   * Domains whose users managed login sends to this provider when it asks for an e-mail address (SAML), and that an app
   * can pass as `idp_identifier`; in `xn--` form where international. One domain belongs to one provider. Which address
   * the provider then vouches for is not limited by it: that is the work of `PreSignUp.allowEmailDomains`.
   *
   * @default - none: users choose the provider by its name
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managing-saml-idp-naming.html
   */
  readonly emailDomains?: string[];
}
