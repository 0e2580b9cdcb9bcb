import * as cognito from 'aws-cdk-lib/aws-cognito';
import { recoversByPhone } from './sign-in-faults';
import type { Relaxation } from '../../private/relaxations';
import type { Pool } from '../pool';

/** What the settings of a pool give up against the defaults, each with what it invites. */
export function poolRelaxations(props: cognito.UserPoolProps, pool: Pool, sendsSms: boolean): Relaxation[] {
  const { keepOriginal, signInAliases, deviceTracking } = props;
  const { autoVerify } = pool;
  return [
    {
      isMade: props.signInCaseSensitive === true,
      id: 'caseSensitiveNames',
      sentence:
        'Ann@example.com and ann@example.com become two accounts, and this can never be changed. Leave signInCaseSensitive out, or acknowledge the warning.',
    },
    {
      isMade: signInAliases?.username === true && pool.selfSignUpEnabled,
      id: 'userNamesLeak',
      sentence:
        'sign-up tells whoever tries that a user name is taken. Let people sign in by e-mail only, close sign-up, or acknowledge the warning.',
    },
    {
      isMade: [autoVerify.email && !keepOriginal?.email, autoVerify.phone && !keepOriginal?.phone].includes(true),
      id: 'unverifiedChanges',
      sentence:
        'a changed address counts before anybody verified it, so that people can claim those of others. Leave keepOriginal out, or acknowledge the warning.',
    },
    {
      isMade: !autoVerify.email,
      id: 'unverifiedEmail',
      sentence:
        'nobody verifies e-mail addresses: users can enter those of others, and claims carry them. Leave autoVerify out, or acknowledge the warning.',
    },
    {
      isMade: recoversByPhone(props.accountRecovery),
      id: 'phoneRecovery',
      sentence:
        'whoever takes over a phone number takes over the account. Leave accountRecovery out, or acknowledge the warning.',
    },
    {
      isMade: deviceTracking?.challengeRequiredOnNewDevice === true && props.mfa !== cognito.Mfa.OFF,
      id: 'devicesSkipMfa',
      sentence:
        'a remembered device replaces the second factor. Set challengeRequiredOnNewDevice to false, or acknowledge the warning.',
    },
    {
      isMade: sendsSms,
      id: 'smsPumping',
      sentence:
        'bots can make the pool send SMS to numbers that earn them money. Limit spending and countries in AWS End User Messaging, watch the cost, and acknowledge the warning; or leave SMS out.',
    },
  ];
}
