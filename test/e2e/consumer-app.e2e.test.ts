import { consumerSteps } from './consumer-app';
import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { openVenue, Venue } from './venue';

let venue: Venue;
let outputs: Outputs;

beforeAll(async () => {
  venue = await openVenue();
  outputs = await venue.deploy('consumer-app');
});
afterAll(() => venue?.close());

describe('the shop, deployed with the CDK CLI', () => testSteps(consumerSteps, () => [venue.stage, outputs]));
