/**
 * Options of `LoginBranding.classic`.
 */
export interface ClassicBrandingOptions {
  /**
   * CSS rules for the classes that Cognito documents, such as `.submitButton-customizable { background-color: #005ea2; }`.
   *
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/hosted-ui-classic-branding.html
   */
  readonly css: string;
}
