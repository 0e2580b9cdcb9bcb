import { row33 } from './lockouts';
import { adding, rewriting } from './mutants';
import type { Threat } from './threat';
import { STEPS_VARIABLE } from '../../src/contract/codec';

const steps = JSON.stringify({ v: 1, steps: [{ step: 'lockout', key: 'k', sources: ['*'], config: {} }] });

/** Threats by a defence of the library itself. */
export const THREATS_BY_LOCKOUT: readonly Threat[] = [
  {
    row: 33,
    title: 'Denial of service by lockout',
    secureDefault: 'No lockout beside that of Cognito; one that is asked for ends within 15 minutes, and a success forgets it',
    check: row33,
    mutants: {
      'a lockout that nobody asked for': adding('Lockout', 'AWS::Lambda::Function', {
        Environment: { Variables: { [STEPS_VARIABLE]: steps } },
      }),
      'a lockout in place of a guard': rewriting('AWS::Lambda::Function', 'allowEmailDomains', 'lockout'),
    },
    helloMutants: {
      'a lockout that nobody asked for': adding('Lockout', 'AWS::Lambda::Function', {
        Environment: { Variables: { [STEPS_VARIABLE]: steps } },
      }),
    },
    alsoTestedBy: [
      'threats/row-33.test.ts (lockouts that were asked for)',
      'lambda/steps/pre-authentication/lockout.test.ts',
    ],
  },
]; // prettier-ignore
