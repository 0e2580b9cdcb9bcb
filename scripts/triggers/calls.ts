import * as path from 'node:path';
import * as ts from 'typescript';
import { type File, parse, readFiles } from '../../test/architecture/files';

/** A top-level declaration of a file, by `file#name`. */
type Declarations = ReadonlyMap<string, ts.Node>;

interface Code {
  readonly declarations: Declarations;
  /** What a name in a file stands for, when it was imported: `file#name`. */
  readonly imports: ReadonlyMap<string, string>;
  /** The service of a command: `file#PutItemCommand` -> `dynamodb`. */
  readonly commands: ReadonlyMap<string, string>;
}

const ENTRY = /^lambda\/[^/]+\.lambda\.ts$/;

/** The AWS calls that each step may make for an event, as `service:Operation`, by `Trigger.step`; read from the Lambdas' code. */
export function callsOfSteps(files: readonly File[] = readFiles('lambda')): ReadonlyMap<string, readonly string[]> {
  const code = read(files);
  const entries = files.filter(({ path: file }) => ENTRY.test(file));
  return new Map(
    entries.flatMap((entry) => {
      const trigger = /chain\('(\w+)'/.exec(entry.text)?.[1];
      const steps = [...code.imports].filter(([name, to]) => name.startsWith(`${entry.path}#`) && /\/steps\//.test(to));
      return steps.map(([name, to]) => [`${trigger}.${name.split('#')[1]}`, callsFrom(to, code)] as const);
    }),
  );
}

function callsFrom(start: string, code: Code): string[] {
  const seen = new Set<string>();
  const calls = new Set<string>();
  const enter = (key: string) => {
    const node = code.declarations.get(key);
    if (!node || seen.has(key)) return;
    seen.add(key);
    visit(node, key.split('#')[0]!);
  };
  const visit = (node: ts.Node, file: string): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const [port, call] = node.getText().split('.').slice(-2);
      enter(`lambda/ports/${port}.ts#${call}`);
    }
    if (ts.isIdentifier(node)) {
      const service = code.commands.get(`${file}#${node.text}`);
      if (service) calls.add(`${service}:${node.text.replace(/Command$/, '')}`);
      enter(code.imports.get(`${file}#${node.text}`) ?? `${file}#${node.text}`);
    }
    ts.forEachChild(node, (child) => visit(child, file));
  };
  enter(start);
  return [...calls].sort();
}

function read(files: readonly File[]): Code {
  const declarations = new Map<string, ts.Node>();
  const imports = new Map<string, string>();
  const commands = new Map<string, string>();
  for (const file of files) {
    for (const statement of parse(file).statements) {
      for (const [name, node] of declaredIn(statement)) declarations.set(`${file.path}#${name}`, node);
      for (const [name, from, original] of importedIn(statement)) {
        const client = /^@aws-sdk\/(?:client|lib)-(.+)$/.exec(from)?.[1];
        if (client && /Command$/.test(original)) commands.set(`${file.path}#${name}`, SERVICES[client] ?? client);
        const target = `${path.posix.join(path.posix.dirname(file.path), from)}.ts`;
        if (from.startsWith('.')) imports.set(`${file.path}#${name}`, `${target}#${original}`);
      }
    }
  }
  return { declarations, imports, commands };
}

/** Services whose prefix in IAM differs from the name of their client. */
const SERVICES: Readonly<Record<string, string>> = {
  'cognito-identity-provider': 'cognito-idp',
  eventbridge: 'events',
  sesv2: 'ses',
  'pinpoint-sms-voice-v2': 'sms-voice',
};

function declaredIn(statement: ts.Statement): [string, ts.Node][] {
  if (ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) return [[statement.name!.text, statement]];
  if (!ts.isVariableStatement(statement)) return [];
  return statement.declarationList.declarations.map((declaration) => [declaration.name.getText(), declaration]);
} // prettier-ignore

function importedIn(statement: ts.Statement): [name: string, from: string, original: string][] {
  if (!ts.isImportDeclaration(statement) || statement.importClause?.isTypeOnly) return [];
  const bindings = statement.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return [];
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  return bindings.elements.map(({ name, propertyName }) => [name.text, from, (propertyName ?? name).text]);
}
