import { list, type Check } from './checks';
import { type FunctionStep, stepsIn } from './function-steps';
import { allOf, type TemplateJson } from '../support/template';

const stepsNamed = (template: TemplateJson, name: string): FunctionStep[] =>
  stepsIn(template).filter(({ step }) => step === name);

/** Whoever knows a name can lock its owner out, so that nobody has a lockout who did not ask for one. */
export const row33: Check = (template) =>
  stepsNamed(template, 'lockout').map(({ functionId }) => `${functionId} locks people out`);

/** One that was asked for ends soon, forgets after a success, and keeps no count for ever. */
export const lockoutAskedFor: Check = (template) =>
  stepsNamed(template, 'lockout').flatMap(({ functionId, config }) => {
    const forgetting = stepsNamed(template, 'forgetAttempts').filter((each) => each.config.table === config.table);
    const triggers = allOf(template, 'AWS::Cognito::UserPool').map(([, { Properties }]) => Properties.LambdaConfig ?? {});
    const isCalled = (trigger: string, id: string) => triggers.some((each) => each[trigger]?.['Fn::GetAtt']?.[0] === id);
    const table = template.Resources[/^<(.+)>$/.exec(`${config.table}`)?.[1] ?? '']?.Properties ?? {};
    const faults = {
      'does not say how long a lock lasts': list(config.lockSeconds).length === 0,
      'locks for longer than 15 minutes': list(config.lockSeconds).some((each) => !(typeof each === 'number' && each <= 900)),
      'locks who mistypes once or twice': !(config.attempts >= 3),
      'is never asked': !isCalled('PreAuthentication', functionId),
      'forgets no success': !forgetting.some((each) => isCalled('PostAuthentication', each.functionId)),
      'keeps counts for ever': table.TimeToLiveSpecification?.Enabled !== true,
    };
    return Object.entries(faults).flatMap(([fault, holds]) => (holds ? [`${functionId} ${fault}`] : []));
  }); // prettier-ignore
