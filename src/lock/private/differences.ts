import { Entry, Identity, own, Section, SectionName, SECTIONS, Value } from './identity';

/** What differs between the record and the app, of one entry. */
export interface Difference {
  readonly kind: 'gone' | 'new' | 'changed' | 'learnt';
  readonly section: SectionName;
  /** Logical id, or name of an attribute. */
  readonly id: string;
  readonly entry: Entry;
  /** The property that is not what it was. */
  readonly property?: string;
  readonly before?: Value;
  readonly now?: Value;
}

/** What a pool may have today and not tomorrow, and still mean the same when it has it again. */
const COMES_AND_GOES = ['WebAuthnRelyingPartyID'];

export function differences(before: Identity, now: Identity): Difference[] {
  return SECTIONS.flatMap((section) => sectionDifferences(section, before[section], now[section]));
}

function sectionDifferences(section: SectionName, before: Section, now: Section): Difference[] {
  return namesOf(before, now).flatMap((id): Difference[] => {
    const [was, is] = [own(before, id), own(now, id)];
    if (was === undefined) return [{ kind: 'new', section, id, entry: is! }];
    if (is === undefined) return [{ kind: 'gone', section, id, entry: was }];
    return entryDifferences({ section, id, entry: is }, was, is);
  });
}

function entryDifferences(at: Pick<Difference, 'section' | 'id' | 'entry'>, was: Entry, is: Entry): Difference[] {
  return namesOf(was, is).flatMap((property): Difference[] => {
    const [before, now] = [valueIn(was, property), valueIn(is, property)];
    if (property === 'path') return [];
    const isUnknown = (value?: Value) => value === null || (value === undefined && COMES_AND_GOES.includes(property));
    if (isUnknown(now) || JSON.stringify(before) === JSON.stringify(now)) return [];
    return [{ ...at, kind: isUnknown(before) ? 'learnt' : 'changed', property, before, now }];
  });
}

/** Of limits that are a token as a whole, none is known. */
function valueIn(entry: Entry, property: string): Value | undefined {
  return own(entry, property.split('.')[0]) === null ? null : own(entry, property);
}

function namesOf(one: object, other: object): string[] {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].sort();
}
