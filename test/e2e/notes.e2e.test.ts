import { CreateSecretCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { Bed, startBed } from './bed';
import { deployExample } from './deploy';
import { deployedTemplate, deployTemplate } from './deploy-template';
import { MUTANTS, Template } from './mutants';
import { notesSteps } from './notes';
import { Outputs } from './stage';

let bed: Bed;
let outputs: Outputs;
let template: Template;

beforeAll(async () => {
  bed = await startBed();
  const secrets = new SecretsManagerClient({ region: bed.aws.region, endpoint: bed.aws.endpoint });
  const SecretString = JSON.stringify({ clientId: 'id', clientSecret: 'secret' });
  await secrets.send(new CreateSecretCommand({ Name: 'notes/google', SecretString }));
  const context = { domainPrefix: 'notes-example', googleSecretName: 'notes/google' };
  outputs = await deployExample('notes-app.ts', 'Notes', context, bed.env);
  template = await deployedTemplate(bed.stage, 'Notes');
}, 120_000);

afterAll(() => bed?.close());

describe('the notes app, deployed with the CDK CLI', () => {
  // the steps build on each other; each is a test of its own, in order
  const names = notesSteps({ region: 'none', codeFor: async () => '' }, {}).map(({ asks }) => asks);
  let steps: ReturnType<typeof notesSteps>;
  beforeAll(() => (steps = notesSteps(bed.stage, outputs)));

  test.each(names.map((asks, index) => [asks, index] as const))(
    '%s',
    async (_asks, index) => {
      await steps[index].run();
    },
    30_000,
  );
});

describe('the flows catch', () => {
  test('nothing in the template as it is, deployed the way of the mutants', async () => {
    expect(await firstFault('Control', () => undefined)).toBeUndefined();
  }, 60_000);

  test.each(MUTANTS.map((mutant, index) => [mutant.name, mutant, index] as const))(
    '%s',
    async (_name, mutant, index) => {
      expect(await firstFault(`Mutant${index}`, (copy) => void mutant.plant(copy))).toMatch(mutant.caughtBy);
    },
    60_000,
  );
});

/** Deploys a changed copy of the template beside the others, and returns the first step that goes wrong. */
async function firstFault(stackName: string, change: (copy: Template) => void): Promise<string | undefined> {
  const copy = JSON.parse(JSON.stringify(template)) as Template;
  const domain = Object.values(copy.Resources).find(({ Type }) => Type === 'AWS::Cognito::UserPoolDomain')!;
  domain.Properties.Domain = stackName.toLowerCase();
  change(copy);
  const mutated = await deployTemplate(bed.stage, stackName, copy);
  for (const step of notesSteps(bed.stage, mutated)) {
    try {
      await step.run();
    } catch {
      return step.asks;
    }
  }
  return undefined;
}
