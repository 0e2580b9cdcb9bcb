import type { IConstruct } from 'constructs';
import type { IdentityLockOptions } from './identity-lock-options';
import { filePlan } from './private/file-plan';
import type { LockPlan } from './private/lock-plan';
import { requireArguments } from '../private/options';

/**
 * A committed record of what is deployed and cannot change without harm: logical ids, what people sign in by, attributes, the
 * domain of passkeys. With one, synthesis refuses a change that AWS would refuse, or that would make a new pool, client,
 * group, domain or identity pool in the place of an old one.
 *
 * Synthesis only reads the record. `npx cdk synth -c cognito-auth:lock=write` adds what is new, and
 * `-c cognito-auth:lock=overwrite` records the app as it is, whatever that breaks.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-updating.html
 */
export abstract class IdentityLock {
  /**
   * A JSON file in version control, one for all pools and stacks of an app. It is written when the whole app is valid.
   *
   * @param path absolute, or relative to the folder of `cdk.json`: `cognito-auth.lock.json`
   * @param options another name than that of the stack
   */
  public static file(path: string, options: IdentityLockOptions = {}): IdentityLock {
    return new PlannedLock('IdentityLock.file', [path, options], (where) => filePlan(where, path, options));
  }

  /** @internal */
  public abstract _bind(where: IConstruct): LockPlan;
}

class PlannedLock extends IdentityLock {
  constructor(
    private readonly call: string,
    private readonly given: readonly unknown[],
    private readonly plan: (where: IConstruct) => LockPlan,
  ) {
    super();
  }

  /** @internal */
  public _bind(where: IConstruct): LockPlan {
    requireArguments(where, this.call, this.given);
    return this.plan(where);
  }
}
