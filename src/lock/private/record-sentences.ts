import { Difference } from './differences';
import type { Recorded } from './lock-file';
import type { Place } from './locked-pools';
import { nameOf, OVERWRITE, WRITE } from './sentences';

/** A pool of the record that the app has no more. */
export function lostPool({ stack, path }: Place, file: string): string {
  return `${file} has the user pool ${path} of the stack ${stack}, which the app has no more, or without its identityLock: under another id or in another stack it would be an empty pool. Give it its old place back; if it shall be forgotten, run ${OVERWRITE}.`;
}

/** Other pools of the record, one of which may be this one before its stack was renamed. */
export function absentPools({ stack, path }: Place, absent: readonly Place[], file: string): string {
  const names = absent.map((place) => `${place.stack}/${place.path}`).sort();
  return `${file} has ${names.join(', ')} too, of stacks that this app does not have. If ${stack}/${path} is one of them after its stack was renamed, it would be an empty pool: give the stack its old name back, or pass it as stackName, and take ${stack} out of the file again. If they are pools of other environments, acknowledge the warning.`;
}

/** A pool of the app that the record does not have. */
export function unknownPool(file: string, recorded: Recorded): string {
  const others = Object.entries(recorded).flatMap(([stack, pools]) => Object.keys(pools).map((path) => `${stack}/${path}`)); // prettier-ignore
  const has = others.length > 0 ? ` It has ${others.sort().join(', ')}: if this is one of them, give it its old place back.` : ''; // prettier-ignore
  return `${file} does not know this user pool, so that nothing guards it.${has} To record a pool, new or as it is deployed, run ${WRITE} and commit the file.`;
}

/** What may be added, and must be recorded, so that it is guarded from now on. */
export function notYet(file: string, news: readonly Difference[]): string {
  return `${file} does not have yet: ${news.map(nameOf).join(', ')}. Run ${WRITE} and commit the file with the change.`;
}

export function written(file: string, news?: readonly Difference[]): string {
  return `this synthesis, unless it finds errors, adds to ${file}: ${news?.map(nameOf).join(', ') ?? 'the user pool'}. Commit it.`;
}
