import { Annotations } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { doomedPool } from './doomed-pool';
import { Identity, makeIdentity, own } from './identity';
import { LockFault, Recorded } from './lock-file';
import type { LockPlan } from './lock-plan';
import { LockWriter } from './lock-writer';
import { LockedPools, Place, placeOf, withoutPools, withPool } from './locked-pools';
import { merge } from './merge';
import * as say from './record-sentences';
import { RenderedIdentity, renderedOf } from './rendered-identity';
import { judge } from './verdict';
import { warnOfRelaxations } from '../../private/relaxations';
import type { IdentityLock } from '../identity-lock';

const CONTEXT = 'cognito-auth:lock';
const NOTHING = makeIdentity(() => ({}));

/** Compares a pool with the record of what is deployed, when everything was added. */
export function guardIdentity(scope: Construct, userPool: cognito.UserPool, lock?: IdentityLock): void {
  if (!lock) return;
  const guard = new IdentityGuard(scope, userPool.node.defaultChild as cognito.CfnUserPool, lock._bind(scope));
  scope.node.addValidation({ validate: () => guard.findings() });
}

class IdentityGuard {
  private readonly place: Place;
  private readonly pools: LockedPools;
  private readonly writer: LockWriter;

  constructor(
    private readonly scope: Construct,
    private readonly userPool: cognito.CfnUserPool,
    private readonly plan: LockPlan,
  ) {
    this.place = placeOf(scope, plan);
    this.pools = new LockedPools(scope.node.root);
    this.pools.add(this.place);
    this.writer = LockWriter.of(scope);
  }

  findings(): string[] {
    const mode: unknown = this.scope.node.tryGetContext(CONTEXT);
    if (mode !== undefined && mode !== 'write' && mode !== 'overwrite') {
      return [`the context value ${CONTEXT} is ${JSON.stringify(mode)}. Say write or overwrite, or leave it out.`];
    }
    this.writer.forget(this.scope);
    this.warnOfDeletion();
    try {
      const recorded = this.writer.read(this.plan);
      return mode === 'overwrite' ? this.overwrite(recorded) : this.compare(recorded, mode === 'write');
    } catch (error) {
      if (error instanceof LockFault) return [`${this.plan.shownFile} ${error.message}; nothing was written.`];
      throw error;
    }
  }

  private compare(recorded: Recorded, mayWrite: boolean): string[] {
    const { shownFile } = this.plan;
    const known = this.knownIn(recorded);
    const { identity, leavesSchemaOut } = new RenderedIdentity(this.scope, this.userPool, known?.schema);
    const before = known ?? firstStep(identity, leavesSchemaOut);
    const { refusals, news } = judge(before, identity, leavesSchemaOut);
    const all = [...this.lostPools(recorded, known), ...refusals];
    if (all.length > 0 || (known && news.length === 0)) return all;
    if (!mayWrite) return [known ? say.notYet(shownFile, news) : say.unknownPool(shownFile, recorded)];
    this.write(merge(known ?? NOTHING, identity));
    if (!known) this.warnOfAbsent(recorded);
    Annotations.of(this.scope).addInfoV2('cdk-cognito-auth:lockWritten', say.written(shownFile, known && news));
    return [];
  }

  private overwrite(recorded: Recorded): string[] {
    const { file, shownFile } = this.plan;
    const { identity } = new RenderedIdentity(this.scope, this.userPool, this.knownIn(recorded)?.schema);
    this.write(identity, this.pools.missing(file, recorded));
    warnOfRelaxations(this.scope, [
      {
        isMade: true,
        id: 'lockOverwritten',
        sentence: `${shownFile} was overwritten, whatever it said. Look at its diff before you commit it, and never leave ${CONTEXT} in cdk.json.`,
      },
    ]);
    return [];
  }

  private knownIn(recorded: Recorded): Identity | undefined {
    return own(own(recorded, this.place.stack) ?? {}, this.place.path);
  }

  /** Said once, and by every pool that may be the lost one under another name. */
  private lostPools(recorded: Recorded, known?: Identity): string[] {
    const { file, shownFile } = this.plan;
    if (known && !this.pools.isFirst(this.place)) return [];
    return this.pools.missing(file, recorded).map((place) => say.lostPool(place, shownFile));
  }

  /** A stack of another name has the same construct, and an empty pool. */
  private warnOfAbsent(recorded: Recorded): void {
    const { file, shownFile } = this.plan;
    const absent = this.pools.absent(file, recorded);
    warnOfRelaxations(this.scope, [
      { isMade: absent.length > 0, id: 'lockHasAbsentPools', sentence: say.absentPools(this.place, absent, shownFile) },
    ]);
  }

  private warnOfDeletion(): void {
    warnOfRelaxations(this.scope, doomedPool(renderedOf(this.userPool)));
  }

  private write(identity: Identity, gone: readonly Place[] = []): void {
    const { plan, place } = this;
    this.writer.plan(this.scope, {
      plan,
      apply: (recorded) => withPool(withoutPools(recorded, gone), place, identity),
    });
  }
}

/** A pool that nobody recorded may begin with anything, except with attributes that its template leaves out. */
function firstStep(now: Identity, leavesSchemaOut: boolean): Identity {
  return makeIdentity((section) => (section === 'schema' && leavesSchemaOut ? {} : now[section]));
}
