import * as cognito from 'aws-cdk-lib/aws-cognito';
import { PreTokenGeneration, TokenFunctionOptions } from 'cdk-cognito-auth';
import { authIn, functionIn } from '../support/auth';
import { findingsOf, named } from '../support/template';
import { stepsOf, withTriggers } from '../support/triggers';

const MACHINES = 'TokenGeneration_ClientCredentials';
const invoking = (options?: TokenFunctionOptions) =>
  withTriggers((auth, stack) => auth.addTrigger(PreTokenGeneration.invoke(functionIn(stack), options)));

test.each<[TokenFunctionOptions | undefined, string, boolean]>([
  [undefined, 'V2_0', false],
  [{ includeMachineClients: false }, 'V2_0', false],
  [{ includeMachineClients: true }, 'V3_0', true],
])('an own function with %j gets version %s of the event', (options, version, forMachines) => {
  const template = invoking(options);
  const { LambdaConfig } = named(template, 'AuthUserPool').Properties;
  expect(LambdaConfig.PreTokenGenerationConfig.LambdaVersion).toBe(version);
  const [{ sources }] = stepsOf(template, 'PreTokenGeneration');
  expect(sources).toContain('TokenGeneration_RefreshTokens');
  expect(sources.includes(MACHINES)).toBe(forMachines);
});

test.each<[TokenFunctionOptions, number]>([
  [{ includeMachineClients: true }, 1],
  [{}, 0],
])('on the LITE plan, %j has %i findings', (options, count) => {
  const findings = findingsOf((stack) => {
    const auth = authIn(stack, { featurePlan: cognito.FeaturePlan.LITE });
    auth.addTrigger(PreTokenGeneration.invoke(functionIn(stack), options));
  });
  expect(findings).toHaveLength(count);
  findings.forEach((finding) => expect(finding).toContain('PreTokenGeneration.invoke for machine clients'));
});
