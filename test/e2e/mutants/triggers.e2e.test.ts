import { deployedTemplate } from './deploy-template';
import { firstFault, StepsOf } from './first-fault';
import { Mutant, Template } from './mutant';
import {
  ACCOUNT_MUTANTS,
  FEDERATION_MUTANTS,
  MACHINE_MUTANTS,
  MIGRATION_MUTANTS,
  SENDER_MUTANTS,
} from './trigger-mutants';
import { Outputs } from '../stage';
import { TRIGGER_PARTS } from '../triggers';
import { triggersVenue } from '../triggers/venue';

let venue: Awaited<ReturnType<typeof triggersVenue>>;
let old: Outputs;
let template: Template;

beforeAll(async () => {
  venue = await triggersVenue();
  old = await venue.deploy();
  template = await deployedTemplate(venue.stage, 'Triggers');
});
afterAll(() => venue?.close());

const PARTS: [string, StepsOf, Mutant[]][] = [
  ['Migration', TRIGGER_PARTS.migration, MIGRATION_MUTANTS],
  ['Senders', TRIGGER_PARTS.senders, SENDER_MUTANTS],
  ['Accounts', TRIGGER_PARTS.accounts, ACCOUNT_MUTANTS],
  ['Federation', TRIGGER_PARTS.federation(() => venue.partner), FEDERATION_MUTANTS],
  ['Machines', TRIGGER_PARTS.machines, MACHINE_MUTANTS],
];

describe.each(PARTS)('the flows of handlers: %s', (part, partOf, mutants) => {
  const stepsOf: StepsOf = (stage, outputs) => partOf(stage, { ...old, ...outputs });

  test('find no fault in the template as it is, deployed the way of the mutants', async () => {
    expect(await firstFault(venue.stage, `${part}Control`, template, stepsOf, () => undefined)).toBeUndefined();
  });

  test.each(mutants.map((mutant, index) => [mutant.name, mutant, index] as const))(
    'catch: %s',
    async (_name, mutant, index) => {
      const plant = (copy: Template) => void mutant.plant(copy);
      expect(await firstFault(venue.stage, `${part}Mutant${index}`, template, stepsOf, plant)).toMatch(mutant.caughtBy);
    },
  );
});
