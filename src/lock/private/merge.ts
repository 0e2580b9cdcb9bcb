import { Entry, Identity, makeIdentity, own } from './identity';

/** The app as it is, and of the record what the app does not know at the moment. */
export function merge(before: Identity, now: Identity): Identity {
  return makeIdentity((section) => {
    const entries = Object.entries(now[section]);
    return Object.fromEntries(entries.map(([id, entry]) => [id, mergeEntry(own(before[section], id), entry)]));
  });
}

function mergeEntry(before: Entry = {}, now: Entry): Entry {
  const known = Object.entries(now).filter(([name, value]) => value !== null || (own(before, name) ?? null) === null);
  const kept = Object.entries(before).filter(([, value]) => value !== null);
  return Object.fromEntries([...kept, ...known]);
}
