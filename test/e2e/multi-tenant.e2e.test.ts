import { multiTenantSteps } from './multi-tenant';
import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { openVenue, Venue } from './venue';

let venue: Venue;
let outputs: Outputs;

beforeAll(async () => {
  venue = await openVenue();
  outputs = await venue.deploy('multi-tenant');
});
afterAll(() => venue?.close());

describe("the tenants' portal, deployed with the CDK CLI", () =>
  testSteps(multiTenantSteps, () => [venue.stage, outputs]));
