import { Stack, Token } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { IConstruct } from 'constructs';
import { AuthConfigError } from './errors';

/** Other partitions have other identity-pool principals; roles made here would not be assumable there. */
export function refuseOtherPartitions(scope: IConstruct): void {
  const { region } = Stack.of(scope);
  if (Token.isUnresolved(region)) return;
  const partition = RegionInfo.get(region).partition ?? 'aws';
  if (partition !== 'aws') {
    throw new AuthConfigError(
      scope,
      `the Region ${region} is in the partition ${partition}. Deploy to a Region of the partition aws, the only one supported.`,
    );
  }
}
