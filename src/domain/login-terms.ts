/**
 * Documents to which the sign-up page of managed login links. Cognito shows them once both are there.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-managed-login.html
 */
export interface LoginTerms {
  /**
   * `https://` address of the terms of use, in whichever language no other is given for.
   */
  readonly termsOfUse: string;

  /**
   * `https://` address of the privacy policy, in whichever language no other is given for.
   */
  readonly privacyPolicy: string;

  /**
   * Terms of use by language of the pages: `english`, `french`, `spanish`, `german`, `italian`, `portuguese-brazil`, `japanese`,
   * `korean`, `chinese-simplified`, `chinese-traditional`, `bahasa-indonesia`.
   *
   * @default - one document for all languages
   */
  readonly termsOfUseByLanguage?: { [language: string]: string };

  /**
   * Privacy policy by language of the pages, as in `termsOfUseByLanguage`.
   *
   * @default - one document for all languages
   */
  readonly privacyPolicyByLanguage?: { [language: string]: string };
}
