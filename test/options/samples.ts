import * as cdk from 'aws-cdk-lib';
import { ENUMS, OBJECTS, STRUCTS } from '../../src/private/option-kinds.generated';
import { type Member, members } from '../../src/private/options';

/** A value of the wrong kind, and the name that a sentence about it must have. */
export interface Mutant {
  readonly path: string;
  readonly value: unknown;
}

const structs: Readonly<Record<string, string>> = STRUCTS;
const objects: Readonly<Record<string, string>> = { ...OBJECTS, Construct: 'node', Duration: 'toSeconds', SecretValue: 'unsafeUnwrap', 'cognito.ResourceServerScope': 'scopeName' }; // prettier-ignore
const LITERALS: Readonly<Record<string, unknown>> = { boolean: true, string: 'x', number: 1 };

/** Nothing that could be taken for an object of a class. */
const WRONG: Readonly<Record<string, readonly unknown[]>> = {
  boolean: ['false', 0, null],
  string: [5, true, {}, ['x'], null],
  number: ['8', true, null],
  list: ['x', { 0: 'x' }, null],
  map: [['x'], 'x', new Map([['x', 'x']]), null],
  struct: [['x'], 'x', true, null],
  enum: ['NO_MEMBER', {}, -1, null],
  object: ['x', 5, {}, [], null],
};

/** A value of the right kind, with what it needs and no more, or with everything. */
export function right(kind: string, withAll = false): unknown {
  if (kind.endsWith('[]')) return [right(kind.slice(0, -2), withAll)];
  if (kind.endsWith('{}')) return { a: right(kind.slice(0, -2), withAll) };
  if (kind in structs) {
    const needed = members(structs[kind]).filter(({ isOptional }) => withAll || !isOptional);
    return Object.fromEntries(needed.map((member) => [member.name, right(member.kind, withAll)]));
  }
  return LITERALS[kind] ?? (kind in objects ? objectWith(objects[kind]) : Object.values(enumOf(kind)).at(-1));
}

/** All values of the wrong kind, also inside of lists, maps and structs. */
export function mutantsOf({ name, kind, isOptional }: Member, path = name): Mutant[] {
  const missing = isOptional ? [] : [{ path, value: undefined }];
  return [...missing, ...WRONG[familyOf(kind)].map((value) => ({ path, value })), ...inside(kind, path)];
}

/** The members of options, which are named without their parameter; whatever else is passed has the name of the parameter. */
export function mutantsOfParameter(parameter: Member): Mutant[] {
  if (!(parameter.kind in structs)) return mutantsOf(parameter);
  const { name } = parameter;
  return [...WRONG.struct.map((value) => ({ path: name, value })), ...inside(parameter.kind, '')];
}

function inside(kind: string, path: string): Mutant[] {
  const each = { name: '', kind: kind.slice(0, -2), isOptional: false };
  if (kind.endsWith('[]')) return mutantsOf(each, `${path}[0]`).map(({ value, ...at }) => ({ ...at, value: [value] }));
  if (kind.endsWith('{}')) return mutantsOf(each, `${path}.a`).map(({ value, ...at }) => ({ ...at, value: { a: value } }));
  if (!(kind in structs)) return [];
  const least = right(kind) as object;
  const beneath = (name: string) => (path === '' ? name : `${path}.${name}`);
  return members(structs[kind]).flatMap((member) =>
    mutantsOf(member, beneath(member.name)).map((mutant) => ({ ...mutant, value: { ...least, [member.name]: mutant.value } })),
  );
} // prettier-ignore

function familyOf(kind: string): string {
  if (kind.endsWith('[]')) return 'list';
  if (kind.endsWith('{}')) return 'map';
  if (kind in structs) return 'struct';
  if (kind in LITERALS) return kind;
  return kind in objects ? 'object' : 'enum';
}

function objectWith(member: string): object {
  return new (class Thing {
    readonly [member] = 'x';
  })();
}

function enumOf(kind: string): object {
  const own: Readonly<Record<string, object>> = ENUMS;
  if (kind in own) return own[kind];
  const [module, name] = kind.split('.');
  const all = cdk as unknown as Record<string, Record<string, object>>;
  return name === undefined ? all[module] : all[`aws_${module}`][name];
}
