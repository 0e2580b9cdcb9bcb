import { bedVenue } from './bed-venue';
import { PASSWORDLESS_PARTS } from './passwordless';
import { testSteps } from './run-steps';
import { Outputs } from './stage';

// on the test bed only: on AWS nobody could read what functions mail through SES
let venue: Awaited<ReturnType<typeof bedVenue>>;
let outputs: Outputs;

beforeAll(async () => {
  venue = await bedVenue();
  outputs = await venue.deploy('passwordless');
});
afterAll(() => venue?.close());

describe('the magazine, deployed with the CDK CLI', () => {
  describe('authors, with codes', () => testSteps(PASSWORDLESS_PARTS.codes, () => [venue.stage, outputs]));
  describe('readers, with links', () => testSteps(PASSWORDLESS_PARTS.links, () => [venue.stage, outputs]));
});
