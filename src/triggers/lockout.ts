import { Duration } from 'aws-cdk-lib';
import { TriggerHandler } from './trigger-handler';
import { EVERY_SOURCE } from '../contract/steps';
import * as defaults from '../defaults';
import { AuthConfigError } from '../private/errors';
import { LOCKOUTS } from './private/own-tables';
import { usedTable } from './private/row-place';
import { secondsOf } from './private/seconds';
import { BoundHandler, TriggerScope, TriggerStep } from './private/trigger-step';

/**
 * Options of `PreAuthentication.lockout`.
 */
export interface LockoutOptions {
  /**
   * How many attempts without a success end in a lock, 3 to 100: the last of them still passes.
   *
   * @default 10
   */
  readonly attempts?: number;

  /**
   * Within which time they are counted, from the first on; 1 minute to 1 day.
   *
   * @default Duration.minutes(15)
   */
  readonly window?: Duration;

  /**
   * How long the lock lasts, 1 second to 15 minutes.
   *
   * @default Duration.minutes(1)
   */
  readonly duration?: Duration;

  /**
   * Whether each further lock within a day lasts twice as long, up to 15 minutes.
   *
   * @default true
   */
  readonly progressive?: boolean;
}

const WINDOW = { least: Duration.minutes(1), most: Duration.days(1) };
const LOCK = {
  least: Duration.seconds(1),
  most: Duration.minutes(15),
  because: 'whoever knows a name can lock its owner out',
};

/** Counts before a sign-in is checked, and forgets after one that succeeds. */
export function lockout(options: LockoutOptions): TriggerHandler {
  return new BoundHandler((scope) => bind(scope, options));
}

function bind({ where }: TriggerScope, options: LockoutOptions): TriggerStep[] {
  const { attempts = defaults.LOCKOUT_ATTEMPTS, window = defaults.LOCKOUT_WINDOW } = options;
  if (!Number.isInteger(attempts) || attempts < 3 || attempts > 100) {
    throw new AuthConfigError(where, `PreAuthentication.lockout has ${attempts} attempts. Pass a whole number, 3 to 100: people mistype.`); // prettier-ignore
  }
  const first = secondsOf(where, 'duration of PreAuthentication.lockout', options.duration ?? defaults.LOCKOUT_DURATION, LOCK); // prettier-ignore
  const isProgressive = options.progressive ?? defaults.LOCKOUT_PROGRESSIVE;
  const { place, path, grant } = usedTable(where, 'PreAuthentication.lockout', {}, LOCKOUTS);
  const { table } = place;
  const common = { phase: 'GUARD', ports: ['dynamodb'], poolActions: [] } as const;
  const counting: TriggerStep = {
    ...common,
    trigger: 'PreAuthentication',
    wire: {
      step: 'lockout',
      key: path,
      sources: [EVERY_SOURCE],
      config: {
        table,
        attempts,
        windowSeconds: secondsOf(where, 'window of PreAuthentication.lockout', window, WINDOW),
        lockSeconds: isProgressive ? doubling(first) : [first],
        memorySeconds: isProgressive ? defaults.LOCKOUT_MEMORY.toSeconds() : 0,
      },
    },
    grant: grant('dynamodb:GetItem', 'dynamodb:PutItem'),
  };
  const forgetting: TriggerStep = {
    ...common,
    trigger: 'PostAuthentication',
    wire: { step: 'forgetAttempts', key: path, sources: [EVERY_SOURCE], config: { table } },
    grant: grant('dynamodb:DeleteItem'),
  };
  return [counting, forgetting];
}

/** 60, 120, 240 … and last what a lock may take at most. */
function doubling(first: number): number[] {
  const most = LOCK.most.toSeconds();
  return first >= most ? [most] : [first, ...doubling(first * 2)];
}
