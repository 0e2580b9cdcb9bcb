import { IConstruct } from 'constructs';
import { ADVICE } from './advice';
import { type Kind, LIST, MAP, OPTIONS, requireKind } from './kinds';
import { namedKind } from './named-kinds';
import { CALLS, STRUCTS } from './option-kinds.generated';

/** Where a call stands, and what follows the name of an option in sentences about it. */
interface Place {
  readonly where: IConstruct | string;
  readonly of: string;
}

export interface Member {
  readonly name: string;
  /** As the table writes it: `string[]`. */
  readonly kind: string;
  readonly isOptional: boolean;
}

const structs: Readonly<Record<string, string>> = STRUCTS;
const adviceFor: Readonly<Record<string, string>> = ADVICE;
const read = new Map<string, readonly Member[]>();

/**
 * Refuses what a compiler would refuse, for callers who have none: plain JavaScript, and what `any` hides. What each call takes
 * is generated from what jsii knows of this library and of the CDK. Names that nobody asks for are let through.
 *
 * @param call as people write it: `CustomAuth.magicLink`
 * @param given what was passed
 * @param of what follows the name of an option in a sentence; nothing where the path says it all
 */
export function requireArguments(where: IConstruct | string, call: string, given: readonly unknown[], of = ''): void {
  const calls: Readonly<Record<string, string>> = CALLS;
  members(calls[call]).forEach((parameter, index) => {
    if (parameter.kind in structs) requireOptions({ where, of }, parameter, given[index]);
    else requireMember({ where, of }, '', parameter, given[index]);
  });
}

/** The same for a factory, which knows no construct: its own name says where. */
export function requireGiven(call: string, given: readonly unknown[]): void {
  requireArguments(call, call, given);
}

/** Options are named without their parameter; where none were passed, the first that is needed is missing. */
function requireOptions(place: Place, parameter: Member, options: unknown): void {
  if (options === undefined && parameter.isOptional) return;
  const own = members(structs[parameter.kind]);
  const isNeeded = own.some(({ isOptional }) => !isOptional);
  const given = options === undefined && isNeeded ? {} : options;
  requireKind(place.where, `${parameter.name}${place.of}`, given, OPTIONS);
  own.forEach((member) => requireMember(place, '', member, valueOf(given, member.name)));
}

function requireMember(place: Place, path: string, { name, kind, isOptional }: Member, value: unknown): void {
  if (value !== undefined) return requireValue(place, `${path}${name}`, kind, value);
  if (isOptional) return;
  const known = kindOf(kind);
  requireKind(place.where, `${path}${name}${place.of}`, value, { ...known, advice: adviceFor[name] ?? known.advice });
}

function requireValue(place: Place, path: string, kind: string, value: unknown): void {
  requireKind(place.where, `${path}${place.of}`, value, kindOf(kind));
  const each = kind.slice(0, -2);
  if (kind.endsWith('[]')) {
    (value as unknown[]).forEach((entry, index) => requireValue(place, `${path}[${index}]`, each, entry));
  } else if (kind.endsWith('{}')) {
    Object.entries(value as object).forEach(([key, entry]) => requireValue(place, `${path}.${key}`, each, entry));
  } else if (kind in structs) {
    members(structs[kind]).forEach((member) => requireMember(place, `${path}.`, member, valueOf(value, member.name)));
  }
}

function kindOf(kind: string): Kind {
  if (kind.endsWith('[]')) return LIST;
  if (kind.endsWith('{}')) return MAP;
  return kind in structs ? OPTIONS : namedKind(kind);
}

function valueOf(options: unknown, name: string): unknown {
  return (options as Readonly<Record<string, unknown>>)[name];
}

/** `digits: number?; fromEmail fromName: string`, taken apart when it is first asked for. */
export function members(text: string): readonly Member[] {
  const known = read.get(text) ?? text.split('; ').flatMap(readGroup);
  read.set(text, known);
  return known;
}

function readGroup(group: string): Member[] {
  const [names, code] = group.split(': ');
  const isOptional = code.endsWith('?');
  const kind = isOptional ? code.slice(0, -1) : code;
  return names.split(' ').map((name) => ({ name, kind, isOptional }));
}
