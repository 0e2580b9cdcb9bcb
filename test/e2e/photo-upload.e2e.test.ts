import { photoUploadSteps } from './photo-upload';
import { testSteps } from './run-steps';
import { Outputs } from './stage';
import { openVenue, Venue } from './venue';

let venue: Venue;
let outputs: Outputs;

beforeAll(async () => {
  venue = await openVenue();
  outputs = await venue.deploy('photo-upload');
});
afterAll(() => venue?.close());

describe('the photo app, deployed with the CDK CLI', () => testSteps(photoUploadSteps, () => [venue.stage, outputs]));
