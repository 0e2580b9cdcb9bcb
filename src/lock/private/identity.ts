/** Parts of a pool whose identity counts, as the record names them. */
export const SECTIONS = [
  'userPool',
  'schema',
  'clients',
  'domains',
  'groups',
  'identityPools',
  'identityProviders',
  'resourceServers',
] as const;

export type SectionName = (typeof SECTIONS)[number];

/** Of a property that cannot change; `null` where it is known at deployment only. */
export type Value = string | boolean | readonly string[] | null;

/** Properties by their names in CloudFormation; `path` is that of the construct, for sentences, and may change. */
export type Entry = Readonly<Record<string, Value>>;

/** Entries by logical id; those of the schema by the name of the attribute. */
export type Section = Readonly<Record<string, Entry>>;

/** What must stay of a pool and of what belongs to it. */
export type Identity = Readonly<Record<SectionName, Section>>;

export function makeIdentity(sectionOf: (name: SectionName) => Section): Identity {
  return Object.fromEntries(SECTIONS.map((name) => [name, sectionOf(name)])) as Identity;
}

/** Own entries alone: a pool may be called `constructor`. */
export function own<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
