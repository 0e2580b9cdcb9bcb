import { Stack, Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from './errors';

/** How the Regions of the other partitions begin; by name, because the CDK's table of all Regions takes 50 ms to load. */
const OTHER_PARTITIONS = {
  'aws-cn': /^cn-/,
  'aws-us-gov': /^us-gov-/,
  'aws-iso': /^us-iso-/,
  'aws-iso-b': /^us-isob-/,
  'aws-iso-e': /^eu-isoe-/,
  'aws-iso-f': /^us-isof-/,
  'aws-eusc': /^eusc-/,
};

/**
 * Other partitions have other identity-pool principals; roles made here would not be assumable there.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
export function refuseOtherPartitions(scope: IConstruct): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region)) return;
  const other = Object.entries(OTHER_PARTITIONS).find(([, regions]) => regions.test(region));
  if (other) {
    throw new AuthConfigError(
      scope,
      `the Region ${region} is in the partition ${other[0]}. Deploy to a Region of the partition aws, the only one supported.`,
    );
  }
}
