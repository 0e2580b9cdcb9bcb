import { PHOTO_MUTANTS, TENANT_MUTANTS } from './access-mutants';
import { NOTES_MUTANTS } from './notes-mutants';
import { testExamples } from './test-faults';
import { multiTenantSteps } from '../multi-tenant';
import { notesSteps } from '../notes';
import { photoUploadSteps } from '../photo-upload';

testExamples(
  { example: 'notes-app', stack: 'Notes', parts: [[notesSteps, NOTES_MUTANTS]] },
  { example: 'photo-upload', stack: 'Photos', parts: [[photoUploadSteps, PHOTO_MUTANTS]] },
  { example: 'multi-tenant', stack: 'Tenants', parts: [[multiTenantSteps, TENANT_MUTANTS]] },
);
