import { requireGiven } from '../private/options';

/**
 * A provider of CAPTCHAs. Each has a site key, which the page shows, and a secret key for `CustomAuth.captcha`.
 */
export abstract class CaptchaProvider {
  /**
   * Turnstile of Cloudflare.
   *
   * @param siteKey public key of the site
   * @see https://developers.cloudflare.com/turnstile/get-started/server-side-validation/
   */
  public static turnstile(siteKey: string): CaptchaProvider {
    requireGiven('CaptchaProvider.turnstile', [siteKey]);
    return new KnownProvider({ siteKey, verifyUrl: 'https://challenges.cloudflare.com/turnstile/v0/siteverify' });
  }

  /**
   * The service hCaptcha.
   *
   * @param siteKey public key of the site
   * @see https://docs.hcaptcha.com/#verify-the-user-response-server-side
   */
  public static hCaptcha(siteKey: string): CaptchaProvider {
    requireGiven('CaptchaProvider.hCaptcha', [siteKey]);
    return new KnownProvider({ siteKey, verifyUrl: 'https://api.hcaptcha.com/siteverify' });
  }

  /**
   * Version 2 of reCAPTCHA, of Google: people solve it.
   *
   * @param siteKey public key of the site
   * @see https://developers.google.com/recaptcha/docs/verify
   */
  public static reCaptcha(siteKey: string): CaptchaProvider {
    requireGiven('CaptchaProvider.reCaptcha', [siteKey]);
    return new KnownProvider({ siteKey, verifyUrl: RECAPTCHA });
  }

  /**
   * Version 3 of reCAPTCHA, of Google: it judges people by what they do.
   *
   * @param siteKey public key of the site
   * @param minimumScore from 0 to 1: whoever is judged lower is kept out; Google suggests to begin with 0.5
   * @see https://developers.google.com/recaptcha/docs/v3
   */
  public static reCaptchaScore(siteKey: string, minimumScore: number): CaptchaProvider {
    requireGiven('CaptchaProvider.reCaptchaScore', [siteKey, minimumScore]);
    return new KnownProvider({ siteKey, verifyUrl: RECAPTCHA, minimumScore });
  }

  /**
   * A service that verifies answers in the same way: a form with `secret` and `response`, answered with a JSON object that has
   * `success` and `hostname`.
   *
   * @param siteKey public key of the site
   * @param verifyUrl `https://` address of the service
   */
  public static compatible(siteKey: string, verifyUrl: string): CaptchaProvider {
    requireGiven('CaptchaProvider.compatible', [siteKey, verifyUrl]);
    return new KnownProvider({ siteKey, verifyUrl });
  }

  /** @internal */
  public abstract _bind(): CaptchaSite;
}

/** What is known of a site at its provider. */
interface CaptchaSite {
  readonly siteKey: string;
  readonly verifyUrl: string;
  readonly minimumScore?: number;
}

const RECAPTCHA = 'https://www.google.com/recaptcha/api/siteverify';

class KnownProvider extends CaptchaProvider {
  constructor(private readonly site: CaptchaSite) {
    super();
  }

  /** @internal */
  public _bind(): CaptchaSite {
    return this.site;
  }
}
