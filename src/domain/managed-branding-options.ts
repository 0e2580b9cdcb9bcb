/**
 * Colours and images of the managed login pages. Colours are `#rgb`, `#rrggbb` or `#rrggbbaa`; images are paths of files, read
 * at synthesis.
 */
export interface LoginTheme {
  /**
   * Colour of buttons, links, the focused field and what is selected.
   *
   * @default - Cognito's
   */
  readonly primaryColor?: string;

  /**
   * Colour of the text on the primary colour.
   *
   * @default - black or white, whichever reads better on `primaryColor`
   */
  readonly primaryTextColor?: string;

  /**
   * Colour of links.
   *
   * @default - `primaryColor`
   */
  readonly linkColor?: string;

  /**
   * Colour of the page around the form.
   *
   * @default - Cognito's; with neither a colour nor an image its background image
   */
  readonly backgroundColor?: string;

  /**
   * Image behind the form: a PNG, JPEG, SVG or WebP file.
   *
   * @default - none, if `backgroundColor` is given; else Cognito's
   */
  readonly backgroundImage?: string;

  /**
   * Colour of the form.
   *
   * @default - Cognito's
   */
  readonly formColor?: string;

  /**
   * Colour of headings, texts and labels.
   *
   * @default - Cognito's
   */
  readonly textColor?: string;

  /**
   * Logo at the top of the form: a PNG, JPEG, SVG or WebP file.
   *
   * @default - none
   */
  readonly logo?: string;
}

/**
 * Options of `LoginBranding.managed`.
 */
export interface ManagedBrandingOptions {
  /**
   * Colours and images for everybody, or for light mode if there is a `darkTheme`.
   */
  readonly theme: LoginTheme;

  /**
   * Colours and images for people whose browser is in dark mode. An image that only one of the two themes has serves both.
   *
   * @default - none; the pages look the same in every browser
   */
  readonly darkTheme?: LoginTheme;

  /**
   * Icon of the browser's tab: an SVG or ICO file.
   *
   * @default - Cognito's
   */
  readonly favicon?: string;
}
