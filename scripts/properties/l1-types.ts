import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as ts from 'typescript';

const GENERATED = resolve(
  __dirname,
  '..',
  '..',
  'node_modules',
  'aws-cdk-lib',
  'aws-cognito',
  'lib',
  'cognito.generated',
);

/** A property of a CloudFormation resource, as aws-cdk-lib types it. */
export interface L1Property {
  /** Its name in a template. */
  readonly name: string;
  /** Properties inside it; none when it is a plain value, a list or a map of plain values. */
  readonly nested: readonly L1Property[];
}

/** The properties of a resource (`UserPool`), with those inside them. */
export function propertiesOfResource(resource: string): readonly L1Property[] {
  types ??= new L1Types();
  return types.membersOf(`Cfn${resource}Props`);
}

/** Paths of the properties that have no others inside them; a list counts as one of its elements. */
export function leavesOf(properties: readonly L1Property[], parent = ''): string[] {
  return properties.flatMap(({ name, nested }) =>
    nested.length === 0 ? [`${parent}${name}`] : leavesOf(nested, `${parent}${name}.`),
  );
}

/** Types say which properties there are; the code beside them says how a template spells them. */
class L1Types {
  private readonly interfaces: ReadonlyMap<string, ts.InterfaceDeclaration>;
  private readonly spellings: string;

  constructor() {
    const text = readFileSync(`${GENERATED}.d.ts`, 'utf8');
    const file = ts.createSourceFile('types.d.ts', text, ts.ScriptTarget.Latest, true);
    this.interfaces = new Map(interfacesIn(file.statements, ''));
    this.spellings = readFileSync(`${GENERATED}.js`, 'utf8');
  }

  membersOf(name: string): L1Property[] {
    const declaration = this.interfaces.get(name);
    if (!declaration) throw new Error(`aws-cdk-lib has no type ${name}`);
    const spelling = this.spellingsOf(name.replace('.', ''));
    return declaration.members.filter(ts.isPropertySignature).map((member) => {
      const [, inner] = /\b(Cfn\w+\.\w+Property)\b/.exec(member.type?.getText() ?? '') ?? [];
      const own = spelling.get(member.name.getText());
      if (!own) throw new Error(`${name}.${member.name.getText()} has no name in templates`);
      return { name: own, nested: inner ? this.membersOf(inner) : [] };
    });
  }

  /** `{CallbackURLs:…(properties.callbackUrLs),…}` in the function that writes the type into a template. */
  private spellingsOf(type: string): Map<string, string> {
    const start = this.spellings.indexOf(`function convert${type}ToCloudFormation(`);
    const code = this.spellings.slice(start, this.spellings.indexOf('function ', start + 1));
    return new Map(
      [...code.matchAll(/["']?(\w+)["']?:[^:]*?\(properties\.(\w+)\)/g)].map(([, name, member]) => [member, name]),
    );
  }
}

let types: L1Types | undefined;

function interfacesIn(statements: readonly ts.Statement[], prefix: string): [string, ts.InterfaceDeclaration][] {
  return statements.flatMap((statement): [string, ts.InterfaceDeclaration][] => {
    if (ts.isInterfaceDeclaration(statement)) return [[`${prefix}${statement.name.text}`, statement]];
    if (!ts.isModuleDeclaration(statement) || !statement.body || !ts.isModuleBlock(statement.body)) return [];
    return interfacesIn(statement.body.statements, `${statement.name.text}.`);
  });
}
