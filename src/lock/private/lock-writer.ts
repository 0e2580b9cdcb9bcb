import { attachCustomSynthesis, cloud_assembly_schema } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { LockFault, readLock, Recorded, writeLock } from './lock-file';
import type { LockPlan } from './lock-plan';
import { AuthConfigError } from '../../private/errors';

/** What one pool changes in its record. */
export interface Edit {
  readonly plan: LockPlan;
  readonly apply: (recorded: Recorded) => Recorded;
}

const WRITERS = new WeakMap<Construct, LockWriter>();

/** Writes what the pools of an app change in their records, when the whole app is valid; a failed synthesis writes nothing. */
export class LockWriter {
  static of({ node }: Construct): LockWriter {
    const root = node.root as Construct;
    const writer = WRITERS.get(root) ?? new LockWriter(root);
    WRITERS.set(root, writer);
    return writer;
  }

  private readonly edits = new Map<Construct, Edit>();

  private constructor(private readonly root: Construct) {
    // stages and all validations come before the synthesis of a child of the app; the app itself has room for one owner only
    attachCustomSynthesis(new Construct(root, 'CognitoAuthIdentityLock'), { onSynthesize: () => this.write() });
  }

  /** The record as it will be with what other pools change. */
  read({ file }: LockPlan): Recorded {
    const edits = [...this.edits.values()].filter(({ plan }) => plan.file === file);
    return edits.reduce((recorded, { apply }) => apply(recorded), readLock(file));
  }

  plan(pool: Construct, edit: Edit): void {
    this.edits.set(pool, edit);
  }

  /** Before a pool is judged anew. */
  forget(pool: Construct): void {
    this.edits.delete(pool);
  }

  private write(): void {
    if (this.hasErrors()) return;
    const records = [...this.edits].map(([pool, { plan }]) => ({ pool, plan }));
    const once = records.filter(({ plan }, at) => records.findIndex((other) => other.plan.file === plan.file) === at);
    for (const { pool, plan } of once) this.writeOne(pool, plan);
    this.edits.clear();
  }

  private writeOne(pool: Construct, plan: LockPlan): void {
    try {
      writeLock(plan.file, this.read(plan));
    } catch (error) {
      if (!(error instanceof LockFault)) throw error;
      throw new AuthConfigError(pool, `${plan.shownFile} ${error.message}; nothing was written.`);
    }
  }

  /** Those of `Annotations.addError`, with which the CLI fails when everything is synthesised. */
  private hasErrors(): boolean {
    const { ERROR } = cloud_assembly_schema.ArtifactMetadataEntryType;
    return this.root.node.findAll().some(({ node }) => node.metadata.some(({ type }) => type === ERROR));
  }
}
