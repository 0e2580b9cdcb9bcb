import { PHOTO_MUTANTS, TENANT_MUTANTS } from './access-mutants';
import { deployedTemplate, deployTemplate } from './deploy-template';
import { Mutant, Template } from './mutant';
import { NOTES_MUTANTS } from './notes-mutants';
import { CODE_MUTANTS, FACTOR_MUTANTS, GOOGLE_MUTANTS, REPORTS_MUTANTS } from './sign-in-mutants';
import { bedVenue } from '../bed-venue';
import { CONSUMER_PARTS } from '../consumer-app';
import { machineSteps } from '../machine-api';
import { multiTenantSteps } from '../multi-tenant';
import { notesSteps } from '../notes';
import { photoUploadSteps } from '../photo-upload';
import { Outputs, Stage } from '../stage';
import { Step } from '../step';
import { Example } from '../venue';

// faults are planted on the test bed only: nobody wants them in an account
let venue: Awaited<ReturnType<typeof bedVenue>>;

beforeAll(async () => (venue = await bedVenue()));
afterAll(() => venue?.close());

type StepsOf = (stage: Stage, outputs: Outputs) => Step[];

/** Deploys a changed copy of the template beside the others, and returns the first step that goes wrong. */
async function firstFault(
  stackName: string,
  template: Template,
  stepsOf: StepsOf,
  change: (copy: Template) => void,
): Promise<string | undefined> {
  const copy = JSON.parse(JSON.stringify(template)) as Template;
  const domain = Object.values(copy.Resources).find(({ Type }) => Type === 'AWS::Cognito::UserPoolDomain');
  if (domain) domain.Properties.Domain = stackName.toLowerCase();
  change(copy);
  const outputs = await deployTemplate(venue.stage, stackName, copy);
  for (const step of stepsOf(venue.stage, outputs)) {
    try {
      await step.run();
    } catch {
      return step.asks;
    }
  }
  return undefined;
}

/** An example, its stack, and flows with the faults that they catch. */
const EXAMPLES: [Example, string, [StepsOf, Mutant[]][]][] = [
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
];

describe.each(EXAMPLES)('the flows of %s', (example, stack, parts) => {
  let template: Template;
  beforeAll(async () => {
    await venue.deploy(example);
    template = await deployedTemplate(venue.stage, stack);
  });

  test('find no fault in the template as it is, deployed the way of the mutants', async () => {
    for (const [index, [stepsOf]] of parts.entries()) {
      expect(await firstFault(`${stack}Control${index}`, template, stepsOf, () => undefined)).toBeUndefined();
    }
  });

  const planted = parts.flatMap(([stepsOf, mutants]) =>
    mutants.map((mutant) => [mutant.name, mutant, stepsOf] as const),
  );
  test.each(planted.map((one, index) => [...one, index] as const))(
    'catch: %s',
    async (_name, mutant, stepsOf, index) => {
      const fault = await firstFault(`${stack}Mutant${index}`, template, stepsOf, (copy) => void mutant.plant(copy));
      expect(fault).toMatch(mutant.caughtBy);
    },
  );
});
