import { Difference, differences } from './differences';
import { Entry, Identity } from './identity';
import * as say from './sentences';
import { STANDARD_ATTRIBUTES } from '../../user-pool/pool-attributes';

/** What AWS would refuse or replace, and what the record does not have yet. */
export interface Verdict {
  readonly refusals: readonly string[];
  /** Allowed, and to be recorded. */
  readonly news: readonly Difference[];
}

/** Judges the step from the record to the app. */
export function judge(before: Identity, now: Identity, leavesSchemaOut: boolean): Verdict {
  const all = differences(before, now);
  const said = new Map(all.map((difference) => [difference, refusal(difference, all, leavesSchemaOut)]));
  return {
    refusals: [...said.values()].filter((sentence) => sentence !== undefined),
    news: all.filter((difference) => said.get(difference) === undefined),
  };
}

function refusal(difference: Difference, all: readonly Difference[], leavesSchemaOut: boolean): string | undefined {
  const { kind, section } = difference;
  if (kind === 'learnt') return undefined;
  if (section === 'userPool') return poolRefusal(difference, all);
  if (section === 'schema') return attributeRefusal(difference, leavesSchemaOut);
  if (kind === 'changed') return say.replaced(difference);
  return kind === 'gone' ? say.goneAway(difference, successorsOf(difference, all)) : undefined;
}

function poolRefusal(difference: Difference, all: readonly Difference[]): string | undefined {
  const { kind, id, property } = difference;
  if (kind === 'changed') {
    return property === 'WebAuthnRelyingPartyID' ? say.lostPasskeys(difference) : say.fixedSetting(difference);
  }
  const now = all.find((other) => other.section === 'userPool' && other.kind === 'new');
  return kind === 'gone' && now ? say.newPool(id, now.id) : undefined;
}

function attributeRefusal(difference: Difference, leavesSchemaOut: boolean): string | undefined {
  if (difference.kind === 'changed') return say.changedAttribute(difference);
  if (difference.kind === 'gone') return say.removedAttribute(difference);
  if (leavesSchemaOut) return say.unmadeAttribute(difference);
  return Object.values(STANDARD_ATTRIBUTES).includes(difference.id) ? say.lateStandardAttribute(difference) : undefined;
}

/** What may stand in its place: what has its fixed settings, or else all that is new of its kind, as its name may come from its id. */
function successorsOf({ section, entry }: Difference, all: readonly Difference[]): Difference[] {
  const news = all.filter((other) => other.kind === 'new' && other.section === section);
  const same = news.filter((other) => fixedOf(other.entry) === fixedOf(entry));
  return same.length > 0 ? same.slice(0, 1) : news;
}

function fixedOf(entry: Entry): string {
  return JSON.stringify({ ...entry, path: undefined });
}
