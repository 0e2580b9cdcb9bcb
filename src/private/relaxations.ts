import { Annotations } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';

/** A default that somebody has relaxed: allowed, and named, so that it can be acknowledged with a reason. */
export interface Relaxation {
  readonly isMade: boolean;
  /** What stands behind `cdk-cognito-auth:` in the id to acknowledge. */
  readonly id: string;
  /** What may happen now, and how to return. */
  readonly sentence: string;
}

export function warnOfRelaxations(where: IConstruct, relaxations: readonly Relaxation[]): void {
  for (const { isMade, id, sentence } of relaxations) {
    if (isMade) Annotations.of(where).addWarningV2(`cdk-cognito-auth:${id}`, sentence);
  }
}
