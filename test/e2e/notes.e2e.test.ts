import { notesSteps } from './notes';
import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { openVenue, Venue } from './venue';

let venue: Venue;
let outputs: Outputs;

beforeAll(async () => {
  venue = await openVenue();
  outputs = await venue.deploy('notes-app');
});
afterAll(() => venue?.close());

describe('the notes app, deployed with the CDK CLI', () => testSteps(notesSteps, () => [venue.stage, outputs]));
