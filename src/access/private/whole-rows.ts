import { GivenViews } from './given-views';
import { includes, nameOf } from './grantee-sessions';

/** Which attributes of whose rows somebody reaches; without lists, all of them. */
export interface GivenRows {
  /** What names the rows. */
  readonly user: string;
  readonly reads: Extent;
  readonly writes?: Extent;
}

type Extent = 'whole' | 'some';

/** A view of whole rows beside one of some of their attributes, for the same users. */
export const GIVEN_ROWS = new GivenViews<GivenRows>('wholeRowsBesideAttributes', (wide, narrow) => {
  const voided = voidedBy(wide.view, narrow.view);
  if (voided.length === 0 || !includes(wide.grantee, narrow.grantee)) return undefined;
  const lists = voided.map(([, list]) => list).join(' and ');
  return `${nameOf(wide.grantee)} may ${voided.map(([verb]) => verb).join(' and ')} whole rows, which voids the ${lists} of what ${nameOf(narrow.grantee)} was granted: IAM adds up what is granted. Keep rows that are open in part in a table of their own, or give the lists to both views.`;
});

function voidedBy(wide: GivenRows, narrow: GivenRows): [verb: string, list: string][] {
  if (wide.user !== narrow.user) return [];
  return [
    ...(wide.reads === 'whole' && narrow.reads === 'some' ? [['read', 'readAttributes'] as [string, string]] : []),
    ...(wide.writes === 'whole' && narrow.writes === 'some' ? [['write', 'writeAttributes'] as [string, string]] : []),
  ];
}
