import { COMPANY_MUTANTS, INVITED_MUTANTS } from './portal-mutants';
import { testExamples } from './test-faults';
import { PORTAL_PARTS } from '../b2b-portal';

testExamples({
  example: 'b2b-portal',
  stack: 'Portal',
  parts: [
    [PORTAL_PARTS.companies, COMPANY_MUTANTS],
    [PORTAL_PARTS.invited, INVITED_MUTANTS],
  ],
});
