import * as iam from 'aws-cdk-lib/aws-iam';
import { GivenViews } from './given-views';
import { includes, isPublic, nameOf } from './grantee-sessions';

/** Which folders somebody reaches, and how far; without `writesAll` they write nothing. */
export interface GivenPrefix {
  readonly prefix: string;
  readonly readsAll: boolean;
  readonly writesAll?: boolean;
}

/** Folders of owners below a prefix that others share. Sharing with some group is how moderators come to see everything. */
export const GIVEN_PREFIXES = new GivenViews<GivenPrefix>('sharedPrefixAroundOwn', (wide, narrow) => {
  const voided = voidedBy(wide.view, narrow.view);
  if (voided.length === 0 || !contains(wide.view.prefix, narrow.view.prefix)) return undefined;
  if (!reaches(wide.grantee, narrow.grantee)) return undefined;
  return `${nameOf(wide.grantee)} may ${voided.join(' and ')} all of '${wide.view.prefix}', and so every folder of '${narrow.view.prefix}', of which ${nameOf(narrow.grantee)} may ${voided.join(' and ')} only their own: the limit is void. Keep what is shared and what is the owner's under prefixes of which none contains the other, or share with a group.`;
});

/** Whoever has a folder of their own is among those who reach all of them; and anybody can be a guest. */
function reaches(wide: iam.IGrantable, narrow: iam.IGrantable): boolean {
  return includes(wide, narrow) || isPublic(wide);
}

function voidedBy(wide: GivenPrefix, narrow: GivenPrefix): string[] {
  return [
    ...(wide.readsAll && !narrow.readsAll ? ['read'] : []),
    ...(wide.writesAll && narrow.writesAll === false ? ['write'] : []),
  ];
}

function contains(outer: string, inner: string): boolean {
  return inner === outer || inner.startsWith(`${outer}/`);
}
