import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { TRIGGER_PARTS } from './triggers';
import { triggersVenue } from './triggers/venue';

// on the test bed only: on AWS nobody could read what functions send
let venue: Awaited<ReturnType<typeof triggersVenue>>;
let outputs: Outputs;

beforeAll(async () => {
  venue = await triggersVenue();
  outputs = await venue.deploy();
});
afterAll(() => venue?.close());

describe.each([
  ['people who move from another pool', TRIGGER_PARTS.migration],
  ['senders of the pool', TRIGGER_PARTS.senders],
  ['accounts', TRIGGER_PARTS.accounts],
  ['people of a partner', TRIGGER_PARTS.federation(() => venue.partner)],
  ['machines', TRIGGER_PARTS.machines],
])('%s', (_who, stepsOf) => testSteps(stepsOf, () => [venue.stage, outputs]));
