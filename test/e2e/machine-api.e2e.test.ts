import { machineSteps } from './machine-api';
import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { openVenue, Venue } from './venue';

let venue: Venue;
let outputs: Outputs;

beforeAll(async () => {
  venue = await openVenue();
  outputs = await venue.deploy('machine-api');
});
afterAll(() => venue?.close());

describe('the reports API, deployed with the CDK CLI', () => testSteps(machineSteps, () => [venue.stage, outputs]));
