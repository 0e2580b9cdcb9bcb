import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CustomThreatProtectionMode as Custom,
  FeaturePlan,
  Mfa,
  StandardThreatProtectionMode as Standard,
} from 'aws-cdk-lib/aws-cognito';
import { CognitoAuthProps } from 'cdk-cognito-auth';
import { authIn } from '../support/auth';
import { allOf, only, synth } from '../support/template';

const RISKS = 'AWS::Cognito::UserPoolRiskConfigurationAttachment';
const withPlus = (props: CognitoAuthProps = {}) =>
  synth((stack) => void authIn(stack, { featurePlan: FeaturePlan.PLUS, ...props }));
const actionsWith = (props: CognitoAuthProps) => {
  const { Actions } = only(withPlus(props), RISKS).Properties.AccountTakeoverRiskConfiguration;
  return ['LowAction', 'MediumAction', 'HighAction'].map((level) => Actions[level].EventAction);
};

test('breached passwords are blocked wherever Cognito sees one, for every client', () => {
  expect(only(withPlus(), RISKS).Properties).toMatchObject({
    UserPoolId: { Ref: expect.stringMatching(/^AuthUserPool/) },
    ClientId: 'ALL',
    CompromisedCredentialsRiskConfiguration: {
      Actions: { EventAction: 'BLOCK' },
      EventFilter: ['SIGN_IN', 'SIGN_UP', 'PASSWORD_CHANGE'],
    },
  });
});

test.each([Mfa.OPTIONAL, Mfa.REQUIRED])('a second factor answers a medium risk, with MFA %s', (mfa) => {
  expect(actionsWith({ mfa })).toEqual(['MFA_IF_CONFIGURED', 'MFA_REQUIRED', 'BLOCK']);
});

test('without MFA none is asked for', () => {
  expect(actionsWith({ mfa: Mfa.OFF })).toEqual(['NO_ACTION', 'BLOCK', 'BLOCK']);
});

test('nobody is written to, because that takes an identity of SES', () => {
  const { AccountTakeoverRiskConfiguration: takeover } = only(withPlus(), RISKS).Properties;
  expect(takeover).not.toHaveProperty('NotifyConfiguration');
  expect(Object.values<any>(takeover.Actions).map(({ Notify }) => Notify)).toEqual([false, false, false]);
});

test.each<[string, CognitoAuthProps, number]>([
  ['the ESSENTIALS plan', { featurePlan: FeaturePlan.ESSENTIALS }, 0],
  ['protection that is off', { standardThreatProtectionMode: Standard.NO_ENFORCEMENT }, 0],
  [
    'protection that only logs',
    { standardThreatProtectionMode: Standard.AUDIT_ONLY, customThreatProtectionMode: Custom.AUDIT_ONLY },
    0,
  ],
  [
    'protection of custom sign-ins alone',
    { standardThreatProtectionMode: Standard.NO_ENFORCEMENT, customThreatProtectionMode: Custom.FULL_FUNCTION },
    1,
  ],
])('only what is enforced has responses: %s', (_, props, count) => {
  expect(allOf(withPlus(props), RISKS)).toHaveLength(count);
});

test.each([RemovalPolicy.RETAIN, RemovalPolicy.DESTROY])('they live as long as the pool: %s', (removalPolicy) => {
  const template = withPlus({ removalPolicy });
  expect(only(template, RISKS).DeletionPolicy).toBe(only(template, 'AWS::Cognito::UserPool').DeletionPolicy);
});
