import { Duration } from 'aws-cdk-lib';
import type * as cognito from 'aws-cdk-lib/aws-cognito';

const NO_CLASSES = { requireLowercase: false, requireUppercase: false, requireDigits: false, requireSymbols: false };

/**
 * Password policies with a source, for `passwordPolicy`. What a source leaves open keeps this library's default.
 */
export class PasswordPolicies {
  /**
   * NIST SP 800-63B, revision 4, where a password is the only factor: 15 characters, no rules about their classes. The source
   * also wants passwords compared with known ones, which Cognito does with the PLUS plan.
   *
   * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
   */
  public static readonly NIST_SP_800_63B: cognito.PasswordPolicy = { minLength: 15, ...NO_CLASSES };

  /**
   * NIST SP 800-63B, revision 4, where everybody has a second factor (`mfa: cognito.Mfa.REQUIRED`): 8 characters, no rules
   * about their classes.
   *
   * @see https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver
   */
  public static readonly NIST_SP_800_63B_WITH_MFA: cognito.PasswordPolicy = { minLength: 8, ...NO_CLASSES };

  /**
   * The Authentication Cheat Sheet of OWASP, without a second factor for everybody: 15 characters, no rules about their classes.
   *
   * @see https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#implement-proper-password-strength-controls
   */
  public static readonly OWASP: cognito.PasswordPolicy = { minLength: 15, ...NO_CLASSES };

  /**
   * The Authentication Cheat Sheet of OWASP, where everybody has a second factor (`mfa: cognito.Mfa.REQUIRED`): 8 characters,
   * no rules about their classes.
   *
   * @see https://cheatsheetseries.owasp.org/cheatsheets/Authentication_Cheat_Sheet.html#implement-proper-password-strength-controls
   */
  public static readonly OWASP_WITH_MFA: cognito.PasswordPolicy = { minLength: 8, ...NO_CLASSES };

  /**
   * The least that control Cognito.3 of AWS Security Hub passes: 8 characters, four classes, temporary passwords for 7 days.
   *
   * @see https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-3
   */
  public static readonly SECURITY_HUB: cognito.PasswordPolicy = {
    minLength: 8,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
    tempPasswordValidity: Duration.days(7),
  };

  private constructor() {}
}
