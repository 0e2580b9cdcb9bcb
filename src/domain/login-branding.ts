import type { ClassicBrandingOptions } from './classic-branding-options';
import type { ManagedBrandingOptions } from './managed-branding-options';
import type { BrandingPlan } from './private/branding-plan';
import { requireClassicCss } from './private/classic-css';
import { exportedBranding } from './private/exported-branding';
import { managedBranding } from './private/managed-branding';
import { requireArguments } from '../private/options';

/**
 * The look of the pages on which people sign in, for `new CognitoAuth(…, { branding })`. Every client with such pages gets it.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-branding.html
 */
export abstract class LoginBranding {
  /**
   * Managed login in your colours, with your logo. Needs the ESSENTIALS plan.
   *
   * @param options one theme, or one for light and one for dark mode
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-brandingdesigner.html
   */
  public static managed(options: ManagedBrandingOptions): LoginBranding {
    return new PlannedBranding('LoginBranding.managed', [options], (where) => managedBranding(where, options));
  }

  /**
   * Managed login as designed in the console's branding designer. Needs the ESSENTIALS plan.
   *
   * @param file the output of `aws cognito-idp describe-managed-login-branding-by-client --return-merged-resources`, read at synthesis
   * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_DescribeManagedLoginBrandingByClient.html
   */
  public static fromExport(file: string): LoginBranding {
    return new PlannedBranding('LoginBranding.fromExport', [file], (where) => exportedBranding(where, file));
  }

  /**
   * The classic hosted UI with CSS of your own. It has no passkeys, no terms and no dark mode; CloudFormation cannot give it a logo.
   *
   * @param options the CSS
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/hosted-ui-classic-branding.html
   */
  public static classic(options: ClassicBrandingOptions): LoginBranding {
    return new PlannedBranding('LoginBranding.classic', [options], (where) => ({
      kind: 'classic',
      css: requireClassicCss(where, options.css),
    }));
  }

  /** @internal */
  public abstract _bind(where: string): BrandingPlan;
}

class PlannedBranding extends LoginBranding {
  constructor(
    private readonly call: string,
    private readonly given: readonly unknown[],
    private readonly plan: (where: string) => BrandingPlan,
  ) {
    super();
  }

  /** @internal */
  public _bind(where: string): BrandingPlan {
    requireArguments(where, this.call, this.given);
    return this.plan(where);
  }
}
