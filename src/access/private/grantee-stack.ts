import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

/** The stack whose account and Region are meant, for resources that no construct stands for. */
export function stackOf(grantee: iam.IGrantable): Stack {
  const construct = [grantee, grantee.grantPrincipal].find((each) => Construct.isConstruct(each));
  if (!construct) {
    throw new AuthConfigError(
      'UserTopics',
      'the grantee belongs to no stack, so its account and Region are unknown. Grant to an identity pool, a group, guests or a role.',
    );
  }
  return Stack.of(construct as unknown as Construct);
}
