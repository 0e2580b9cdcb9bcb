import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as defaults from '../defaults';
import { Relaxation } from '../private/relaxations';

/** What the settings of a pool give up against the defaults, each with the attack that it invites. */
export function poolRelaxations(mfa: cognito.Mfa, policy: cognito.PasswordPolicy): Relaxation[] {
  const secure = defaults.PASSWORD_POLICY;
  const classes = ['requireLowercase', 'requireUppercase', 'requireDigits', 'requireSymbols'] as const;
  const left = classes.filter((name) => policy[name] === false);
  return [
    {
      isMade: (policy.minLength ?? secure.minLength) < secure.minLength,
      id: 'shortPasswords',
      sentence: `passwords of ${policy.minLength} characters can be guessed from a stolen list. Leave minLength at ${secure.minLength}, or acknowledge the warning.`,
    },
    {
      isMade: left.length > 0,
      id: 'fewCharacterClasses',
      sentence: `passwords need not have every class of characters (${left.join(', ')}). Leave the option out, or acknowledge the warning.`,
    },
    {
      isMade:
        (policy.tempPasswordValidity ?? secure.tempPasswordValidity).toDays() > secure.tempPasswordValidity.toDays(),
      id: 'longTemporaryPasswords',
      sentence: `an invitation that nobody answers stays open for ${policy.tempPasswordValidity?.toDays()} days. Leave tempPasswordValidity at ${secure.tempPasswordValidity.toDays()}, or acknowledge the warning.`,
    },
    {
      isMade: mfa === cognito.Mfa.OFF,
      id: 'mfaOff',
      sentence:
        'a stolen password is enough to sign in. Offer a second factor (mfa OPTIONAL), or acknowledge the warning.',
    },
  ];
}
