import { awsVenue } from './aws/aws-venue';
import { bedVenue } from './bed-venue';
import { Outputs, Stage } from './stage';

/** A place where the examples are deployed and used: the local test bed, or the AWS account of the environment. */
export interface Venue {
  readonly stage: Stage;
  /** Deploys an example with the real CDK CLI and returns the outputs of its stack. */
  deploy(example: Example): Promise<Outputs>;
  close(): Promise<void>;
}

export type Example = 'hello' | 'notes-app' | 'photo-upload' | 'multi-tenant' | 'consumer-app' | 'machine-api';

/** Examples whose flows need what AWS has no place for: to read what functions have mailed, or companies with people. */
export type BedExample = 'passwordless' | 'b2b-portal';

/** `E2E_TARGET=aws` (npm run e2e:aws) runs the flows against AWS, everything else on the test bed. */
export function openVenue(): Promise<Venue> {
  return process.env.E2E_TARGET === 'aws' ? awsVenue() : bedVenue();
}
