import { Duration } from 'aws-cdk-lib';
import { IConstruct } from 'constructs';
import { AuthConfigError } from '../../private/errors';

/** What a duration may be, at least and at most. */
export interface Limits {
  readonly least: Duration;
  readonly most: Duration;
  /** Why no more, as the end of a sentence. */
  readonly because?: string;
}

/** A duration that a trigger carries, in seconds. */
export function secondsOf(where: IConstruct, what: string, duration: Duration, { least, most, because }: Limits): number {
  if (duration.isUnresolved()) {
    throw new AuthConfigError(where, `${what} is a token, and the handler must know it at synth. Pass a plain number.`);
  }
  const milliseconds = duration.toMilliseconds();
  if (milliseconds >= least.toMilliseconds() && milliseconds <= most.toMilliseconds()) {
    return Math.floor(milliseconds / 1_000);
  }
  throw new AuthConfigError(
    where,
    `${what} is ${duration.toHumanString()}${because ? `, and ${because}` : ''}. Pass ${least.toHumanString()} to ${most.toHumanString()}.`,
  );
} // prettier-ignore
