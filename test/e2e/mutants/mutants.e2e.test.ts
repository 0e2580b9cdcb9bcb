import { deployedTemplate, deployTemplate } from './deploy-template';
import { MUTANTS, Template } from './mutants';
import { bedVenue } from '../bed-venue';
import { notesSteps } from '../notes';

// faults are planted on the test bed only: nobody wants them in an account
let venue: Awaited<ReturnType<typeof bedVenue>>;
let template: Template;

beforeAll(async () => {
  venue = await bedVenue();
  await venue.deploy('notes-app');
  template = await deployedTemplate(venue.stage, 'Notes');
});
afterAll(() => venue?.close());

/** Deploys a changed copy of the template beside the others, and returns the first step that goes wrong. */
async function firstFault(stackName: string, change: (copy: Template) => void): Promise<string | undefined> {
  const copy = JSON.parse(JSON.stringify(template)) as Template;
  const domain = Object.values(copy.Resources).find(({ Type }) => Type === 'AWS::Cognito::UserPoolDomain')!;
  domain.Properties.Domain = stackName.toLowerCase();
  change(copy);
  const outputs = await deployTemplate(venue.stage, stackName, copy);
  for (const step of notesSteps(venue.stage, outputs)) {
    try {
      await step.run();
    } catch {
      return step.asks;
    }
  }
  return undefined;
}

describe('the flows of the notes app', () => {
  test('find no fault in the template as it is, deployed the way of the mutants', async () => {
    expect(await firstFault('Control', () => undefined)).toBeUndefined();
  });

  test.each(MUTANTS.map((mutant, index) => [mutant.name, mutant, index] as const))(
    'catch: %s',
    async (_name, mutant, index) => {
      expect(await firstFault(`Mutant${index}`, (copy) => void mutant.plant(copy))).toMatch(mutant.caughtBy);
    },
  );
});
