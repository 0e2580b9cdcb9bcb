import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps, PasswordPolicies } from 'cdk-cognito-auth';
import { warningsOf } from './factor-world';
import { authIn, newAuth } from '../support/auth';
import { propertiesOf, synth } from '../support/template';

const policyOf = (props: CognitoAuthProps) =>
  propertiesOf(
    synth((stack) => void authIn(stack, props)),
    'AWS::Cognito::UserPool',
  ).Policies.PasswordPolicy;
const idsOf = (props: CognitoAuthProps) => warningsOf(props).map((warning) => warning.split(':')[0]);

const classes = (all: boolean) => ({
  RequireLowercase: all,
  RequireUppercase: all,
  RequireNumbers: all,
  RequireSymbols: all,
});
const REQUIRED = { mfa: cognito.Mfa.REQUIRED };
const SHORT = ['shortPasswords'];

test.each<[string, cognito.PasswordPolicy, object, CognitoAuthProps, string[]]>([
  ['NIST SP 800-63B', PasswordPolicies.NIST_SP_800_63B, { MinimumLength: 15, ...classes(false) }, {}, []],
  ['OWASP', PasswordPolicies.OWASP, { MinimumLength: 15, ...classes(false) }, {}, []],
  [
    'NIST SP 800-63B with MFA',
    PasswordPolicies.NIST_SP_800_63B_WITH_MFA,
    { MinimumLength: 8, ...classes(false) },
    REQUIRED,
    SHORT,
  ],
  ['OWASP with MFA', PasswordPolicies.OWASP_WITH_MFA, { MinimumLength: 8, ...classes(false) }, REQUIRED, SHORT],
  ['Security Hub', PasswordPolicies.SECURITY_HUB, { MinimumLength: 8, ...classes(true) }, {}, SHORT],
])('the policy of %s says what its source says, and keeps the rest', (_, passwordPolicy, expected, props, ids) => {
  const policy = { PasswordHistorySize: 24, TemporaryPasswordValidityDays: 7, ...expected };
  expect(policyOf({ ...props, passwordPolicy })).toEqual(policy);
  expect(idsOf({ ...props, passwordPolicy })).toEqual(ids);
});

test('a policy for pools with MFA is warned of in a pool without', () => {
  const ids = idsOf({ passwordPolicy: PasswordPolicies.NIST_SP_800_63B_WITH_MFA });
  expect(ids).toEqual(['shortPasswords', 'fewCharacterClasses']);
});

test.each<[number, CognitoAuthProps, boolean]>([
  [14, {}, true],
  [15, {}, false],
  [7, REQUIRED, true],
  [8, REQUIRED, false],
])('at %i characters, classes may be left out as NIST has it: %#', (minLength, props, isWarned) => {
  const ids = idsOf({ ...props, passwordPolicy: { minLength, requireSymbols: false } });
  expect(ids.includes('fewCharacterClasses')).toBe(isWarned);
});

test('a shorter history is warned of by name', () => {
  expect(warningsOf({ passwordPolicy: { passwordHistorySize: 3 } })).toEqual([
    'shortPasswordHistory: an old password may come back after 3 others. Leave passwordHistorySize out, or acknowledge the warning.',
  ]);
});

test.each<[cognito.PasswordPolicy, string]>([
  [{ minLength: 5 }, 'minLength is 5. Choose 6 to 99.'],
  [{ minLength: 100 }, 'minLength is 100. Choose 6 to 99.'],
  [{ passwordHistorySize: 25 }, 'passwordHistorySize is 25. Choose 0 to 24, the most that Cognito remembers.'],
  [{ passwordHistorySize: -1 }, 'passwordHistorySize is -1. Choose 0 to 24, the most that Cognito remembers.'],
])('refuses what Cognito would refuse: %#', (passwordPolicy, sentence) => {
  expect(() => newAuth({ passwordPolicy })).toThrow(`Stack/Auth: ${sentence}`);
});

test('accepts the limits', () => {
  expect(() => newAuth({ passwordPolicy: { minLength: 6, passwordHistorySize: 0 } })).not.toThrow();
  expect(() => newAuth({ passwordPolicy: { minLength: 99, passwordHistorySize: 24 } })).not.toThrow();
});
