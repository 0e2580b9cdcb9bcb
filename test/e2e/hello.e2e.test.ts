import { helloSteps } from './hello';
import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { openVenue, Venue } from './venue';

let venue: Venue;
let outputs: Outputs;

beforeAll(async () => {
  venue = await openVenue();
  outputs = await venue.deploy('hello');
});
afterAll(() => venue?.close());

describe('hello, deployed with the CDK CLI', () => testSteps(helloSteps, () => [venue.stage, outputs]));
