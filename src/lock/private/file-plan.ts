import { resolve } from 'node:path';
import { Token } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import type { LockPlan } from './lock-plan';
import { AuthConfigError } from '../../private/errors';
import type { IdentityLockOptions } from '../identity-lock-options';

/** The CDK CLI starts an app in the folder of its cdk.json, in every language. */
export function filePlan(where: IConstruct, path: string, { key }: IdentityLockOptions): LockPlan {
  if ([path, key].some((text) => Token.isUnresolved(text))) {
    throw new AuthConfigError(
      where,
      'identityLock names a token, and the record is read at synth. Pass plain strings.',
    );
  }
  if (path.trim() === '' || key?.trim() === '') {
    throw new AuthConfigError(
      where,
      "identityLock has an empty name. Pass a path, such as 'cognito-auth.lock.json', and a key or none.",
    );
  }
  return { file: resolve(path), shownFile: path, key };
}
