import { App, Stack } from 'aws-cdk-lib';
import { RegionInfo } from 'aws-cdk-lib/region-info';
import { CognitoAuth } from 'cdk-cognito-auth';

const regions = RegionInfo.regions.map(({ name, partition }) => [name, partition ?? 'aws'] as const);

// the library tells a partition by how its Regions begin; the CDK's table is the judge
test.each(regions)('knows %s to be in the partition %s', (region, partition) => {
  const make = () => new CognitoAuth(new Stack(new App(), 'Stack', { env: { region } }), 'Auth');
  if (partition === 'aws') expect(make).not.toThrow();
  else expect(make).toThrow(`Stack/Auth: the Region ${region} is in the partition ${partition}.`);
});
