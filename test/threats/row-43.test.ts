import { FeaturePlan, Mfa, StandardThreatProtectionMode } from 'aws-cdk-lib/aws-cognito';
import { setting, without } from './mutants';
import { prove } from './prove';
import { plus, row43 } from './rows-plus';
import { authIn, notesTemplate } from '../support/auth';
import { synth } from '../support/template';

const RISKS = 'AWS::Cognito::UserPoolRiskConfigurationAttachment';
const withPlus = (mfa?: Mfa) => synth((stack) => void authIn(stack, { featurePlan: FeaturePlan.PLUS, mfa }));

const mutants = {
  'nobody says what becomes of risks': without(RISKS),
  'breached passwords are not looked for': setting(RISKS, { CompromisedCredentialsRiskConfiguration: undefined }),
  'risky sign-ins are let in': setting(RISKS, { AccountTakeoverRiskConfiguration: undefined }),
};

prove('threat 43, the PLUS plan', row43, [
  { name: 'a pool that offers MFA', template: withPlus(), mutants },
  { name: 'a pool that demands MFA', template: withPlus(Mfa.REQUIRED), mutants },
  { name: 'a pool without MFA', template: withPlus(Mfa.OFF), mutants },
  { name: 'the notes app, with the plan', template: plus()(notesTemplate()) },
]);

test('the option that lets threats through is what the check finds', () => {
  const standardThreatProtectionMode = StandardThreatProtectionMode.AUDIT_ONLY;
  const template = synth(
    (stack) => void authIn(stack, { featurePlan: FeaturePlan.PLUS, standardThreatProtectionMode }),
  );
  expect(row43(template)).toEqual([expect.stringContaining('lets threats through')]);
});
