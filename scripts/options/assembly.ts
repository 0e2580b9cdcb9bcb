import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** The parts of an assembly that say what a call takes. */
export interface Assembly {
  readonly name: string;
  readonly types: Readonly<Record<string, AssemblyType>>;
}

export interface AssemblyType {
  readonly fqn: string;
  readonly kind: 'class' | 'enum' | 'interface';
  readonly name: string;
  readonly namespace?: string;
  /** Whether it is a struct. */
  readonly datatype?: boolean;
  readonly interfaces?: readonly string[];
  readonly initializer?: Callable;
  readonly methods?: readonly (Callable & { readonly name: string })[];
  readonly properties?: readonly (Value & { readonly static?: boolean })[];
  readonly members?: readonly { readonly name: string }[];
}

export interface Callable {
  readonly static?: boolean;
  readonly parameters?: readonly Value[];
}

export interface Value {
  readonly name: string;
  readonly optional?: boolean;
  readonly type: TypeReference;
}

export type TypeReference =
  | { readonly primitive: string }
  | { readonly fqn: string }
  | { readonly collection: { readonly kind: 'array' | 'map'; readonly elementtype: TypeReference } };

export function readAssembly(folder: string): Assembly {
  const packed = join(folder, '.jsii.gz');
  if (existsSync(packed)) return JSON.parse(gunzipSync(readFileSync(packed)).toString());
  return JSON.parse(readFileSync(join(folder, '.jsii'), 'utf8'));
}
