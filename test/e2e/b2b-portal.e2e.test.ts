import { PORTAL_PARTS } from './b2b-portal';
import { bedVenue } from './bed-venue';
import { testSteps } from './run-steps';
import { Outputs } from './stage';

// on the test bed only: AWS has no place for the identity providers of companies
let venue: Awaited<ReturnType<typeof bedVenue>>;
let outputs: Outputs;

beforeAll(async () => {
  venue = await bedVenue();
  outputs = await venue.deploy('b2b-portal');
});
afterAll(() => venue?.close());

describe('the portal, deployed with the CDK CLI', () => {
  describe('people of companies', () => testSteps(PORTAL_PARTS.companies, () => [venue.stage, outputs]));
  describe('people who were invited', () => testSteps(PORTAL_PARTS.invited, () => [venue.stage, outputs]));
});
