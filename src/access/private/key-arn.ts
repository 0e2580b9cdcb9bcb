import { Stack } from 'aws-cdk-lib';
import * as kms from 'aws-cdk-lib/aws-kms';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

/** The ARN by which IAM knows a key. An alias has an ARN of its own, which no statement about a key ever matches. */
export function keyArnOf(where: IConstruct, key: kms.IKey): string {
  const target = targetOf(key);
  if (target) return keyArnOf(where, target);
  if (JSON.stringify(Stack.of(where).resolve(key.keyArn)).includes(':alias/')) {
    throw new AuthConfigError(where, 'the key is an alias, which IAM does not match. Pass the key itself.');
  }
  return key.keyArn;
}

/** An alias that is known by its name alone throws when it is asked. */
function targetOf(key: kms.IKey): kms.IKey | undefined {
  if (!('aliasTargetKey' in key)) return undefined;
  try {
    return (key as kms.IAlias).aliasTargetKey;
  } catch {
    return undefined;
  }
}
