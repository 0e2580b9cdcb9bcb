import { PHOTO_MUTANTS, TENANT_MUTANTS } from './access-mutants';
import { deployedTemplate } from './deploy-template';
import { firstFault, StepsOf } from './first-fault';
import { Mutant, Template } from './mutant';
import { NOTES_MUTANTS } from './notes-mutants';
import { EMAIL_CODE_MUTANTS, MAGIC_LINK_MUTANTS } from './passwordless-mutants';
import { COMPANY_MUTANTS, INVITED_MUTANTS } from './portal-mutants';
import { CODE_MUTANTS, FACTOR_MUTANTS, GOOGLE_MUTANTS, REPORTS_MUTANTS } from './sign-in-mutants';
import { PORTAL_PARTS } from '../b2b-portal';
import { bedVenue } from '../bed-venue';
import { CONSUMER_PARTS } from '../consumer-app';
import { machineSteps } from '../machine-api';
import { multiTenantSteps } from '../multi-tenant';
import { notesSteps } from '../notes';
import { PASSWORDLESS_PARTS } from '../passwordless';
import { photoUploadSteps } from '../photo-upload';
import { BedExample, Example } from '../venue';

// faults are planted on the test bed only: nobody wants them in an account
let venue: Awaited<ReturnType<typeof bedVenue>>;

beforeAll(async () => (venue = await bedVenue()));
afterAll(() => venue?.close());

/** An example, its stack, and flows with the faults that they catch. */
const EXAMPLES: [Example | BedExample, string, [StepsOf, Mutant[]][]][] = [
  ['notes-app', 'Notes', [[notesSteps, NOTES_MUTANTS]]],
  ['photo-upload', 'Photos', [[photoUploadSteps, PHOTO_MUTANTS]]],
  ['multi-tenant', 'Tenants', [[multiTenantSteps, TENANT_MUTANTS]]],
  [
    'consumer-app',
    'Shop',
    [
      [CONSUMER_PARTS.codes, CODE_MUTANTS],
      [CONSUMER_PARTS.factors, FACTOR_MUTANTS],
      [CONSUMER_PARTS.google, GOOGLE_MUTANTS],
    ],
  ],
  ['machine-api', 'Reports', [[machineSteps, REPORTS_MUTANTS]]],
  [
    'b2b-portal',
    'Portal',
    [
      [PORTAL_PARTS.companies, COMPANY_MUTANTS],
      [PORTAL_PARTS.invited, INVITED_MUTANTS],
    ],
  ],
  [
    'passwordless',
    'Magazine',
    [
      [PASSWORDLESS_PARTS.codes, EMAIL_CODE_MUTANTS],
      [PASSWORDLESS_PARTS.links, MAGIC_LINK_MUTANTS],
    ],
  ],
];

describe.each(EXAMPLES)('the flows of %s', (example, stack, parts) => {
  let template: Template;
  beforeAll(async () => {
    await venue.deploy(example);
    template = await deployedTemplate(venue.stage, stack);
  });

  test('find no fault in the template as it is, deployed the way of the mutants', async () => {
    for (const [index, [stepsOf]] of parts.entries()) {
      const name = `${stack}Control${index}`;
      expect(await firstFault(venue.stage, name, template, stepsOf, () => undefined)).toBeUndefined();
    }
  });

  const planted = parts.flatMap(([stepsOf, mutants]) =>
    mutants.map((mutant) => [mutant.name, mutant, stepsOf] as const),
  );
  test.each(planted.map((one, index) => [...one, index] as const))(
    'catch: %s',
    async (_name, mutant, stepsOf, index) => {
      const plant = (copy: Template) => void mutant.plant(copy);
      const fault = await firstFault(venue.stage, `${stack}Mutant${index}`, template, stepsOf, plant);
      expect(fault).toMatch(mutant.caughtBy);
    },
  );
});
