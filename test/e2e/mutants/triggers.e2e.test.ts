import { deployedTemplate } from './deploy-template';
import { StepsOf } from './first-fault';
import { Mutant, Template } from './mutant';
import { testFaults } from './test-faults';
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
  testFaults(part, () => [venue.stage, template], [[stepsOf, mutants]]);
});
