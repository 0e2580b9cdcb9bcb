import { CODE_MUTANTS, FACTOR_MUTANTS, GOOGLE_MUTANTS, REPORTS_MUTANTS } from './sign-in-mutants';
import { testExamples } from './test-faults';
import { CONSUMER_PARTS } from '../consumer-app';
import { machineSteps } from '../machine-api';

const { codes, factors, google } = CONSUMER_PARTS;

testExamples(
  {
    example: 'consumer-app',
    stack: 'Shop',
    parts: [
      [codes, CODE_MUTANTS],
      [factors, FACTOR_MUTANTS],
      [google, GOOGLE_MUTANTS],
    ],
  },
  { example: 'machine-api', stack: 'Reports', parts: [[machineSteps, REPORTS_MUTANTS]] },
);
