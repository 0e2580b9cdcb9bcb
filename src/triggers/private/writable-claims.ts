import { Annotations, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { writes } from '../../clients/attribute-lists';
import { isOpenToUsers } from '../../clients/user-reach';
import { clientsOf } from '../../private/pool-parts';
import { readablePath } from '../../private/references';

/** What a back end may rely on should not be what the user typed, through any client of the pool. */
export function warnOfWritableClaims(
  where: Construct,
  userPool: cognito.UserPool,
  attributes: readonly string[],
): void {
  const open = clientsOf(userPool).filter((client) => isOpenToUsers(userPool, client));
  const proven = provenAttributes(userPool);
  for (const name of attributes) {
    const writers = open.filter((client) => writes(client, name));
    if (writers.length === 0 || proven.includes(name)) continue;
    Annotations.of(where).addWarningV2(
      `cdk-cognito-auth:claimFromWritableAttribute:${name}`,
      `a claim carries '${name}', which users may write through ${writers.map(readablePath).sort().join(', ')}. Do not authorize by it, or leave it out of writeAttributes.`,
    );
  }
}

/** Addresses that users may write, and that count only once they have proved them, at first and after each change. */
function provenAttributes(userPool: cognito.UserPool): string[] {
  const { autoVerifiedAttributes, userAttributeUpdateSettings } = userPool.node.defaultChild as cognito.CfnUserPool;
  const resolve = (value: unknown) => Stack.of(userPool).resolve(value);
  const kept: string[] = resolve(userAttributeUpdateSettings)?.attributesRequireVerificationBeforeUpdate ?? [];
  return (resolve(autoVerifiedAttributes) ?? []).filter((name: string) => kept.includes(name));
}
