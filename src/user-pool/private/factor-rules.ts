/** A combination that Cognito refuses, some of it half-applied, or silently ignores. */
export interface Rule {
  readonly isBroken: boolean;
  /** What is wrong, and what to do. */
  readonly sentence: string;
}

export function broken(rules: readonly Rule[]): string[] {
  return rules.filter(({ isBroken }) => isBroken).map(({ sentence }) => sentence);
}

/** What CloudFormation's names of the first factors are in the options. */
const OPTION_OF: Record<string, string> = { EMAIL_OTP: 'emailOtp', SMS_OTP: 'smsOtp', WEB_AUTHN: 'passkey' };

/** First factors by the names that their options have. */
export function optionNames(factors: readonly string[]): string {
  return factors.map((name) => OPTION_OF[name] ?? name).join(' and ');
}

/** What is there beside the password. */
export function choicesOf(first: readonly string[]): string[] {
  return first.filter((factor) => factor !== 'PASSWORD');
}
