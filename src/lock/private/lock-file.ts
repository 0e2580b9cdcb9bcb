import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Identity, makeIdentity, SectionName, SECTIONS } from './identity';

const VERSION = 1;

/** Pools by their path in the stack, by the name of the stack. */
export type Recorded = Readonly<Record<string, Readonly<Record<string, Identity>>>>;

/** The record cannot be believed: what is wrong with the file, and what to do. */
export class LockFault extends Error {}

/** Nothing, where there is no file yet. */
export function readLock(file: string): Recorded {
  if (!existsSync(file)) return {};
  const { version, stacks, ...others } = objectIn(parse(file), 'the file');
  if (version !== VERSION) {
    throw new LockFault(
      `has version ${JSON.stringify(version)}, and this release of the library writes ${VERSION}. Use the release that wrote it, or restore the file`,
    );
  }
  refuseOthers(others, 'the file');
  return eachOf(stacks, 'stacks', (pools, stack) => eachOf(pools, stack, identityIn));
}

/** In one step, with sorted names, so that a diff shows what changed and nothing else. */
export function writeLock(file: string, stacks: Recorded): void {
  const small = eachOf(stacks, '', (pools) => eachOf(pools, '', withoutEmpty));
  const text = `${JSON.stringify(sorted({ version: VERSION, stacks: small }), undefined, 2)}\n`;
  try {
    writeFileSync(`${file}.new`, text);
    renameSync(`${file}.new`, file);
  } catch (error) {
    throw new LockFault(`cannot be written (${codeOf(error)}). Make its folder, or name another path`);
  }
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const what = error instanceof SyntaxError ? 'is no JSON' : `cannot be read (${codeOf(error)})`;
    throw new LockFault(`${what}. Settle the merge, or restore it from version control`);
  }
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}

function identityIn(value: unknown, where: string): Identity {
  const sections = objectIn(value, where);
  const { userPool = {} } = sections;
  refuseOthers(Object.fromEntries(Object.entries(sections).filter(([name]) => !isSection(name))), where);
  if (Object.keys(objectIn(userPool, where)).length !== 1) throw misfit(`${where}/userPool`);
  return makeIdentity((name) =>
    eachOf(sections[name] ?? {}, `${where}/${name}`, (entry, at) => eachOf(entry, at, valueIn)),
  );
}

function isSection(name: string): name is SectionName {
  return (SECTIONS as readonly string[]).includes(name);
}

function valueIn(value: unknown, where: string) {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw misfit(where);
}

function eachOf<T>(value: unknown, where: string, read: (part: any, where: string) => T): Record<string, T> {
  const entries = Object.entries(objectIn(value, where));
  return Object.fromEntries(entries.map(([name, part]) => [name, read(part, `${where}/${name}`)]));
}

function objectIn(value: unknown, where: string): Record<string, unknown> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw misfit(where);
}

function refuseOthers(others: object, where: string): void {
  const [other] = Object.keys(others);
  if (other !== undefined) throw misfit(`${where}/${other}`);
}

function misfit(where: string): LockFault {
  return new LockFault(`has something at ${where} that no release wrote there. Restore it from version control`);
}

function withoutEmpty(identity: Identity) {
  return Object.fromEntries(Object.entries(identity).filter(([, section]) => Object.keys(section).length > 0));
}

/** Of lists, too; by code unit, the same on every machine. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return [...value].sort();
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([name, part]) => [name, sorted(part)]));
}
